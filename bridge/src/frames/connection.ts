import type { MessageSink, Shortcut } from './messageSink';

/** Whoever uses a connection. Payloads are valid during the call only. */
export interface FrameListener extends MessageSink {
	/** For curiosity only; pings are answered already. Valid during the call only. */
	onPing?(payload: Buffer): void;
	onPong?(payload: Buffer): void;
	/** The kernel has taken all that it had not taken at once. */
	onDrain?(): void;
	/** One of the other calls has thrown this: nothing more is read. Without this the connection is dropped. */
	onFault?(error: unknown): void;
	/**
	 * The connection is gone; comes exactly once and last.
	 * @param code of the Close that the other side sent; 1005 when that had none, 1006 when there was no Close (§7.1.5)
	 * @param error what broke the connection: a FrameError when the other side broke the protocol, else the system's
	 */
	onClose(code: number, reason: string, error: Error | undefined): void;
}

/**
 * A WebSocket connection after its handshake, without extensions. Nothing is heard before `start`. What is sent when the
 * connection is no longer open is dropped.
 */
export interface Connection {
	/** Asked first about messages that come whole. */
	shortcut: Shortcut | undefined;
	/** True while frames can be sent: no Close was sent or received. */
	readonly open: boolean;
	/** True when the connection is gone. */
	readonly isClosed: boolean;
	/** True while nothing is read. */
	readonly isPaused: boolean;
	/** Bytes handed over that the kernel has not taken yet. */
	readonly bufferedAmount: number;

	/** For `sendFrameTo` (readyOutput.ts); NO_ROW while frames go by `sendFrame` only. */
	readonly outputRow: number;

	/** From now on messages are given to `listener`, the first of them not before this tick is over. */
	start(listener: FrameListener): void;

	/**
	 * Sends a frame that is complete and, from a client, masked.
	 * @returns true when its memory may be used again at once, false when it belongs to the connection from now on
	 */
	sendFrame(frame: Buffer): boolean;

	/** Sends a text message; bytes must be UTF-8. They are copied. */
	sendText(text: string | Uint8Array): void;

	/** Sends a binary message. The bytes are copied. */
	sendBinary(bytes: Uint8Array): void;

	/** Sends a Ping (RFC 6455 §5.5.2); the other side's answer is told through `onPong`. At most 125 bytes. */
	ping(payload?: string | Uint8Array): void;

	/**
	 * To be called regularly: sends a ping.
	 * @returns false when nothing at all has come since the last call, so that the connection is half open. Audio counts, so a peer
	 * that never answers pings but talks stays; so does one that is not read
	 */
	beat(): boolean;

	/** What the other side sends waits in the network; with plain `ws` the messages of the read at hand still come. */
	pause(): void;

	/** Takes up reading again, after this tick. */
	resume(): void;

	/**
	 * Starts the closing handshake (§7.1.2). Reading goes on, so that the answer is seen.
	 * @throws RangeError when the code may not be sent or the reason is longer than 123 bytes
	 */
	close(code?: number, reason?: string): void;

	/** Drops the connection without a goodbye. */
	terminate(): void;
}

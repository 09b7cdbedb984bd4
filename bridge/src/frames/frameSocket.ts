import type { Socket } from 'node:net';
import { closePayload, type CloseStatus } from './closePayload';
import { FrameReader, type MessageSink } from './frameReader';
import { frameOf } from './frameWriter';
import { CLOSE, OPCODE, type FrameError, type Role } from './protocol';

/** While more than this waits for the kernel, only the last ping is answered, and later (RFC 6455 §5.5.3). */
const PONG_BUFFER_BYTES = 16_384;

export interface FrameOptions {
	role: Role;
	/** Longest message in bytes; a longer one fails the connection with 1009. */
	maximumBytes: number;
	/** The connection is destroyed when it has not closed by then after the first Close, in milliseconds. */
	closeTimeoutMs: number;
}

export interface FrameListener extends MessageSink {
	/** Both are signs of life and nothing else; pings are answered already. Valid during the call only. */
	onPing?(payload: Buffer): void;
	onPong?(payload: Buffer): void;
	/** The kernel has taken all that it had not taken at once. */
	onDrain?(): void;
	/**
	 * The connection is gone; comes exactly once and last.
	 * @param code of the Close that the other side sent; 1005 when that had none, 1006 when there was no Close (§7.1.5)
	 * @param error what broke the connection: a FrameError when the other side broke the protocol, else the system's
	 */
	onClose(code: number, reason: string, error: Error | undefined): void;
}

/**
 * A WebSocket connection after its handshake, without extensions (RFC 6455 §4 is done, §5 to §8 are here). Nothing is read
 * before `start`. What is sent when the connection is no longer open is dropped.
 */
export class FrameSocket {
	private listener: FrameListener | undefined;
	private readonly reader: FrameReader;
	private readonly onWritten = () => this.written();
	private state: 'open' | 'closing' | 'closed' = 'open';
	private paused = true;
	private congested = false;
	private pongOwed: Buffer | undefined;
	private closeTimer: NodeJS.Timeout | undefined;
	private closeReceived: CloseStatus = { code: CLOSE.abnormal, reason: '' };
	private error: Error | undefined;

	/** Takes charge of `socket`; what it reads is to be given to `receive`. */
	constructor(
		private readonly socket: Socket,
		private readonly options: FrameOptions,
	) {
		this.reader = new FrameReader(options.role, options.maximumBytes, {
			onPingFrame: (payload) => this.pinged(payload),
			onPongFrame: (payload) => this.listener?.onPong?.(payload),
			onCloseFrame: (status) => this.closeRead(status),
			onViolation: (error) => this.violated(error),
		});
		this.reader.pause();
		socket.pause();
		socket.on('error', (error) => this.failed(error));
		socket.on('end', () => this.ended());
		socket.on('close', () => this.closed());
	}

	/** True while frames can be sent: no Close was sent or received. */
	get open(): boolean {
		return this.state === 'open';
	}

	/** True when the connection is gone. */
	get isClosed(): boolean {
		return this.state === 'closed';
	}

	/** True while nothing is read. */
	get isPaused(): boolean {
		return this.paused;
	}

	/** Bytes handed over that the kernel has not taken yet. */
	get bufferedAmount(): number {
		return this.socket.writableLength;
	}

	/** From now on messages are given to `listener`, the first of them not before this tick is over. */
	start(listener: FrameListener): void {
		this.listener = listener;
		this.reader.messages = listener;
		if (this.state === 'closed') process.nextTick(() => this.report());
		else this.resume();
	}

	/** Bytes from the network: `bytes[0, length)`, which may be changed here and are not kept. */
	receive(bytes: Buffer, length: number): void {
		this.reader.read(bytes, length);
	}

	/**
	 * Sends a frame that is complete and, from a client, masked. One write.
	 * @returns true when its memory may be used again at once, false when it belongs to the connection from now on
	 */
	sendFrame(frame: Buffer): boolean {
		return this.state !== 'open' || this.write(frame);
	}

	/** Sends a text message; bytes must be UTF-8. They are copied. */
	sendText(text: string | Uint8Array): void {
		if (this.state === 'open') this.write(frameOf(this.options.role, OPCODE.text, text));
	}

	/** Sends a binary message. The bytes are copied. */
	sendBinary(bytes: Uint8Array): void {
		if (this.state === 'open') this.write(frameOf(this.options.role, OPCODE.binary, bytes));
	}

	/** Sends a Ping (§5.5.2); the other side's answer is told through `onPong`. At most 125 bytes. */
	ping(payload: string | Uint8Array = ''): void {
		if (Buffer.byteLength(payload) > 125) throw new RangeError('A ping has at most 125 bytes.');
		if (this.state === 'open') this.write(frameOf(this.options.role, OPCODE.ping, payload));
	}

	/** No message is given out after this, not even of the read at hand; what the other side sends waits in the network. */
	pause(): void {
		if (this.state !== 'open' || this.paused) return;
		this.paused = true;
		this.reader.pause();
		this.socket.pause();
	}

	/** Takes up reading again, after this tick. */
	resume(): void {
		if (!this.paused) return;
		this.paused = false;
		process.nextTick(() => this.readAgain());
	}

	/**
	 * Starts the closing handshake (§7.1.2). Reading goes on, so that the answer is seen.
	 * @throws RangeError when the code may not be sent or the reason is longer than 123 bytes
	 */
	close(code: number = CLOSE.normal, reason = ''): void {
		const payload = closePayload(code, reason);
		if (this.state !== 'open') return;
		this.beginClosing(payload);
	}

	/** Drops the connection without a goodbye. */
	terminate(): void {
		if (this.state === 'open') this.state = 'closing';
		this.reader.halt();
		this.socket.destroy();
	}

	private pinged(payload: Buffer): void {
		if (this.state === 'open') {
			if (this.socket.writableLength > PONG_BUFFER_BYTES) this.pongOwed = Buffer.from(payload);
			else this.write(frameOf(this.options.role, OPCODE.pong, payload));
		}
		this.listener?.onPing?.(payload);
	}

	/** The answer repeats the code (§5.5.1); then the server ends the TCP connection, and the client waits for that (§7.1.1). */
	private closeRead(status: CloseStatus): void {
		this.closeReceived = status;
		if (this.state === 'open') {
			const { code, reason } = status;
			this.beginClosing(code === CLOSE.noCode ? '' : closePayload(code, reason));
		}
		if (this.options.role === 'server') this.socket.end();
	}

	/** Fails the connection (§7.1.7). What still comes is read and dropped, lest the Close is lost to a reset. */
	private violated(error: FrameError): void {
		this.error ??= error;
		if (this.state === 'open') this.beginClosing(closePayload(error.closeCode));
		this.socket.end();
	}

	/** `close` follows. What breaks after the other side's Close changes nothing any more. */
	private failed(error: Error): void {
		if (this.closeReceived.code === CLOSE.abnormal) this.error ??= error;
	}

	private beginClosing(payload: string | Uint8Array): void {
		this.write(frameOf(this.options.role, OPCODE.close, payload));
		this.state = 'closing';
		this.limitClosing();
		this.resume();
	}

	private limitClosing(): void {
		this.closeTimer ??= setTimeout(() => this.socket.destroy(), this.options.closeTimeoutMs);
	}

	private write(frame: Buffer): boolean {
		this.socket.write(frame, this.onWritten);
		// Zero means that the kernel has taken every byte already.
		if (this.socket.writableLength === 0) return true;
		this.congested = true;
		return false;
	}

	private written(): void {
		if (!this.congested || this.socket.writableLength > 0 || this.socket.destroyed) return;
		this.congested = false;
		const owed = this.pongOwed;
		this.pongOwed = undefined;
		if (owed && this.state === 'open') this.write(frameOf(this.options.role, OPCODE.pong, owed));
		this.listener?.onDrain?.();
	}

	private readAgain(): void {
		if (this.paused || this.socket.destroyed) return;
		this.reader.resume();
		// A message that waited may have paused again.
		if (!this.paused) this.socket.resume();
	}

	/** The other side sends no more, with or without a Close before. */
	private ended(): void {
		if (this.state === 'open') this.state = 'closing';
		this.limitClosing();
		this.socket.end();
	}

	private closed(): void {
		clearTimeout(this.closeTimer);
		this.state = 'closed';
		this.reader.halt();
		if (this.listener) this.report();
	}

	private report(): void {
		const { code, reason } = this.closeReceived;
		this.listener?.onClose(code, reason, this.error);
	}
}

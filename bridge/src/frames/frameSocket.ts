import type { Socket } from 'node:net';
import { closePayload, type CloseStatus } from './closePayload';
import type { Connection, FrameListener } from './connection';
import type { ControlSink } from './controlSink';
import { FrameOutput, type FrameOptions } from './frameOutput';
import { FrameReader } from './frameReader';
import { frameOf } from './frameWriter';
import type { Shortcut } from './messageSink';
import { CLOSE, OPCODE, type FrameError } from './protocol';

/** While more than this waits for the kernel, only the last ping is answered, and later (RFC 6455 §5.5.3). */
const PONG_BUFFER_BYTES = 16_384;

/**
 * A WebSocket connection after its handshake, without extensions (RFC 6455 §4 is done, §5 to §8 are here). Nothing is read
 * before `start`. What is sent when the connection is no longer open is dropped.
 */
export class FrameSocket extends FrameOutput implements Connection, ControlSink {
	private state: 'open' | 'closing' | 'closed' = 'open';
	/** Takes what the socket reads. */
	readonly reader: FrameReader;
	private listener: FrameListener | undefined;
	private paused = true;
	private pongOwed: Buffer | undefined;
	private closeTimer: NodeJS.Timeout | undefined;
	private closeReceived: CloseStatus = { code: CLOSE.abnormal, reason: '' };
	private error: Error | undefined;

	/** Takes charge of `socket`; what it reads is to be given to `reader`. */
	constructor(socket: Socket, options: FrameOptions) {
		super(socket, options);
		this.reader = new FrameReader(options.role, options.maximumBytes, this);
		this.reader.pause();
		socket.pause();
		socket.on('error', (error) => this.failed(error));
		socket.on('end', () => this.ended());
		socket.on('close', () => this.closed());
	}

	get shortcut(): Shortcut | undefined {
		return this.reader.shortcut;
	}

	set shortcut(shortcut: Shortcut | undefined) {
		this.reader.shortcut = shortcut;
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

	/** From now on messages are given to `listener`, the first of them not before this tick is over. */
	start(listener: FrameListener): void {
		this.listener = listener;
		this.reader.messages = listener;
		if (this.state === 'closed') process.nextTick(() => this.report());
		else this.resume();
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

	beat(): boolean {
		if (this.state !== 'open' || this.paused) return true;
		if (!this.reader.takeHeard()) return false;
		this.ping();
		return true;
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
		this.reader.beginListening();
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
		if (this.state === 'open') this.become('closing');
		this.reader.halt();
		this.socket.destroy();
	}

	/** For the reader. */
	onPingFrame(payload: Buffer): void {
		if (this.state === 'open') {
			if (this.socket.writableLength > PONG_BUFFER_BYTES) this.pongOwed = Buffer.from(payload);
			else this.write(frameOf(this.options.role, OPCODE.pong, payload));
		}
		this.listener?.onPing?.(payload);
	}

	/** For the reader. */
	onPongFrame(payload: Buffer): void {
		this.listener?.onPong?.(payload);
	}

	/**
	 * For the reader. The answer repeats the code (§5.5.1); then the server ends the TCP connection. The client does not wait for that,
	 * as it may (§7.1.1): nothing more can come, and whoever uses the connection is to know at once.
	 */
	onCloseFrame(status: CloseStatus): void {
		this.closeReceived = status;
		if (this.state === 'open') {
			const { code, reason } = status;
			this.beginClosing(code === CLOSE.noCode ? '' : closePayload(code, reason));
		}
		if (this.options.role === 'server') this.socket.end();
		else this.socket.destroySoon();
	}

	/** For the reader. Fails the connection (§7.1.7). What still comes is read and dropped, lest the Close is lost to a reset. */
	onViolation(error: FrameError): void {
		this.error ??= error;
		if (this.state === 'open') this.beginClosing(closePayload(error.closeCode));
		this.socket.end();
	}

	/** For the reader, and for what the listener throws elsewhere. */
	onFault(error: unknown): void {
		if (this.listener?.onFault) this.listener.onFault(error);
		else this.terminate();
	}

	/** `close` follows. What breaks after the other side's Close changes nothing any more. */
	private failed(error: Error): void {
		if (this.closeReceived.code === CLOSE.abnormal) this.error ??= error;
	}

	private beginClosing(payload: string | Uint8Array): void {
		this.write(frameOf(this.options.role, OPCODE.close, payload));
		this.become('closing');
		this.limitClosing();
		this.resume();
	}

	private become(state: 'closing' | 'closed'): void {
		this.state = state;
		this.showReady();
	}

	private limitClosing(): void {
		this.closeTimer ??= setTimeout(() => this.socket.destroy(), this.options.closeTimeoutMs);
	}

	/** All that was written is taken. */
	protected drained(): void {
		const owed = this.pongOwed;
		this.pongOwed = undefined;
		if (owed && this.state === 'open') this.write(frameOf(this.options.role, OPCODE.pong, owed));
		try {
			this.listener?.onDrain?.();
		} catch (fault) {
			this.onFault(fault);
		}
	}

	private readAgain(): void {
		if (this.paused || this.socket.destroyed) return;
		this.reader.resume();
		// A message that waited may have paused again.
		if (!this.paused) this.socket.resume();
	}

	/** The other side sends no more, with or without a Close before. */
	private ended(): void {
		if (this.state === 'open') this.become('closing');
		this.limitClosing();
		this.socket.end();
	}

	private closed(): void {
		clearTimeout(this.closeTimer);
		this.become('closed');
		this.endOutput();
		this.reader.halt();
		if (this.listener) this.report();
	}

	private report(): void {
		const { code, reason } = this.closeReceived;
		try {
			this.listener?.onClose(code, reason, this.error);
		} catch (fault) {
			this.onFault(fault);
		}
	}
}

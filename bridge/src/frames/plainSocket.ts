import type { EventEmitter } from 'node:events';
import type { Socket } from 'node:net';
import { WebSocket } from 'ws';
import { NO_ROW } from '../hotTable';
import type { CloseStatus } from './closePayload';
import type { Connection, FrameListener } from './connection';
import { lengthEnd } from './frameHead';
import type { Shortcut } from './messageSink';
import { applyMask, KEY_BYTES } from './mask';
import { CLOSE, FrameError, OPCODE, type Role } from './protocol';

/** A connection on plain `ws`: what the frame path can be switched back to. Every message costs a copy and a callback here. */
export class PlainSocket implements Connection {
	shortcut: Shortcut | undefined;
	readonly outputRow = NO_ROW;
	private listener: FrameListener | undefined;
	private error: Error | undefined;
	private closed: CloseStatus | undefined;
	private congested = false;
	private heard = true;
	/** The listener has thrown: it is given no messages any more. */
	private faulty = false;
	private readonly onWritten = () => this.written();

	/** `socket` is open. */
	constructor(
		private readonly socket: WebSocket,
		private readonly role: Role,
	) {
		socket.pause();
		if (role === 'client') closeSoon(socket);
		socket.on('message', (data: Buffer, isBinary) => {
			this.heard = true;
			if (!this.faulty) this.guard(() => this.take(data, isBinary));
		});
		socket.on('ping', (payload) => {
			this.heard = true;
			this.listener?.onPing?.(payload);
		});
		socket.on('pong', (payload) => {
			this.heard = true;
			this.guard(() => this.listener?.onPong?.(payload));
		});
		socket.on('error', (error) => (this.error ??= faultOf(error)));
		socket.on('close', (code, reason) => {
			this.closed = { code, reason: reason.toString() };
			this.guard(() => this.report());
		});
	}

	get open(): boolean {
		return this.socket.readyState === WebSocket.OPEN;
	}

	get isClosed(): boolean {
		return this.socket.readyState === WebSocket.CLOSED;
	}

	get isPaused(): boolean {
		return this.socket.isPaused;
	}

	get bufferedAmount(): number {
		return this.socket.bufferedAmount;
	}

	start(listener: FrameListener): void {
		this.listener = listener;
		if (this.closed) process.nextTick(() => this.report());
		else this.socket.resume();
	}

	/** Takes the frame apart again: `ws` writes frames of its own only. */
	sendFrame(frame: Buffer): boolean {
		const start = lengthEnd(frame[1] as number) + (this.role === 'client' ? KEY_BYTES : 0);
		if (this.role === 'client') applyMask(frame, start, frame.length);
		this.send(frame.subarray(start), ((frame[0] as number) & 0x0f) === OPCODE.binary);
		return true;
	}

	sendText(text: string | Uint8Array): void {
		this.send(text, false);
	}

	sendBinary(bytes: Uint8Array): void {
		this.send(bytes, true);
	}

	ping(payload: string | Uint8Array = ''): void {
		if (this.open) this.socket.ping(Buffer.from(payload));
	}

	beat(): boolean {
		if (!this.open || this.isPaused) return true;
		if (!this.heard) return false;
		this.heard = false;
		this.ping();
		return true;
	}

	pause(): void {
		this.socket.pause();
	}

	resume(): void {
		// Nothing could be heard while paused, which is no sign of death.
		if (this.isPaused) this.heard = true;
		this.socket.resume();
	}

	close(code?: number, reason?: string): void {
		// The answer has to be read.
		this.socket.resume();
		this.socket.close(code, reason);
	}

	terminate(): void {
		this.socket.terminate();
	}

	private take(data: Buffer, isBinary: boolean): void {
		if (isBinary) {
			if (this.shortcut?.takeBinary(data, 0, data.length, false)) return;
			this.listener?.onBinary(data, false);
		} else if (!this.shortcut?.takeText(data, 0, data.length)) {
			this.listener?.onText(data, false);
		}
	}

	/** What the listener throws is its own and ends no other connection. */
	private guard(tell: () => void): void {
		try {
			tell();
		} catch (error) {
			this.faulty = true;
			if (this.listener?.onFault) this.listener.onFault(error);
			else this.terminate();
		}
	}

	private report(): void {
		if (this.closed) this.listener?.onClose(this.closed.code, this.closed.reason, this.error);
	}

	private send(data: string | Uint8Array, binary: boolean): void {
		if (!this.open) return;
		this.socket.send(Buffer.from(data as Uint8Array), { binary }, this.onWritten);
		if (this.socket.bufferedAmount > 0) this.congested = true;
	}

	private written(): void {
		if (!this.congested || this.socket.bufferedAmount > 0) return;
		this.congested = false;
		this.guard(() => this.listener?.onDrain?.());
	}
}

/** What a peer is told that breaks the protocol, where it is not 1002: by `ws`'s code of its errors. */
const CLOSE_CODES: Record<string, number> = {
	WS_ERR_INVALID_UTF8: CLOSE.invalidData,
	WS_ERR_TOO_MANY_BUFFERED_PARTS: CLOSE.policyViolation,
	WS_ERR_UNSUPPORTED_DATA_PAYLOAD_LENGTH: CLOSE.tooBig,
	WS_ERR_UNSUPPORTED_MESSAGE_LENGTH: CLOSE.tooBig,
};

/** A broken protocol as FrameSocket tells of it; the system's errors as they are. */
function faultOf(error: NodeJS.ErrnoException): Error {
	const { code, message } = error;
	if (code?.startsWith('WS_ERR_') !== true) return error;
	return new FrameError(CLOSE_CODES[code] ?? CLOSE.protocolError, message);
}

/** What `ws` has inside and does not tell of. */
interface Insides {
	_receiver?: EventEmitter;
	_socket?: Socket;
}

/** A client does not wait for the server to end the TCP connection once it has answered the server's Close, as in FrameSocket. */
function closeSoon(socket: WebSocket): void {
	const { _receiver: receiver, _socket: network } = socket as unknown as Insides;
	// Told when a Close was read; `ws` listens too, and first, to answer it.
	receiver?.on('conclude', () => network?.destroySoon());
}

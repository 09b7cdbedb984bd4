import type { Socket } from 'node:net';
import { WebSocket } from 'ws';

/** What `ws` listens to on the socket of a connection. */
const EVENTS = ['data', 'end', 'close', 'error', 'drain'] as const;

type Listener = (...values: unknown[]) => void;

/**
 * Takes a socket over from `ws` once that has done the handshake. Made before `ws` gets hold of the socket; `take` removes every
 * listener that came since, so that `ws` neither reads nor closes it any more.
 */
export class Handover {
	private readonly before: Map<string, Listener[]>;

	constructor(private readonly socket: Socket) {
		this.before = new Map(EVENTS.map((event) => [event, this.listeners(event)]));
	}

	/** The socket is paused from now on. @returns what was read and is not dealt with yet, such as a first frame */
	take(): Buffer {
		const { socket } = this;
		for (const event of EVENTS) {
			const before = this.before.get(event) ?? [];
			for (const listener of this.listeners(event)) {
				if (!before.includes(listener)) socket.removeListener(event, listener);
			}
		}
		this.forgetWebSocket();
		socket.pause();
		const pieces: Buffer[] = [];
		for (;;) {
			const piece = socket.read() as Buffer | null;
			if (piece === null) return Buffer.concat(pieces);
			pieces.push(piece);
		}
	}

	/** `ws` notes its own objects on the socket; several kilobytes of every call that nothing needs any more. */
	private forgetWebSocket(): void {
		const properties = this.socket as unknown as Record<symbol, unknown>;
		for (const key of Object.getOwnPropertySymbols(properties)) {
			if (properties[key] instanceof WebSocket) properties[key] = undefined;
		}
	}

	private listeners(event: string): Listener[] {
		return this.socket.listeners(event) as Listener[];
	}
}

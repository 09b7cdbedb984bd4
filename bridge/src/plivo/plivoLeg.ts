import { WebSocket } from 'ws';
import { Liveness } from '../call/liveness';
import { parsePlivoMessage, type PlivoMessage } from './plivoMessage';

/** Whoever is in charge of the stream: first the wait for `start`, then the call. */
export interface PlivoLegListener {
	onPlivoMessage(message: PlivoMessage): void;
	/** The socket is gone; comes exactly once and last. */
	onPlivoClosed(): void;
}

/** Plivo's side of a call: its AudioStream socket, as messages in and messages out. */
export class PlivoLeg {
	/** Stream id of the `start` event; named in every control message to Plivo. */
	streamId = '';
	/** Set by whoever takes charge; what comes before that is not heard. */
	listener: PlivoLegListener | undefined;
	private readonly liveness = new Liveness();

	constructor(private readonly socket: WebSocket) {
		socket.on('message', (data) => {
			this.liveness.note();
			const message = parsePlivoMessage(data.toString());
			if (message) this.listener?.onPlivoMessage(message);
		});
		socket.on('pong', () => this.liveness.note());
		socket.on('ping', () => this.liveness.note());
		// A broken frame or a reset: `close` follows, and that is where the call learns of it.
		socket.on('error', () => undefined);
		socket.on('close', () => this.listener?.onPlivoClosed());
	}

	/** True when the socket is gone for good. */
	get closed(): boolean {
		return this.socket.readyState === WebSocket.CLOSED;
	}

	/** Bytes handed over that the kernel has not taken yet. */
	get bufferedBytes(): number {
		return this.socket.bufferedAmount;
	}

	/** Sends one text frame; `sent` is called when the kernel has taken it or the socket is gone. */
	send(text: string, sent?: () => void): void {
		if (this.socket.readyState === WebSocket.OPEN) this.socket.send(text, sent);
	}

	/** Barge-in: Plivo drops everything it holds and has not played (plivo.md §8.2). */
	sendClearAudio(): void {
		this.send(`{"event":"clearAudio","streamId":${JSON.stringify(this.streamId)}}`);
	}

	/** Plivo answers with `playedStream` when all audio sent before this has been played. */
	sendCheckpoint(name: string): void {
		const streamId = JSON.stringify(this.streamId);
		this.send(`{"event":"checkpoint","streamId":${streamId},"name":${JSON.stringify(name)}}`);
	}

	/** Ends the stream; Plivo goes on with what follows `<Stream>` in the XML. */
	close(code: number, reason: string): void {
		this.socket.close(code, reason);
	}

	/** Drops the connection without a goodbye. */
	terminate(): void {
		this.socket.terminate();
	}

	/** Watchdog, to be called regularly: pings, and drops the connection when Plivo is gone. */
	beat(): void {
		if (this.socket.readyState !== WebSocket.OPEN) return;
		if (!this.liveness.beat(() => this.socket.ping())) this.terminate();
	}
}

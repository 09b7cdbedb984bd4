import type { Connection, FrameListener } from '../frames/connection';
import type { Shortcut } from '../frames/messageSink';
import { CLOSE, FrameError } from '../frames/protocol';
import { errorCode } from '../logger';
import { parsePlivoMessage, type PlivoMessage } from './plivoMessage';

/** Whoever is in charge of the stream: first the wait for `start`, then the call. */
export interface PlivoLegListener {
	onPlivoMessage(message: PlivoMessage): void;
	/** The kernel has taken all that it had not taken at once. */
	onPlivoDrain(): void;
	/** Plivo has got this checkpoint, and so everything that was sent before it. */
	onPlivoTook?(checkpoint: string): void;
	/** Another of these calls has thrown this; no more messages come. */
	onPlivoFault(error: unknown): void;
	/** The socket is gone; comes exactly once and last. */
	onPlivoClosed(end: PlivoLegEnd): void;
}

/** How Plivo's socket ended. */
export interface PlivoLegEnd {
	/**
	 * `closed`: Plivo closed it normally, as it does when the call ends (plivo.md §8.4). `lost`: it broke, or was closed for another
	 * reason, such as a Plivo that goes away (1001), and the caller may still be there.
	 */
	how: 'closed' | 'lost';
	/** For the log: close code or error code. */
	detail: string | number;
}

/** Whoever takes media messages before anything else looks at them. */
export interface MediaShortcut extends Shortcut {
	/** A media message that was not taken and had to be parsed, and its payload: it may take the next one that looks so. */
	remember(text: Buffer, payload: string, streamId: string): void;
}

/** Plivo's side of a call: its AudioStream socket, as messages in and messages out. */
export class PlivoLeg implements FrameListener {
	/** Stream id of the `start` event; named in every control message to Plivo. */
	streamId = '';
	/** Set by whoever takes charge; what comes before that is not heard. */
	listener: PlivoLegListener | undefined;
	/** Set when the socket is gone. */
	end: PlivoLegEnd | undefined;
	private media: MediaShortcut | undefined;

	constructor(readonly connection: Connection) {
		connection.start(this);
	}

	/** Without one every media message is parsed and given to the listener. */
	set shortcut(media: MediaShortcut | undefined) {
		this.media = media;
		this.connection.shortcut = media;
	}

	/** True when the socket is gone for good. */
	get closed(): boolean {
		return this.connection.isClosed;
	}

	/** Sends one text message. */
	send(text: string): void {
		this.connection.sendText(text);
	}

	/** Barge-in: Plivo drops everything it holds and has not played (plivo.md §8.2). */
	sendClearAudio(): void {
		this.send(`{"event":"clearAudio","streamId":${JSON.stringify(this.streamId)}}`);
	}

	/**
	 * Plivo answers with `playedStream` when all audio sent before this has been played; and with a Pong, which is told through
	 * `onPlivoTook`, when it has got all of it.
	 */
	sendCheckpoint(name: string): void {
		const streamId = JSON.stringify(this.streamId);
		this.send(`{"event":"checkpoint","streamId":${streamId},"name":${JSON.stringify(name)}}`);
		this.connection.ping(name);
	}

	/** Ends the stream; Plivo goes on with what follows `<Stream>` in the XML. */
	close(code: number, reason: string): void {
		this.connection.close(code, reason);
	}

	/** Stops reading: what Plivo sends waits in the network. */
	pause(): void {
		this.connection.pause();
	}

	resume(): void {
		this.connection.resume();
	}

	/** Drops the connection without a goodbye. */
	terminate(): void {
		this.connection.terminate();
	}

	/** Watchdog, to be called regularly: pings, and drops the connection when Plivo is gone. */
	beat(): void {
		if (!this.connection.beat()) this.terminate();
	}

	onText(text: Buffer): void {
		const { listener } = this;
		const message = listener && parsePlivoMessage(text.toString());
		if (message === undefined) return;
		if (message.event === 'media') this.media?.remember(text, message.payload, this.streamId);
		listener?.onPlivoMessage(message);
	}

	/** Plivo sends none, but what would be JSON as text is read all the same. */
	onBinary(text: Buffer): void {
		this.onText(text);
	}

	onPong(checkpoint: Buffer): void {
		// Those of the heartbeat say nothing.
		if (checkpoint.length > 0) this.listener?.onPlivoTook?.(checkpoint.toString());
	}

	onDrain(): void {
		this.listener?.onPlivoDrain();
	}

	onFault(error: unknown): void {
		if (this.listener) this.listener.onPlivoFault(error);
		else this.terminate();
	}

	onClose(code: number, _reason: string, error: Error | undefined): void {
		this.end = endOf(code, error);
		this.listener?.onPlivoClosed(this.end);
	}
}

/** Only a normal Close says that it is over: any other end may be one of the socket alone. */
function endOf(code: number, error: Error | undefined): PlivoLegEnd {
	// A broken protocol is told by the code that answers it.
	if (error instanceof FrameError) return { how: 'lost', detail: error.closeCode };
	if (error !== undefined) return { how: 'lost', detail: errorCode(error) };
	return { how: code === CLOSE.normal ? 'closed' : 'lost', detail: code };
}

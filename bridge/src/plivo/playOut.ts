import type { AudioFormat } from '../../../nodes/shared/audioFormat';
import type { Connection } from '../frames/connection';
import type { Shortcut } from '../frames/messageSink';
import { isReady, sendFrameTo, type FrameTaker } from '../frames/readyOutput';
import { NO_ROW } from '../hotTable';
import type { LatencyHistogram } from '../metrics/latencyHistogram';
import { isSampled } from '../metrics/latencySample';
import { writeEncodedMulaw } from './mulaw';
import { MAXIMUM_PLAY_BYTES, playAudioMerger, type PlayAudioMerger } from './playAudioFrame';
import { PlayClock } from './playClock';

/** While more than this waits for the kernel, audio waits in the bridge instead, where it can be cleared. */
export const PLIVO_AUDIO_BYTES = 65_536;
/**
 * Plivo holds less than 20 s: its buffer has 40 s or 60 s, depending on the page (plivo.md §8.3), and it is behind our clock by
 * the way through the network.
 */
export const MAXIMUM_AHEAD_MS = 19_500;

/** For one piece of audio at a time. */
const mulaw = Buffer.allocUnsafeSlow(MAXIMUM_PLAY_BYTES);

/** What audio needs of Plivo's connection. */
export type PlayConnection = Pick<Connection, 'bufferedAmount' | 'sendFrame'> &
	Partial<Pick<Connection, 'outputRow'>>;

/** The last step of audio to the caller: sends it, without any queue, and knows what Plivo holds of it. */
export class PlayOut implements Shortcut, FrameTaker {
	/** Audio may come straight from the agent's socket: nothing waits before it and nobody hears along. */
	open = false;
	private readonly connection: PlayConnection;
	private readonly connectionRow: number;
	private readonly merger: PlayAudioMerger;
	private readonly mulaw: boolean;
	private readonly bytesPerMs: number;
	/** Audio bytes sent to Plivo, in the stream's format. */
	bytes = 0;
	/** Pieces that were sampled or might have been. */
	private taken = 0;
	readonly clock = new PlayClock();
	/** What is being read is sampled, and came at this time by performance.now(). */
	private sampling = false;
	private readCameAt = Number.NaN;
	private readonly latency: Pick<LatencyHistogram, 'note'>;

	/** `latency`: where it is noted how long audio took from its arrival to Plivo's socket. */
	constructor(
		connection: PlayConnection,
		format: AudioFormat,
		latency: Pick<LatencyHistogram, 'note'>,
	) {
		this.connection = connection;
		this.connectionRow = connection.outputRow ?? NO_ROW;
		this.merger = playAudioMerger(format);
		this.mulaw = format.encoding === 'audio/x-mulaw';
		this.bytesPerMs = format.bytesPerFrame / 20;
		this.latency = latency;
	}

	takeText(): boolean {
		return false;
	}

	takeBinary(pcm: Buffer, start: number, end: number, more: boolean): boolean {
		const length = end - start;
		if (!this.open || length === 0 || length % 2 !== 0 || length > MAXIMUM_PLAY_BYTES) return false;
		const now = performance.now();
		if (!this.hasRoom(this.mulaw ? length >> 1 : length, now)) return false;
		if (this.mulaw) this.play(mulaw, 0, writeEncodedMulaw(pcm, start, end, mulaw), more, now);
		else this.play(pcm, start, end, more, now);
		this.sample(more, now);
		return true;
	}

	/** Whether audio of so many bytes in the stream's format may be sent now. */
	hasRoom(bytes: number, now: number): boolean {
		return (
			(isReady(this.connection, this.connectionRow) ||
				this.connection.bufferedAmount < PLIVO_AUDIO_BYTES) &&
			this.clock.aheadMs(now) + bytes / this.bytesPerMs < MAXIMUM_AHEAD_MS
		);
	}

	/**
	 * Sends `audio[start, end)`, in the stream's format.
	 * @param more whether more of it follows before `flush`: what comes together leaves together
	 * @returns in how many milliseconds it will be heard
	 */
	play(audio: Buffer, start: number, end: number, more: boolean, now: number): number {
		this.bytes += end - start;
		const delayMs = this.clock.add((end - start) / this.bytesPerMs, now);
		this.merger.add(this, audio, start, end, more);
		return delayMs;
	}

	/** For the merger: a frame to Plivo. */
	sendFrame(frame: Buffer): boolean {
		return sendFrameTo(this.connection, this.connectionRow, frame);
	}

	/** Sends what was taken together. */
	flush(): void {
		this.merger.flush(this);
		if (!this.sampling) return;
		this.sampling = false;
		this.latency.note(performance.now() - this.readCameAt);
	}

	/** Drops what was taken together and is not sent. */
	discard(): void {
		this.bytes -= this.merger.discard(this);
	}

	/** A piece of the agent's came at that time: notes how long it took, or begins to wait for the rest of the read. */
	sample(more: boolean, now: number): void {
		if (this.sampling || !isSampled(this.taken++)) return;
		if (more) {
			this.sampling = true;
			this.readCameAt = now;
		} else {
			this.latency.note(performance.now() - now);
		}
	}
}

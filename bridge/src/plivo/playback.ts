import type { AudioFormat } from '../../../nodes/shared/audioFormat';
import { SampleCarry } from '../call/sampleCarry';
import { encodeMulaw } from './mulaw';
import type { PlivoLeg } from './plivoLeg';

/** 16384 characters of base64, the most Plivo takes in one playAudio (plivo.md §8.3). */
const MAXIMUM_PAYLOAD_BYTES = 12_288;
/** While more than this waits for the kernel, audio waits here instead, where it can be cleared. */
const SOCKET_BUFFER_BYTES = 65_536;

/** What the agent's audio needs of Plivo's side. */
export type PlaybackLeg = Pick<
	PlivoLeg,
	'bufferedBytes' | 'send' | 'sendClearAudio' | 'sendCheckpoint'
>;

export interface PlaybackOptions {
	format: AudioFormat;
	/** Audio kept while Plivo cannot take it, in milliseconds. */
	queueMs: number;
	/** How long Plivo may keep a full queue waiting, in milliseconds. */
	stallMs: number;
	/** The queue is full: stop reading the agent until `onDrained`. */
	onFull: () => void;
	onDrained: () => void;
	/** The queue stayed full for `stallMs`. */
	onStalled: () => void;
}

/**
 * Agent audio on its way to the caller: s16le in, playAudio messages out, in the stream's own format and never resampled.
 * Nothing is paced: Plivo holds what is ahead of real time, and `clear` empties both its buffer and ours.
 */
export class Playback {
	/** Audio bytes sent to Plivo, in the stream's format. */
	bytes = 0;
	private readonly frameStart: string;
	private readonly bytesPerMs: number;
	private readonly carry = new SampleCarry();
	private queue: Buffer[] = [];
	private queuedBytes = 0;
	private checkpoint: string | undefined;
	/** By our clock, when Plivo will have played all it was given since the last clear. */
	private playedAt: number | undefined;
	private stallTimer: NodeJS.Timeout | undefined;
	private readonly pump = () => this.sendQueued();

	constructor(
		private readonly leg: PlaybackLeg,
		private readonly options: PlaybackOptions,
	) {
		const { encoding, sampleRate, bytesPerFrame } = options.format;
		// contentType without ";rate=", and the stream's own format: anything else is played as silence (§8.2).
		this.frameStart =
			`{"event":"playAudio","media":{"contentType":"${encoding}",` +
			`"sampleRate":${sampleRate},"payload":"`;
		this.bytesPerMs = bytesPerFrame / 20;
	}

	/** True while the agent's socket must not be read. */
	get full(): boolean {
		return this.stallTimer !== undefined;
	}

	/** True when audio was sent since the last clear: Plivo may still be playing it. */
	get started(): boolean {
		return this.playedAt !== undefined;
	}

	/** Play time that is still ahead of the caller, in milliseconds. */
	get outstandingMs(): number {
		return Math.max(0, (this.playedAt ?? 0) - performance.now());
	}

	/** Takes agent audio: s16le at the stream's sample rate, any number of bytes. */
	write(pcm: Buffer): void {
		const samples = this.carry.align(pcm);
		if (samples.length === 0) return;
		const audio = this.options.format.encoding === 'audio/x-mulaw' ? encodeMulaw(samples) : samples;
		this.playedAt =
			Math.max(this.playedAt ?? 0, performance.now()) + audio.length / this.bytesPerMs;
		for (let start = 0; start < audio.length; start += MAXIMUM_PAYLOAD_BYTES) {
			this.sendOrQueue(audio.subarray(start, start + MAXIMUM_PAYLOAD_BYTES));
		}
	}

	/** Barge-in: nothing taken before this will be sent after it. */
	clear(): void {
		this.queue = [];
		this.queuedBytes = 0;
		this.playedAt = undefined;
		this.carry.reset();
		this.leg.sendClearAudio();
		this.drained();
	}

	/** Asks Plivo to report under this name when everything taken so far has been played. */
	finish(checkpoint: string): void {
		this.checkpoint = checkpoint;
		this.sendQueued();
	}

	/** Drops what waits and stops all timers. */
	stop(): void {
		this.queue = [];
		this.queuedBytes = 0;
		clearTimeout(this.stallTimer);
		this.stallTimer = undefined;
	}

	private sendOrQueue(audio: Buffer): void {
		if (this.queue.length === 0 && this.leg.bufferedBytes < SOCKET_BUFFER_BYTES) {
			this.send(audio);
			return;
		}
		this.queue.push(audio);
		this.queuedBytes += audio.length;
		if (!this.full && this.queuedBytes > this.options.queueMs * this.bytesPerMs) {
			this.stallTimer = setTimeout(this.options.onStalled, this.options.stallMs);
			this.options.onFull();
		}
	}

	private sendQueued(): void {
		while (this.queue.length > 0 && this.leg.bufferedBytes < SOCKET_BUFFER_BYTES) {
			const audio = this.queue.shift() as Buffer;
			this.queuedBytes -= audio.length;
			this.send(audio);
		}
		if (this.queuedBytes * 2 < this.options.queueMs * this.bytesPerMs) this.drained();
		if (this.queue.length === 0 && this.checkpoint !== undefined) {
			this.leg.sendCheckpoint(this.checkpoint);
			this.checkpoint = undefined;
		}
	}

	private send(audio: Buffer): void {
		this.bytes += audio.length;
		this.leg.send(`${this.frameStart}${audio.toString('base64')}"}}`, this.pump);
	}

	private drained(): void {
		if (!this.full) return;
		clearTimeout(this.stallTimer);
		this.stallTimer = undefined;
		this.options.onDrained();
	}
}

import { SampleCarry } from '../call/sampleCarry';
import type { Shortcut } from '../frames/messageSink';
import { EndMark } from './endMark';
import { decodeMulaw, encodeMulaw } from './mulaw';
import { MAXIMUM_PLAY_BYTES } from './playAudioFrame';
import type { PlaybackLeg, PlaybackOptions, PlaybackTap } from './playbackOptions';
import { MAXIMUM_AHEAD_MS, PlayOut } from './playOut';
import { StallWatch } from './stallWatch';

/** Audio that had to wait for room at Plivo goes on in pieces of about this length, in milliseconds. */
const ROOM_MS = 1_000;

/**
 * Agent audio on its way to the caller: s16le in, playAudio messages out, in the stream's own format and never resampled.
 * Nothing is paced: Plivo holds what is ahead of real time, up to a bound; what is beyond that waits here, and then in the network.
 * `clear` empties both its buffer and ours.
 */
export class Playback {
	/** True while the agent's socket must not be read. */
	full = false;
	private readonly out: PlayOut;
	private readonly mulaw: boolean;
	private readonly bytesPerMs: number;
	private heardBy: PlaybackTap | undefined;
	private readonly carry = new SampleCarry();
	private queue: Buffer[] = [];
	private queuedBytes = 0;
	private readonly mark = new EndMark();
	private readonly stall: StallWatch;
	private roomTimer: NodeJS.Timeout | undefined;

	constructor(
		private readonly leg: PlaybackLeg,
		private readonly options: PlaybackOptions,
	) {
		this.out = new PlayOut(leg.connection, options.format, options.latency);
		this.stall = new StallWatch({
			connection: leg.connection,
			stallMs: options.stallMs,
			onStalled: options.onStalled,
			onFreed: options.guard(() => this.sendQueued()),
		});
		this.mulaw = options.format.encoding === 'audio/x-mulaw';
		this.bytesPerMs = options.format.bytesPerFrame / 20;
		this.chooseWay();
	}

	/** Takes agent audio straight from its socket, while nothing is out of the ordinary here. */
	get shortcut(): Shortcut {
		return this.out;
	}

	/** Audio bytes sent to Plivo, in the stream's format. */
	get bytes(): number {
		return this.out.bytes;
	}

	/** While there is one, the shortcut takes nothing. */
	set tap(tap: PlaybackTap | undefined) {
		this.heardBy = tap;
		this.chooseWay();
	}

	/** Play time that Plivo still holds, in milliseconds. */
	get aheadMs(): number {
		return this.out.clock.aheadMs(performance.now());
	}

	/** Play time that waits here for Plivo, in milliseconds. */
	get waitingMs(): number {
		return this.queuedBytes / this.bytesPerMs;
	}

	/** Play time that is still ahead of the caller, at Plivo and here, in milliseconds. */
	get outstandingMs(): number {
		return this.aheadMs + this.waitingMs;
	}

	/**
	 * In how many milliseconds the caller has heard everything, by our clock, which Plivo is a little behind. Negative when that was
	 * so long ago; infinitely when there was nothing, or nothing since the last clear.
	 */
	get endsInMs(): number {
		if (this.queuedBytes > 0) return this.outstandingMs;
		return this.out.clock.endsInMs(performance.now());
	}

	/**
	 * Takes agent audio: s16le at the stream's sample rate, any number of bytes; copied or sent before it returns.
	 * @param more whether more of it follows before `flush`: what comes together leaves together
	 * @param now performance.now(), where that is known
	 */
	write(pcm: Buffer, more: boolean, now = performance.now()): void {
		this.play(this.carry.align(pcm), more, now);
		this.out.sample(more, now);
		this.chooseWay();
	}

	/** Drops agent audio: what comes next still begins at a whole sample. */
	skip(pcm: Buffer): void {
		this.carry.align(pcm);
		this.chooseWay();
	}

	/** The agent begins anew, at a whole sample. */
	beginAnew(): void {
		this.carry.reset();
		this.chooseWay();
	}

	/** As `write`, of whole samples that are not the agent's. */
	play(samples: Buffer, more: boolean, now = performance.now()): void {
		const audio = this.mulaw ? encodeMulaw(samples) : samples;
		for (let start = 0; start < audio.length; start += MAXIMUM_PLAY_BYTES) {
			const end = Math.min(audio.length, start + MAXIMUM_PLAY_BYTES);
			this.sendOrQueue(audio, start, end, more || end < audio.length, now);
		}
	}

	/** Sends what was taken together: at the end of a read. */
	flush(): void {
		this.out.flush();
	}

	/**
	 * Barge-in or hold: nothing taken before this will be sent after it. Plivo is told when it was given anything since it was told
	 * last: a Plivo that takes nothing never has more than one clear before it.
	 * @returns how much of it the caller never hears, in milliseconds
	 */
	clear(): number {
		const discardedMs = this.outstandingMs;
		const held = this.out.clock.started;
		this.discard();
		this.out.clock.clear();
		this.mark.cleared();
		if (held) this.leg.sendClearAudio();
		this.stall.look();
		this.drained();
		return discardedMs;
	}

	/** Asks Plivo to report when everything taken so far has been played; `isReached` then knows the report. */
	finish(name: string): void {
		this.mark.want(name);
		this.sendQueued();
	}

	/**
	 * Whether Plivo's report is of the checkpoint that `finish` asked for last, and not of one from before a clear, of another
	 * name or of nobody's. One without a name can only be of that.
	 */
	isReached(checkpoint: string | undefined): boolean {
		return this.mark.isReached(checkpoint);
	}

	/**
	 * In how many milliseconds the caller has heard everything at the latest, when Plivo has just got the checkpoint and what was sent
	 * before it: what was on its way for so long may have been waiting for before that for as long.
	 */
	get heardInMs(): number {
		return this.endsInMs + 2 * this.mark.askedForMs;
	}

	/** Drops what waits and stops all timers. */
	stop(): void {
		this.discard();
		this.stall.stop();
	}

	/** There is room again, in the kernel or at Plivo: sends what waited, as far as it goes. */
	sendQueued(): void {
		this.flush();
		this.stopWaitingForRoom();
		if (!this.stall.isStuck) this.stall.stop();
		const now = performance.now();
		while (this.queue.length > 0 && this.out.hasRoom((this.queue[0] as Buffer).length, now)) {
			const audio = this.queue.shift() as Buffer;
			this.queuedBytes -= audio.length;
			this.send(audio, 0, audio.length, this.queue.length > 0, now);
		}
		this.flush();
		this.chooseWay();
		if (this.queue.length > 0) this.wait();
		if (this.queuedBytes * 2 < this.options.queueMs * this.bytesPerMs) this.drained();
		if (this.queue.length === 0) this.mark.ask(this.leg, now);
		this.stall.look();
	}

	private sendOrQueue(audio: Buffer, start: number, end: number, more: boolean, now: number): void {
		if (this.queue.length === 0 && this.out.hasRoom(end - start, now)) {
			this.send(audio, start, end, more, now);
			return;
		}
		this.queue.push(Buffer.from(audio.subarray(start, end)));
		this.queuedBytes += end - start;
		this.chooseWay();
		this.wait();
		if (this.full || this.queuedBytes <= this.options.queueMs * this.bytesPerMs) return;
		this.full = true;
		this.options.onFull();
	}

	private send(audio: Buffer, start: number, end: number, more: boolean, now: number): void {
		const delayMs = this.out.play(audio, start, end, more, now);
		if (!this.heardBy) return;
		const heard = audio.subarray(start, end);
		this.heardBy(this.mulaw ? decodeMulaw(heard) : heard, now + delayMs);
	}

	/** Audio waits: for the kernel, of which `sendQueued` is told, or for Plivo to play. */
	private wait(): void {
		if (this.stall.look() || this.roomTimer) return;
		const roomMs = this.aheadMs - (MAXIMUM_AHEAD_MS - ROOM_MS);
		const sendOn = this.options.guard(() => this.sendQueued());
		this.roomTimer = setTimeout(sendOn, Math.max(1, roomMs));
	}

	private stopWaitingForRoom(): void {
		clearTimeout(this.roomTimer);
		this.roomTimer = undefined;
	}

	private discard(): void {
		this.out.discard();
		this.queue = [];
		this.queuedBytes = 0;
		this.mark.drop();
		this.stopWaitingForRoom();
		this.chooseWay();
	}

	private chooseWay(): void {
		this.out.open = this.heardBy === undefined && this.queue.length === 0 && !this.carry.waits;
	}

	private drained(): void {
		if (!this.full) return;
		this.full = false;
		this.options.onDrained();
	}
}

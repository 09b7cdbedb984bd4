import type { Guard } from './callFault';
import { isNearSilence } from './nearSilence';

/** How far ahead of real time the agent is fed, in milliseconds: as much as frames usually come unevenly. */
const CUSHION_MS = 60;
/** After so much audio in time, nothing late is to come any more, in milliseconds. */
const SETTLED_MS = 2_000;
/** Silence that was not sent for longer than this is not made up for, in milliseconds: the process slept. */
const LONGEST_DEBT_MS = 1_000;
/** Times are measured in hundredths of a millisecond, and sums of them are not exact. */
const ROUNDING_MS = 1;

export interface LateAudioOptions {
	/** S16le bytes in a millisecond. */
	bytesPerMs: number;
	/** Audio that is later than this is worth nothing any more, in milliseconds. */
	latestMs: number;
	/** Sends a piece, now that it is its turn. */
	send: (pcm: Buffer, arrivedAt: number) => void;
	guard: Guard;
	/** A piece is not sent at all. */
	onDropped: () => void;
}

/**
 * Keeps the agent in step with the caller after a gap in Plivo's audio. Silence was sent for the gap, and then either audio goes on in
 * real time, because none was made meanwhile, or all of the gap comes at once, late: passed on as well, it would leave the agent behind
 * by the length of the gap for the rest of the call. Which it was, the sums tell: what was sent since the gap began against the time
 * that has passed. What is beyond real time waits here and leaves at the pace of the call, near silence is dropped, and beyond
 * `latestMs` the oldest. So nothing is ever dropped of audio that came in time. Outside of that it does nothing at all.
 */
export class LateAudio {
	/** Audio is to be given to `takes` first. */
	active = false;
	/** When the gap began, by performance.now(). */
	private since = 0;
	/** What the agent was sent for the time since then, in milliseconds. */
	private sentMs = 0;
	/** Audio that came in time since the last that did not, in milliseconds. */
	private settledMs = 0;
	private waiting: Array<{ pcm: Buffer; arrivedAt: number }> = [];
	private waitingBytes = 0;
	private timer: NodeJS.Timeout | undefined;

	constructor(private readonly options: LateAudioOptions) {}

	/** Audio that waits here, in milliseconds. */
	get waitingMs(): number {
		return this.waitingBytes / this.options.bytesPerMs;
	}

	/**
	 * Whether silence is to be sent at all: not while there is late audio for that time.
	 * @param since when the last media came, by performance.now()
	 * @param lengthMs of the silence
	 */
	wantsSilence(since: number, lengthMs: number, now: number): boolean {
		if (!this.active) {
			this.active = true;
			this.since = since;
			this.sentMs = 0;
		}
		this.settledMs = 0;
		if (this.waiting.length > 0 || this.aheadMs(now) + lengthMs > ROUNDING_MS) return false;
		this.sentMs += lengthMs;
		return true;
	}

	/**
	 * Takes whole samples, s16le, which it may keep.
	 * @returns false when they are to be sent at once
	 */
	takes(pcm: Buffer, arrivedAt: number): boolean {
		const lengthMs = pcm.length / this.options.bytesPerMs;
		const aheadMs = this.aheadMs(arrivedAt);
		if (this.waiting.length === 0 && aheadMs + lengthMs <= CUSHION_MS + ROUNDING_MS) {
			this.sentMs += lengthMs;
			this.settledMs += lengthMs;
			if (this.settledMs >= SETTLED_MS) this.active = false;
			return false;
		}
		this.settledMs = 0;
		if (isNearSilence(pcm)) {
			this.options.onDropped();
			return true;
		}
		this.waiting.push({ pcm, arrivedAt });
		this.waitingBytes += pcm.length;
		while (aheadMs + this.waitingMs > this.options.latestMs) {
			if (this.shift() === undefined) break;
			this.options.onDropped();
		}
		this.timer ??= this.nextTurn(arrivedAt);
		return true;
	}

	/** The agent begins anew: what waits is sent. */
	beginAnew(): void {
		while (this.waiting.length > 0) this.sendFirst();
		this.stop();
	}

	/** Drops what waits. */
	stop(): void {
		clearTimeout(this.timer);
		this.timer = undefined;
		this.active = false;
		this.waiting = [];
		this.waitingBytes = 0;
	}

	/** How much more the agent was sent than time has passed, in milliseconds. */
	private aheadMs(now: number): number {
		const aheadMs = this.sentMs - (now - this.since);
		if (aheadMs >= -LONGEST_DEBT_MS) return aheadMs;
		this.since = now - this.sentMs - LONGEST_DEBT_MS;
		return -LONGEST_DEBT_MS;
	}

	private nextTurn(now: number): NodeJS.Timeout | undefined {
		const [first] = this.waiting;
		if (first === undefined) return undefined;
		const beyondMs = this.aheadMs(now) + first.pcm.length / this.options.bytesPerMs - CUSHION_MS;
		return setTimeout(
			this.options.guard(() => this.sendDue()),
			Math.max(1, beyondMs),
		);
	}

	private sendDue(): void {
		const now = performance.now();
		const { bytesPerMs } = this.options;
		for (let first = this.waiting[0]; first; first = this.waiting[0]) {
			if (this.aheadMs(now) + first.pcm.length / bytesPerMs > CUSHION_MS + ROUNDING_MS) break;
			this.sendFirst();
		}
		this.timer = this.nextTurn(now);
	}

	private sendFirst(): void {
		const first = this.shift();
		if (first === undefined) return;
		this.sentMs += first.pcm.length / this.options.bytesPerMs;
		this.options.send(first.pcm, first.arrivedAt);
	}

	private shift(): { pcm: Buffer; arrivedAt: number } | undefined {
		const first = this.waiting.shift();
		if (first) this.waitingBytes -= first.pcm.length;
		return first;
	}
}

import { sinceArrivalMs, type ArrivalJitter } from '../metrics/arrivalJitter';

const FRAME_MS = 20;
/** After a suspended process, missed silence beyond this is not made up for. */
const LONGEST_CATCH_UP_MS = 1_000;
/** Times of the last media that differ by less are of the same media. */
const SAME_MS = 1;

/**
 * One timer for all clocks, because a timer for each would cost as much as many frames. And a clock is looked at only when the gap is long
 * enough: until then its row in the table of arrivals tells so, and nothing of the call is fetched from the main memory.
 */
let timer: NodeJS.Timeout | undefined;
/** Those that run, and at the same places their rows and gaps. */
const clocks: SilenceClock[] = [];
const rows: number[] = [];
const gapsMs: number[] = [];

/**
 * Keeps the agent's clock running when Plivo sends nothing: gaps in its input distort turn-taking, recording
 * and billing (ultravox.md §10, pitfall 9). Once no media came for `gapMs`, silence covers the gap
 * from its beginning and goes on at 20 ms until media returns.
 */
export class SilenceClock {
	/** Pauses so far that silence was sent for. */
	gaps = 0;
	/** Its place among those that run; -1 while it does not. */
	private place = -1;
	private watchedFrom = performance.now();
	/** When the media came that the silence sent so far follows on, by performance.now(). */
	private filledFrom = Number.NEGATIVE_INFINITY;
	private filledMs = 0;

	/**
	 * @param arrivals of the call's media; not ended while this runs
	 * @param sendFrame sends 20 ms of silence in a gap that began at that time, by performance.now()
	 */
	constructor(
		private readonly gapMs: number,
		private readonly arrivals: Pick<ArrivalJitter, 'row' | 'sinceLastMs'>,
		private readonly sendFrame: (gapFrom: number, now: number) => void,
	) {}

	/** How long ago the last media came, in milliseconds. */
	get sinceMediaMs(): number {
		return this.gapAt(performance.now());
	}

	/** Begins to watch, unless it does so already; the first gap is counted from now. */
	start(): void {
		if (this.place >= 0) return;
		this.watchedFrom = performance.now();
		this.place = clocks.push(this) - 1;
		rows.push(this.arrivals.row);
		gapsMs.push(this.gapMs);
		timer ??= setInterval(lookAtAll, FRAME_MS);
	}

	/** The last one takes its place. */
	stop(): void {
		const { place } = this;
		if (place < 0) return;
		this.place = -1;
		const last = clocks.pop() as SilenceClock;
		const [row, gap] = [rows.pop() as number, gapsMs.pop() as number];
		if (last !== this) {
			last.place = place;
			[clocks[place], rows[place], gapsMs[place]] = [last, row, gap];
		}
		if (clocks.length > 0) return;
		clearInterval(timer);
		timer = undefined;
	}

	/** Sends the silence that is due at that time by performance.now(). */
	fill(now: number): void {
		const gap = this.gapAt(now);
		if (gap < this.gapMs) return;
		if (now - gap - this.filledFrom > SAME_MS) {
			this.filledFrom = now - gap;
			this.filledMs = 0;
			this.gaps += 1;
		}
		this.filledMs = Math.max(this.filledMs, gap - LONGEST_CATCH_UP_MS);
		while (this.filledMs + FRAME_MS <= gap) {
			this.filledMs += FRAME_MS;
			this.sendFrame(now - gap, now);
		}
	}

	private gapAt(now: number): number {
		return Math.min(this.arrivals.sinceLastMs(now), now - this.watchedFrom);
	}
}

function lookAtAll(): void {
	const now = performance.now();
	// From the end: one that stops meanwhile gives its place to one that was looked at.
	for (let place = rows.length - 1; place >= 0; place--) {
		if (sinceArrivalMs(rows[place]!, now) >= gapsMs[place]!) clocks[place]?.fill(now);
	}
}

const FRAME_MS = 20;
/** After a suspended process, missed silence beyond this is not made up for. */
const LONGEST_CATCH_UP_MS = 1_000;
/** Times of the last media that differ by less are of the same media. */
const SAME_MS = 1;

/**
 * One timer for all clocks, because a timer for each would cost as much as many frames; and a clock is looked at only when its gap can have
 * become long enough, because to look costs a good part of what a frame does.
 */
let timer: NodeJS.Timeout | undefined;
let tick = 0;
let running = 0;
/** Which clocks to look at, by tick. */
const due = new Map<number, SilenceClock[]>();

/**
 * Keeps the agent's clock running when Plivo sends nothing: gaps in its input distort turn-taking, recording
 * and billing (ultravox.md §10, pitfall 9). Once no media came for `gapMs`, silence covers the gap
 * from its beginning and goes on at 20 ms until media returns.
 */
export class SilenceClock {
	/** Pauses so far that silence was sent for. */
	gaps = 0;
	private watching = false;
	private lookAt = 0;
	private watchedFrom = performance.now();
	/** When the media came that the silence sent so far follows on, by performance.now(). */
	private filledFrom = Number.NEGATIVE_INFINITY;
	private filledMs = 0;

	/**
	 * @param sinceMedia milliseconds since the last media, at that time by performance.now(); infinite before the first
	 * @param sendFrame sends 20 ms of silence in a gap that began at that time, by performance.now()
	 */
	constructor(
		private readonly gapMs: number,
		private readonly sinceMedia: (now: number) => number,
		private readonly sendFrame: (gapFrom: number, now: number) => void,
	) {}

	/** How long ago the last media came, in milliseconds. */
	get sinceMediaMs(): number {
		return this.gapAt(performance.now());
	}

	/** Begins to watch, unless it does so already; the first gap is counted from now. */
	start(): void {
		if (this.watching) return;
		this.watching = true;
		this.watchedFrom = performance.now();
		running += 1;
		this.lookAfter(this.gapMs);
		timer ??= setInterval(lookAtAll, FRAME_MS);
	}

	stop(): void {
		if (!this.watching) return;
		this.watching = false;
		this.leave();
		running -= 1;
		if (running > 0) return;
		clearInterval(timer);
		timer = undefined;
		due.clear();
	}

	/** Whoever is due in this tick; sends the silence that is due at that time by performance.now(). */
	look(now: number): void {
		// It may have been stopped and started since.
		if (!this.watching || this.lookAt !== tick) return;
		this.lookAfter(this.fill(now));
	}

	/**
	 * Sends the silence that is due at that time by performance.now().
	 * @returns in how many milliseconds there may be more
	 */
	fill(now: number): number {
		const gap = this.gapAt(now);
		if (gap < this.gapMs) return this.gapMs - gap;
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
		return FRAME_MS;
	}

	private lookAfter(ms: number): void {
		this.lookAt = tick + Math.max(1, Math.ceil(ms / FRAME_MS));
		const others = due.get(this.lookAt);
		if (others) others.push(this);
		else due.set(this.lookAt, [this]);
	}

	/** Nobody keeps a call that is over until its gap would have been long enough. */
	private leave(): void {
		const left = due.get(this.lookAt)?.filter((other) => other !== this);
		if (left === undefined) return;
		if (left.length > 0) due.set(this.lookAt, left);
		else due.delete(this.lookAt);
	}

	private gapAt(now: number): number {
		return Math.min(this.sinceMedia(now), now - this.watchedFrom);
	}
}

function lookAtAll(): void {
	tick += 1;
	const clocks = due.get(tick);
	if (clocks === undefined) return;
	due.delete(tick);
	const now = performance.now();
	for (const clock of clocks) clock.look(now);
}

const FRAME_MS = 20;
/** After a suspended process, missed silence beyond this is not made up for. */
const LONGEST_CATCH_UP_MS = 1_000;
/** Times of the last media that differ by less are of the same media. */
const SAME_MS = 1;

/** The clocks that run: one timer looks after all of them, because a timer for each would cost as much as many frames. */
const running = new Set<SilenceClock>();
let timer: NodeJS.Timeout | undefined;

/**
 * Keeps the agent's clock running when Plivo sends nothing: gaps in its input distort turn-taking, recording
 * and billing (ultravox.md §10, pitfall 9). Once no media came for `gapMs`, silence covers the gap
 * from its beginning and goes on at 20 ms until media returns.
 */
export class SilenceClock {
	/** Pauses so far that silence was sent for. */
	gaps = 0;
	private watchedFrom = performance.now();
	/** When the media came that the silence sent so far follows on, by performance.now(). */
	private filledFrom = Number.NEGATIVE_INFINITY;
	private filledMs = 0;

	/**
	 * @param sinceMedia milliseconds since the last media, at that time by performance.now(); infinite before the first
	 * @param sendFrame sends 20 ms of silence
	 */
	constructor(
		private readonly gapMs: number,
		private readonly sinceMedia: (now: number) => number,
		private readonly sendFrame: () => void,
	) {}

	/** How long ago the last media came, in milliseconds. */
	get sinceMediaMs(): number {
		return this.gapAt(performance.now());
	}

	/** Begins to watch, unless it does so already; the first gap is counted from now. */
	start(): void {
		if (running.has(this)) return;
		this.watchedFrom = performance.now();
		running.add(this);
		timer ??= setInterval(tick, FRAME_MS);
	}

	stop(): void {
		running.delete(this);
		if (running.size > 0) return;
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
			this.sendFrame();
		}
	}

	private gapAt(now: number): number {
		return Math.min(this.sinceMedia(now), now - this.watchedFrom);
	}
}

function tick(): void {
	const now = performance.now();
	for (const clock of running) clock.fill(now);
}

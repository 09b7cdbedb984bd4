const FRAME_MS = 20;
/** After a suspended process, missed silence beyond this is not made up for. */
const LONGEST_CATCH_UP_MS = 1_000;

/**
 * Keeps the agent's clock running when Plivo sends nothing: gaps in its input distort turn-taking, recording
 * and billing (ultravox.md §10, pitfall 9). Once no media came for `gapMs`, silence covers the gap
 * from its beginning and goes on at 20 ms until media returns.
 */
export class SilenceClock {
	private timer: NodeJS.Timeout | undefined;
	private mediaAt = 0;
	private filledMs = 0;

	/** `sendFrame` sends 20 ms of silence. */
	constructor(
		private readonly gapMs: number,
		private readonly sendFrame: () => void,
	) {}

	/** Begins to watch; the first gap is counted from now. */
	start(): void {
		this.media();
		this.wake(this.gapMs);
	}

	/** Media arrived. */
	media(): void {
		this.mediaAt = performance.now();
		this.filledMs = 0;
	}

	stop(): void {
		clearTimeout(this.timer);
		this.timer = undefined;
	}

	private wake(afterMs: number): void {
		this.timer = setTimeout(() => this.tick(), afterMs);
	}

	private tick(): void {
		const gap = performance.now() - this.mediaAt;
		if (gap < this.gapMs) {
			this.wake(this.gapMs - gap);
			return;
		}
		this.filledMs = Math.max(this.filledMs, gap - LONGEST_CATCH_UP_MS);
		while (this.filledMs + FRAME_MS <= gap) {
			this.filledMs += FRAME_MS;
			this.sendFrame();
		}
		this.wake(this.filledMs + FRAME_MS - gap);
	}
}

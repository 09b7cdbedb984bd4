/** Time is counted in hundredths of a millisecond, in whole numbers: those are kept in place, others may be allocated anew. */
const TICKS_PER_MS = 100;
/** Plivo sends a frame every 20 ms (plivo.md §8.1). */
const SPACING = 20 * TICKS_PER_MS;
/** Longer deviations, of over a quarter of an hour, count as this. */
const LARGEST_DEVIATION = 100_000_000;

/**
 * How evenly frames arrive: the interarrival jitter of RFC 3550 §6.4.1 against a frame every 20 ms, and the largest gap. Nothing is
 * allocated per frame.
 */
export class ArrivalJitter {
	/** When the last frame was noted; comes round after six hours, which differences do not mind. */
	private last = 0;
	private began = false;
	/** Sixteen times the jitter, as in the RFC's own code (appendix A.8). */
	private scaled = 0;
	private largest = 0;

	/** Notes the arrival of one frame, in milliseconds by any steady clock. */
	note(nowMs: number): void {
		const now = (nowMs * TICKS_PER_MS) | 0;
		const gap = (now - this.last) | 0;
		this.last = now;
		// The first frame has nothing before it.
		if (!this.began) {
			this.began = true;
			return;
		}
		if (gap < 0) return;
		const late = gap - SPACING;
		const deviation = late < 0 ? -late : late < LARGEST_DEVIATION ? late : LARGEST_DEVIATION;
		this.scaled += deviation - ((this.scaled + 8) >> 4);
		if (gap > this.largest) this.largest = gap;
	}

	/** Milliseconds since the last frame, at that time; infinite before the first. */
	sinceLastMs(nowMs: number): number {
		if (!this.began) return Number.POSITIVE_INFINITY;
		return ((((nowMs * TICKS_PER_MS) | 0) - this.last) | 0) / TICKS_PER_MS;
	}

	/** Smoothed variation of the spacing, in milliseconds. */
	get jitterMs(): number {
		return this.scaled / 16 / TICKS_PER_MS;
	}

	/** Longest time between two frames since the last reset, in milliseconds. */
	get largestGapMs(): number {
		return this.largest / TICKS_PER_MS;
	}

	/** Begins anew; the gap to the next frame still counts from the last one. */
	reset(): void {
		this.scaled = 0;
		this.largest = 0;
	}
}

import { HotTable, NO_ROW } from '../hotTable';

/** Time is counted in hundredths of a millisecond, in whole numbers: those are kept in place, others may be allocated anew. */
const TICKS_PER_MS = 100;
/** Plivo sends a frame every 20 ms (plivo.md §8.1). */
const SPACING = 20 * TICKS_PER_MS;
/** Longer deviations, of over a quarter of an hour, count as this. */
const LARGEST_DEVIATION = 100_000_000;

/** A row for each call: when its last frame was noted, which comes round after six hours, what differences do not mind; */
const LAST = 0;
/** whether there was one; */
const BEGAN = 1;
/** sixteen times the jitter, as in the RFC's own code (RFC 3550, appendix A.8); */
const SCALED = 2;
/** and the largest gap. */
const LARGEST = 3;

/** When frames arrive, of all calls. Nothing is allocated per frame. */
const TABLE = new HotTable(4);

/** Notes the arrival of one frame, in milliseconds by any steady clock. */
export function noteArrival(row: number, nowMs: number): void {
	if (row === NO_ROW) return;
	const { numbers } = TABLE;
	const now = (nowMs * TICKS_PER_MS) | 0;
	const gap = (now - numbers[row + LAST]!) | 0;
	numbers[row + LAST] = now;
	// The first frame has nothing before it.
	if (numbers[row + BEGAN] === 0) {
		numbers[row + BEGAN] = 1;
		return;
	}
	if (gap < 0) return;
	const late = gap - SPACING;
	const deviation = late < 0 ? -late : late < LARGEST_DEVIATION ? late : LARGEST_DEVIATION;
	const scaled = numbers[row + SCALED]!;
	numbers[row + SCALED] = scaled + deviation - ((scaled + 8) >> 4);
	if (gap > numbers[row + LARGEST]!) numbers[row + LARGEST] = gap;
}

/** Milliseconds since the last frame, at that time; infinite before the first. */
export function sinceArrivalMs(row: number, nowMs: number): number {
	const { numbers } = TABLE;
	if (numbers[row + BEGAN] === 0) return Number.POSITIVE_INFINITY;
	return ((((nowMs * TICKS_PER_MS) | 0) - numbers[row + LAST]!) | 0) / TICKS_PER_MS;
}

/**
 * How evenly the frames of a call arrive: the interarrival jitter of RFC 3550 §6.4.1 against a frame every 20 ms, and the largest gap.
 * Nothing is allocated per frame.
 */
export class ArrivalJitter {
	private current = TABLE.claim();

	/** Of the table, for whoever notes or looks often; NO_ROW once this has ended. */
	get row(): number {
		return this.current;
	}

	/** Notes the arrival of one frame, in milliseconds by any steady clock. */
	note(nowMs: number): void {
		noteArrival(this.current, nowMs);
	}

	/** Milliseconds since the last frame, at that time; infinite before the first. */
	sinceLastMs(nowMs: number): number {
		return sinceArrivalMs(this.current, nowMs);
	}

	/** Smoothed variation of the spacing, in milliseconds. */
	get jitterMs(): number {
		return TABLE.numbers[this.current + SCALED]! / 16 / TICKS_PER_MS;
	}

	/** Longest time between two frames since the last reset, in milliseconds. */
	get largestGapMs(): number {
		return TABLE.numbers[this.current + LARGEST]! / TICKS_PER_MS;
	}

	/** Begins anew; the gap to the next frame still counts from the last one. */
	reset(): void {
		// In the row of nobody, too, these are zero.
		TABLE.numbers[this.current + SCALED] = 0;
		TABLE.numbers[this.current + LARGEST] = 0;
	}

	/** Gives its memory to another call: from now on it is as if nothing had ever arrived. Whoever has the row must not use it any more. */
	end(): void {
		TABLE.release(this.current);
		this.current = NO_ROW;
	}
}

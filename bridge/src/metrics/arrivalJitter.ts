import { NO_ROW } from '../hotTable';
import {
	claimRow,
	jitterMsOf,
	largestGapMsOf,
	noteArrival,
	releaseRow,
	resetRow,
	sinceArrivalMs,
} from './arrivalTable';

/**
 * How evenly the frames of a call arrive: the interarrival jitter of RFC 3550 §6.4.1 against a frame every 20 ms, and the largest gap.
 * Nothing is allocated per frame.
 */
export class ArrivalJitter {
	private current = claimRow();

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
		return jitterMsOf(this.current);
	}

	/** Longest time between two frames since the last reset, in milliseconds. */
	get largestGapMs(): number {
		return largestGapMsOf(this.current);
	}

	/** Begins anew; the gap to the next frame still counts from the last one. */
	reset(): void {
		resetRow(this.current);
	}

	/** Gives its memory to another call: from now on it is as if nothing had ever arrived. Whoever has the row must not use it any more. */
	end(): void {
		releaseRow(this.current);
		this.current = NO_ROW;
	}
}

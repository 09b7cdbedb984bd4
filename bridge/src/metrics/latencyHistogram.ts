/** Buckets per doubling: a value is known to an eighth of itself. */
const STEPS_PER_DOUBLING = 8;
/** The first bucket reaches to 2^-7 ms (8 us), the last but one to 2^13 ms (8 s). */
const LOWEST_EXPONENT = -7;
const HIGHEST_EXPONENT = 13;
/** Exponent and first three fraction bits of a float32, above its other twenty bits. */
const STEP_BITS = 20;
const FLOAT32_BIAS = 127;
const FIRST_STEP = (FLOAT32_BIAS + LOWEST_EXPONENT) * STEPS_PER_DOUBLING;
/** One for all that is smaller than the first edge, one for all that is larger than the last. */
const BUCKETS = (HIGHEST_EXPONENT - LOWEST_EXPONENT) * STEPS_PER_DOUBLING + 2;

const asFloat = new Float32Array(1);
const asBits = new Uint32Array(asFloat.buffer);

/** Durations summed up for as long as the process lives: more of them than 32 bits can count. */
export interface LatencyTotals {
	counts: Float64Array;
	sumMs: number;
}

/**
 * How durations are spread, in buckets that grow with the value. A note is a few machine instructions: no allocation, no search.
 * One histogram takes up to 2^32 notes; what goes on for longer is added to totals from time to time.
 */
export class LatencyHistogram {
	private readonly counts = new Uint32Array(BUCKETS);
	/** Sum and largest, in milliseconds: an array because numbers in fields may be allocated anew. */
	private readonly extent = new Float64Array(2);

	/** Counts one duration, in milliseconds; what is not a positive number counts as 0. */
	note(ms: number): void {
		if (!(ms > 0)) ms = 0;
		const bucket = bucketOf(ms);
		this.counts[bucket] = (this.counts[bucket] as number) + 1;
		this.extent[0] = (this.extent[0] as number) + ms;
		if (ms > (this.extent[1] as number)) this.extent[1] = ms;
	}

	/** Durations counted. */
	get count(): number {
		return this.counts.reduce((sum, count) => sum + count, 0);
	}

	get sumMs(): number {
		return this.extent[0] as number;
	}

	get largestMs(): number {
		return this.extent[1] as number;
	}

	/**
	 * A time in milliseconds that this share of the durations did not exceed, at most an eighth too long; null when there are none.
	 * @param share 0.99 for the 99th percentile
	 */
	percentile(share: number): number | null {
		const count = this.count;
		if (count === 0) return null;
		let left = Math.max(1, Math.ceil(share * count));
		const bucket = this.counts.findIndex((inBucket) => (left -= inBucket) <= 0);
		return Math.min(upperEdgeMs(bucket), this.largestMs);
	}

	/** Adds what was counted here to totals. */
	addTo(totals: LatencyTotals): void {
		this.counts.forEach((count, bucket) => {
			totals.counts[bucket] = (totals.counts[bucket] as number) + count;
		});
		totals.sumMs += this.sumMs;
	}

	/** Forgets everything. */
	reset(): void {
		this.counts.fill(0);
		this.extent.fill(0);
	}
}

/** Totals to add histograms to. */
export function emptyTotals(): LatencyTotals {
	return { counts: new Float64Array(BUCKETS), sumMs: 0 };
}

/** Counts one duration, in milliseconds, in totals. */
export function addDuration(totals: LatencyTotals, ms: number): void {
	const bucket = bucketOf(ms);
	totals.counts[bucket] = (totals.counts[bucket] as number) + 1;
	totals.sumMs += ms;
}

/**
 * How many durations were at most as long as each of the bounds, as Prometheus counts; the last number is all of them.
 * @param boundsMs ascending, each an edge between buckets: a power of two, or that times 1 + n/8
 */
export function cumulativeCounts(totals: LatencyTotals, boundsMs: readonly number[]): number[] {
	const counts: number[] = [];
	let sum = 0;
	let bucket = 0;
	for (const bound of boundsMs) {
		for (const last = bucketOf(bound); bucket <= last; bucket++) {
			sum += totals.counts[bucket] as number;
		}
		counts.push(sum);
	}
	for (; bucket < BUCKETS; bucket++) sum += totals.counts[bucket] as number;
	return [...counts, sum];
}

/** A bucket's upper edge belongs to it: minus one unit in the last place moves exact edges down. */
function bucketOf(ms: number): number {
	if (!(ms > 0)) return 0;
	asFloat[0] = ms;
	const step = (((asBits[0] as number) - 1) >>> STEP_BITS) - FIRST_STEP + 1;
	return step <= 0 ? 0 : step < BUCKETS ? step : BUCKETS - 1;
}

function upperEdgeMs(bucket: number): number {
	if (bucket === BUCKETS - 1) return Number.POSITIVE_INFINITY;
	const exponent = LOWEST_EXPONENT + Math.floor(bucket / STEPS_PER_DOUBLING);
	return 2 ** exponent * (1 + (bucket % STEPS_PER_DOUBLING) / STEPS_PER_DOUBLING);
}

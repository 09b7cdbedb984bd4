import fc from 'fast-check';
import {
	cumulativeCounts,
	emptyTotals,
	LatencyHistogram,
} from '../../src/metrics/latencyHistogram';

function histogramOf(...durations: number[]): LatencyHistogram {
	const histogram = new LatencyHistogram();
	for (const ms of durations) histogram.note(ms);
	return histogram;
}

function cumulative(histogram: LatencyHistogram, boundsMs: number[]): number[] {
	const totals = emptyTotals();
	histogram.addTo(totals);
	return cumulativeCounts(totals, boundsMs);
}

describe('LatencyHistogram', () => {
	it('is empty at first and after a reset', () => {
		const histogram = histogramOf(1, 2);
		histogram.reset();
		for (const empty of [histogram, new LatencyHistogram()]) {
			expect([empty.count, empty.sumMs, empty.largestMs]).toEqual([0, 0, 0]);
			expect(empty.percentile(0.99)).toBeNull();
		}
	});

	it('knows count, sum and largest exactly', () => {
		const histogram = histogramOf(0.25, 3, 0.5);
		expect([histogram.count, histogram.sumMs, histogram.largestMs]).toEqual([3, 3.75, 3]);
	});

	it('gives a percentile that is never too short and at most an eighth too long', () => {
		const duration = fc.double({ min: 0.01, max: 8_000, noNaN: true });
		fc.assert(
			fc.property(
				fc.array(duration, { minLength: 1, maxLength: 300 }),
				fc.double({ min: 0.01, max: 1, noNaN: true }),
				(durations, share) => {
					const found = histogramOf(...durations).percentile(share) as number;
					const sorted = [...durations].sort((one, other) => one - other);
					const exact = sorted[Math.ceil(share * durations.length) - 1] as number;
					// Buckets are by float32.
					expect(found).toBeGreaterThanOrEqual(exact * (1 - 1e-6));
					expect(found).toBeLessThanOrEqual(exact * (1 + 1 / 8) * (1 + 1e-6));
				},
			),
		);
	});

	it('puts a bound itself below the bound, and all else where it belongs', () => {
		const bounds = [1, 2, 5, 8192];
		expect(cumulative(histogramOf(1, 2, 5, 8192), bounds)).toEqual([1, 2, 3, 4, 4]);
		const above = [1, 2, 5, 8192].map((bound) => bound * 1.0001);
		expect(cumulative(histogramOf(...above), bounds)).toEqual([0, 1, 2, 3, 4]);
	});

	it('takes anything: nothing, less than nothing, no number, more than it has buckets for', () => {
		const histogram = histogramOf(0, -1, Number.NaN, 1e-9, 20_000);
		expect(cumulative(histogram, [1])).toEqual([4, 5]);
		expect(histogram.percentile(1)).toBe(20_000);
		expect(histogram.sumMs).toBeCloseTo(20_000, 6);
	});

	it('counts on where 32 bits end', () => {
		const totals = emptyTotals();
		histogramOf(1).addTo(totals);
		totals.counts[totals.counts.findIndex((count) => count === 1)] = 2 ** 32;
		histogramOf(1).addTo(totals);
		expect(cumulativeCounts(totals, [1])).toEqual([2 ** 32 + 1, 2 ** 32 + 1]);
		expect(totals.sumMs).toBe(2);
	});
});

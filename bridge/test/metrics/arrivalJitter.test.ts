import { ArrivalJitter } from '../../src/metrics/arrivalJitter';

function arrivalsAt(...times: number[]): ArrivalJitter {
	const arrivals = new ArrivalJitter();
	for (const time of times) arrivals.note(time);
	return arrivals;
}

describe('ArrivalJitter', () => {
	it('is nothing for no frame, one frame and frames every 20 ms', () => {
		for (const arrivals of [arrivalsAt(), arrivalsAt(5_000), arrivalsAt(7, 27, 47, 67)]) {
			expect(arrivals.jitterMs).toBe(0);
		}
		expect(arrivalsAt(5_000).largestGapMs).toBe(0);
		expect(arrivalsAt(7, 27, 47).largestGapMs).toBe(20);
	});

	it('moves a sixteenth of the way for each frame, early or late (RFC 3550 §6.4.1)', () => {
		// Gaps 36 (16 late), 4 (16 early), 20.
		const arrivals = arrivalsAt(0, 36, 40, 60);
		const first = 16 / 16;
		const second = first + (16 - first) / 16;
		// Counted in hundredths of a millisecond.
		expect(arrivals.jitterMs).toBeCloseTo(second + (0 - second) / 16, 1);
		expect(arrivals.largestGapMs).toBe(36);
	});

	it('settles at the deviation of a steady rhythm: pairs every 40 ms', () => {
		const times = Array.from({ length: 400 }, (_, frame) => Math.floor(frame / 2) * 40);
		expect(arrivalsAt(...times).jitterMs).toBeCloseTo(20, 1);
		expect(arrivalsAt(5, 5).jitterMs).toBe(20 / 16);
	});

	it('knows how long ago the last frame came, also when the count comes round', () => {
		expect(new ArrivalJitter().sinceLastMs(5)).toBe(Number.POSITIVE_INFINITY);
		expect(arrivalsAt(0, 20).sinceLastMs(70)).toBe(50);
		// 2^31 hundredths of a millisecond are just under six hours.
		const sixHoursMs = 21_474_836;
		const arrivals = arrivalsAt(sixHoursMs - 10, sixHoursMs + 10, sixHoursMs + 30);
		expect(arrivals.sinceLastMs(sixHoursMs + 130)).toBeCloseTo(100, 1);
		expect(arrivals.largestGapMs).toBe(20);
		expect(arrivals.jitterMs).toBe(0);
	});

	it('counts gaps across the point where the count comes round', () => {
		// The count turns negative after 21 474 836 ms.
		const arrivals = arrivalsAt(21_474_826, 21_474_876);
		expect(arrivals.largestGapMs).toBe(50);
		expect(arrivals.jitterMs).toBeCloseTo(30 / 16, 12);
		expect(arrivalsAt(21_474_826).sinceLastMs(21_474_926)).toBe(100);
	});

	it('counts no gap of six hours or more, which looks like a step back, but goes on from its end', () => {
		const arrivals = arrivalsAt(0, 20, 25_000_000);
		expect([arrivals.jitterMs, arrivals.largestGapMs]).toEqual([0, 20]);
		arrivals.note(25_000_030);
		expect(arrivals.largestGapMs).toBe(30);
		expect(arrivals.jitterMs).toBeCloseTo(10 / 16, 12);
	});

	it('counts the longest deviations as a quarter of an hour', () => {
		const arrivals = arrivalsAt(0, 20_000_000);
		expect(arrivals.largestGapMs).toBe(20_000_000);
		expect(arrivals.jitterMs).toBe(1_000_000 / 16);
	});

	it('begins anew after a reset, and goes on from the last frame', () => {
		const arrivals = arrivalsAt(0, 100);
		arrivals.reset();
		expect([arrivals.jitterMs, arrivals.largestGapMs]).toEqual([0, 0]);
		arrivals.note(130);
		expect(arrivals.largestGapMs).toBe(30);
		expect(arrivals.jitterMs).toBeCloseTo(10 / 16, 12);
	});

	it('keeps those of hundreds of calls apart, and gives the memory of an ended one to another that knows nothing of it', () => {
		const calls = Array.from({ length: 700 }, () => new ArrivalJitter());
		expect(new Set(calls.map(({ row }) => row)).size).toBe(700);
		calls.forEach((call, index) => {
			call.note(index);
			call.note(index + 21 + index);
		});
		calls.forEach((call, index) => expect(call.largestGapMs).toBe(21 + index));
		const row = calls[300]!.row;
		calls[300]!.end();
		calls[300]!.end();
		const [next, another] = [new ArrivalJitter(), new ArrivalJitter()];
		expect(next.row).toBe(row);
		expect(another.row).not.toBe(row);
		expect([next.sinceLastMs(900), next.largestGapMs, next.jitterMs]).toEqual([
			Number.POSITIVE_INFINITY,
			0,
			0,
		]);
		next.note(1_000);
		calls[300]!.note(1_005);
		expect(next.sinceLastMs(1_010)).toBe(10);
		expect(calls[300]!.sinceLastMs(1_010)).toBe(Number.POSITIVE_INFINITY);
		for (const call of [...calls, next, another]) call.end();
	});
});

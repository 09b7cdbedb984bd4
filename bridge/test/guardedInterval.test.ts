import { guardedInterval } from '../src/guardedInterval';

describe('a guarded interval', () => {
	beforeEach(() => jest.useFakeTimers());
	afterEach(() => jest.useRealTimers());

	it('tells once what its work throws, and ends', () => {
		const faults: unknown[] = [];
		let rounds = 0;
		guardedInterval(
			() => {
				rounds += 1;
				if (rounds === 3) throw new TypeError('a bug');
			},
			50,
			(error) => faults.push(error),
		);
		jest.advanceTimersByTime(1_000);
		expect(rounds).toBe(3);
		expect(faults).toEqual([new TypeError('a bug')]);
	});
});

import { evaluate } from './benchProcess';

describe('the slope of a line through points', () => {
	it.each([
		['that lie on it', '[[0, 10], [1, 12], [2, 14], [5, 20]]', 2],
		['that lie around it', '[[0, 1], [1, 3], [2, 1], [3, 3], [4, 1]]', 0],
		['that go down', '[[10, 5], [20, 0]]', -0.5],
		['that are one only', '[[3, 7]]', 0],
	])('%s', async (_where, points, expected) => {
		expect(await evaluate<number>('regression.mjs', `bench.slope(${points})`)).toBeCloseTo(
			expected,
		);
	});
});

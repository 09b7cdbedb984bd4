import { TokenBuckets } from '../../src/doors/tokenBuckets';

describe('TokenBuckets', () => {
	let now = 0;
	const buckets = (capacity = 3, remembered = 2) =>
		new TokenBuckets({ capacity, perSecond: 2, remembered, now: () => now });
	const taken = (all: TokenBuckets, key: string, times: number) =>
		Array.from({ length: times }, () => all.take(key)).filter(Boolean).length;

	it('allow a burst, then so many per second, for each key by itself', () => {
		const all = buckets();
		expect(taken(all, 'a', 10)).toBe(3);
		expect(taken(all, 'b', 10)).toBe(3);
		now += 1_000;
		expect(taken(all, 'a', 10)).toBe(2);
		now += 60_000;
		expect(taken(all, 'a', 10)).toBe(3);
	});

	it('say when to come again', () => {
		const all = buckets();
		taken(all, 'a', 3);
		expect(all.secondsUntilNext('a')).toBe(1);
		expect(
			new TokenBuckets({ capacity: 0, perSecond: 0.1, remembered: 1 }).secondsUntilNext('a'),
		).toBe(10);
	});

	it('take back what was taken for nothing, and never more', () => {
		const all = buckets();
		taken(all, 'a', 3);
		all.giveBack('a');
		expect(taken(all, 'a', 3)).toBe(1);
		for (let times = 0; times < 10; times++) all.giveBack('a');
		expect(taken(all, 'a', 10)).toBe(3);
	});

	it('remember only keys that have taken something, and not too many', () => {
		const all = buckets();
		all.take('a');
		all.giveBack('a');
		expect(all.size).toBe(0);
		for (const key of ['a', 'b', 'c']) taken(all, key, 3);
		expect(all.size).toBe(2);
		expect(taken(all, 'c', 3)).toBe(0);
		expect(taken(all, 'a', 3)).toBe(3);
	});
});

import { LoopLoad } from '../src/loopLoad';

/** A process whose share of busy time is told before each look. */
function watched(busyPercent: number) {
	let active = 0;
	let idle = 0;
	let looks = 0;
	const load = new LoopLoad(
		busyPercent,
		() => void looks++,
		() => ({ active, idle, utilization: 0 }),
	);
	return {
		looks: () => looks,
		look(percent: number) {
			active += percent * 10;
			idle += (100 - percent) * 10;
			load.look();
			return load.isOverloaded;
		},
	};
}

describe('the load of the process', () => {
	it('is too much after three looks in a row over the limit, until one is below', () => {
		const { look } = watched(95);
		expect([99, 96, 95, 100, 94, 99].map(look)).toEqual([false, false, true, true, false, false]);
	});

	it('is never too much with a limit of 100 percent', () => {
		const { look } = watched(100);
		expect([100, 100, 100, 100].map(look)).toEqual([false, false, false, false]);
	});

	it('is told of after each look', () => {
		const { look, looks } = watched(95);
		[99, 10].map(look);
		expect(looks()).toBe(2);
	});

	it('is measured on this process', async () => {
		const load = new LoopLoad(50);
		for (let second = 0; second < 3; second++) {
			const until = performance.now() + 30;
			while (performance.now() < until);
			// The utilization counts whole turns of the loop only.
			await new Promise((resolve) => setImmediate(resolve));
			load.look();
		}
		expect(load.isOverloaded).toBe(true);
	});
});

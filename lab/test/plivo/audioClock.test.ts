import { AudioClock } from '../../src/plivo/audioClock';

describe('AudioClock', () => {
	beforeEach(() => jest.useFakeTimers());
	afterEach(() => jest.useRealTimers());

	it('ticks 50 times a second', () => {
		const clock = new AudioClock(() => Date.now());
		const ticks = jest.fn();
		const stop = clock.subscribe(ticks);
		jest.advanceTimersByTime(1000);
		expect(ticks).toHaveBeenCalledTimes(50);
		stop();
		jest.advanceTimersByTime(1000);
		expect(ticks).toHaveBeenCalledTimes(50);
		expect(jest.getTimerCount()).toBe(0);
	});

	it('catches up when timers come late, and does not drift', () => {
		let lag = 0;
		const origin = Date.now();
		const clock = new AudioClock(() => Date.now() + lag);
		const ticks = jest.fn();
		const stop = clock.subscribe(ticks);
		for (let i = 0; i < 30; i++) {
			jest.advanceTimersByTime(7);
			// The process was busy for 13 ms.
			lag += 13;
		}
		jest.advanceTimersByTime(20);
		const elapsed = Date.now() + lag - origin;
		expect(ticks).toHaveBeenCalledTimes(Math.floor(elapsed / 20));
		stop();
	});

	it('does not replay the time the machine was asleep', () => {
		let lag = 0;
		const clock = new AudioClock(() => Date.now() + lag);
		const ticks = jest.fn();
		const stop = clock.subscribe(ticks);
		lag = 3_600_000;
		jest.advanceTimersByTime(20);
		expect(ticks.mock.calls.length).toBeLessThan(5);
		jest.advanceTimersByTime(1000);
		expect(ticks.mock.calls.length).toBeGreaterThanOrEqual(50);
		stop();
	});

	it('ticks for a subscriber who comes while it runs', () => {
		const clock = new AudioClock(() => Date.now());
		const [one, other] = [jest.fn(), jest.fn()];
		const stopOne = clock.subscribe(one);
		jest.advanceTimersByTime(100);
		const stopOther = clock.subscribe(other);
		stopOne();
		jest.advanceTimersByTime(100);
		expect(one).toHaveBeenCalledTimes(5);
		expect(other).toHaveBeenCalledTimes(5);
		stopOther();
	});
});

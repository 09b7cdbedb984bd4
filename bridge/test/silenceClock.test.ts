import { SilenceClock } from '../src/call/silenceClock';

describe('silence clock', () => {
	let frames = 0;
	let clock: SilenceClock;
	beforeEach(() => {
		jest.useFakeTimers();
		frames = 0;
		clock = new SilenceClock(100, () => (frames += 1));
		clock.start();
	});
	afterEach(() => {
		clock.stop();
		jest.useRealTimers();
	});

	it('is quiet while media comes', () => {
		for (let frame = 0; frame < 100; frame++) {
			jest.advanceTimersByTime(20);
			clock.media();
		}
		expect(frames).toBe(0);
	});

	it('covers a gap from its beginning and goes on at 20 ms', () => {
		jest.advanceTimersByTime(99);
		expect(frames).toBe(0);
		jest.advanceTimersByTime(1);
		expect(frames).toBe(5);
		jest.advanceTimersByTime(60);
		expect(frames).toBe(8);
		jest.advanceTimersByTime(10_000 - 160);
		expect(frames).toBe(500);
	});

	it('stops when media returns, and begins anew with the next gap', () => {
		jest.advanceTimersByTime(200);
		clock.media();
		jest.advanceTimersByTime(99);
		expect(frames).toBe(10);
		jest.advanceTimersByTime(21);
		expect(frames).toBe(16);
	});

	it('makes up for a late timer, but not for a process that slept', () => {
		jest.advanceTimersByTime(100);
		const sleeping = jest.spyOn(performance, 'now').mockReturnValue(performance.now() + 60_000);
		jest.advanceTimersByTime(20);
		expect(frames).toBe(5 + 50);
		sleeping.mockRestore();
	});

	it('sends nothing any more once it is stopped', () => {
		jest.advanceTimersByTime(100);
		clock.stop();
		jest.advanceTimersByTime(1_000);
		expect(frames).toBe(5);
	});
});

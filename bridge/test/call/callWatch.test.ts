import { CallWatch } from '../../src/call/callWatch';

describe('the limits of a call in time', () => {
	let mediaAt: number;
	let ends: string[];
	let watch: CallWatch;
	beforeEach(() => {
		jest.useFakeTimers();
		mediaAt = performance.now();
		ends = [];
		watch = new CallWatch({
			idleMediaMs: 1_000,
			callMs: 10_000,
			sinceMediaMs: () => performance.now() - mediaAt,
			onIdle: () => ends.push('idle'),
			onTooLong: () => ends.push('too long'),
		});
		watch.start();
	});
	afterEach(() => {
		watch.stop();
		jest.useRealTimers();
	});

	it('leave it alone while media comes, however seldom', () => {
		for (let second = 0; second < 9; second++) {
			jest.advanceTimersByTime(999);
			mediaAt = performance.now();
		}
		expect(ends).toEqual([]);
	});

	it('end it a while after the last media, once', () => {
		jest.advanceTimersByTime(600);
		mediaAt = performance.now();
		jest.advanceTimersByTime(999);
		expect(ends).toEqual([]);
		jest.advanceTimersByTime(1);
		expect(ends).toEqual(['idle']);
		jest.advanceTimersByTime(5_000);
		expect(ends).toEqual(['idle']);
	});

	it('end it when it is too long although media comes', () => {
		for (let second = 0; second < 10; second++) {
			mediaAt = performance.now();
			jest.advanceTimersByTime(1_000);
		}
		expect(ends).toContain('too long');
	});

	it('are off once it is over', () => {
		watch.stop();
		jest.advanceTimersByTime(60_000);
		expect(ends).toEqual([]);
	});
});

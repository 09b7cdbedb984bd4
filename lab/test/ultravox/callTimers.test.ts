import { CallTimers } from '../../src/ultravox/callTimers';

describe('what happens to a call later', () => {
	let timers: CallTimers;
	let happened: string[];
	beforeEach(() => {
		jest.useFakeTimers();
		timers = new CallTimers();
		happened = [];
	});
	afterEach(() => jest.useRealTimers());

	const after = (ms: number, what: string) => timers.after(ms, () => void happened.push(what));

	it('happens after its time, each by itself', () => {
		after(20, 'billed');
		after(10, 'ended');
		jest.advanceTimersByTime(9);
		expect(happened).toEqual([]);
		jest.advanceTimersByTime(1);
		expect(happened).toEqual(['ended']);
		jest.advanceTimersByTime(10);
		expect(happened).toEqual(['ended', 'billed']);
	});

	it('happens at once without a time', () => {
		after(0, 'ended');
		expect(happened).toEqual(['ended']);
		expect(jest.getTimerCount()).toBe(0);
	});

	it('does not happen any more once the lab shuts down', () => {
		after(10, 'ended');
		timers.dispose();
		expect(jest.getTimerCount()).toBe(0);
		after(0, 'at once');
		after(10, 'later');
		jest.advanceTimersByTime(100);
		expect(happened).toEqual([]);
	});
});

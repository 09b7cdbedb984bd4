import { AnsweredCalls } from '../../src/call/answeredCalls';

describe('calls that were answered and whose streams are still to come', () => {
	beforeEach(() => jest.useFakeTimers());
	afterEach(() => jest.useRealTimers());

	const over = (calls: AnsweredCalls, signal = new AbortController().signal) => {
		const state = { over: false };
		void calls.connected(signal).then(() => (state.over = true));
		return async () => {
			await jest.advanceTimersByTimeAsync(0);
			return state.over;
		};
	};

	it('none is waited for where there is none', async () => {
		await new AnsweredCalls().connected(new AbortController().signal);
	});

	it('each is waited for, until it is here', async () => {
		const calls = new AnsweredCalls(5_000);
		calls.add('one');
		calls.add('two');
		const isOver = over(calls);
		calls.delete('one');
		expect(await isOver()).toBe(false);
		calls.delete('two');
		expect(await isOver()).toBe(true);
	});

	it('not for longer than a while', async () => {
		const calls = new AnsweredCalls(5_000);
		calls.add('one');
		const isOver = over(calls);
		await jest.advanceTimersByTimeAsync(4_999);
		expect(await isOver()).toBe(false);
		await jest.advanceTimersByTimeAsync(1);
		expect(await isOver()).toBe(true);
	});

	it('not when the bridge is to end at once', async () => {
		const calls = new AnsweredCalls(5_000);
		calls.add('one');
		const hurry = new AbortController();
		const isOver = over(calls, hurry.signal);
		expect(await isOver()).toBe(false);
		hurry.abort();
		expect(await isOver()).toBe(true);
		await calls.connected(hurry.signal);
	});
});

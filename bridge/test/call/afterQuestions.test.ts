import { AfterQuestions } from '../../src/call/afterQuestions';

describe('questions of Plivo that are still to come', () => {
	beforeEach(() => jest.useFakeTimers());
	afterEach(() => jest.useRealTimers());

	const over = (questions: AfterQuestions) => {
		const state = { over: false };
		void questions.asked().then(() => (state.over = true));
		return state;
	};

	it('none is waited for where none will come', async () => {
		await new AfterQuestions().asked();
	});

	it('each is waited for, until it has been asked', async () => {
		const questions = new AfterQuestions(3_000);
		questions.expect('one');
		questions.expect('two');
		const state = over(questions);
		questions.answered('one');
		questions.answered('another');
		await jest.advanceTimersByTimeAsync(0);
		expect(state.over).toBe(false);
		questions.answered('two');
		await jest.advanceTimersByTimeAsync(0);
		expect(state.over).toBe(true);
	});

	it('not for longer than a while after the end of the stream', async () => {
		const questions = new AfterQuestions(3_000);
		questions.expect('one');
		await jest.advanceTimersByTimeAsync(2_000);
		const state = over(questions);
		await jest.advanceTimersByTimeAsync(999);
		expect(state.over).toBe(false);
		await jest.advanceTimersByTimeAsync(1);
		expect(state.over).toBe(true);
	});

	it('not for ever where other streams end all the time', async () => {
		jest.useRealTimers();
		const questions = new AfterQuestions(40);
		questions.expect('one');
		const others = setInterval(() => questions.expect('another'), 5);
		try {
			await questions.asked();
		} finally {
			clearInterval(others);
		}
	});

	it('none is waited for that came before the end of its stream was known', async () => {
		const questions = new AfterQuestions(3_000);
		questions.answered('one');
		await jest.advanceTimersByTimeAsync(2_999);
		questions.expect('one');
		await questions.asked();
	});

	it('of one answered a while ago: a new one is', async () => {
		const questions = new AfterQuestions(3_000);
		questions.answered('one');
		await jest.advanceTimersByTimeAsync(3_000);
		questions.expect('one');
		const state = over(questions);
		await jest.advanceTimersByTimeAsync(2_999);
		expect(state.over).toBe(false);
	});
});

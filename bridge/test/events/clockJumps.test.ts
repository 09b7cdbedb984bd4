import { eventually } from '../eventually';
import { REFUSE_ALL, SenderBench, wholeCall } from './support/senderBench';

const DAYS_MS = 10 * 86_400_000;

describe('a clock that is put right', () => {
	let bench: SenderBench;
	beforeEach(async () => {
		bench = await SenderBench.start();
	});
	afterEach(async () => {
		jest.restoreAllMocks();
		await bench.close();
	});

	/** The system's clock goes wrong by so much, as seen by everything that reads it from now on. */
	const jump = (byMs: number) => {
		const { now } = Date;
		jest.spyOn(Date, 'now').mockImplementation(() => now() + byMs);
	};

	it.each([
		['ahead', DAYS_MS],
		['back', -DAYS_MS],
	])('while events wait, days %s, costs none of them', async (_way, byMs) => {
		bench.sink.answers = REFUSE_ALL.slice();
		// One at a time: the others wait on disk meanwhile.
		const running = bench.run({ eventCallsLoaded: 1 });
		const calls = Array.from({ length: 3 }, () => bench.call(running));
		for (const call of calls) call.emit('transcript', { text: 'before' });
		await eventually('they wait', () => running.counts.eventRetries >= 3);
		jump(byMs);
		for (const call of calls) wholeCall(call, 1);
		const before = running.counts.eventRetries;
		await eventually('they are tried on', () => running.counts.eventRetries > before + 20);
		expect(running.counts.eventsDropped['too-old']).toBe(0);
		bench.sink.answers = [];
		await eventually('all arrived', () => bench.arrivedCount === 9);
	});

	it('between two bridges makes what is on disk look old: it is tried all the same', async () => {
		bench.sink.answers = REFUSE_ALL.slice();
		const first = bench.run();
		wholeCall(bench.call(first), 2);
		// Its bridge dies before it is over.
		bench.call(first).emit('started', {});
		await first.sender.flush(0);
		jump(DAYS_MS);
		const second = bench.run();
		await eventually('it is tried again and again', () => second.counts.eventRetries > 10);
		expect(second.counts.eventsDropped['too-old']).toBe(0);
		bench.sink.answers = [];
		await eventually('all arrived', () => bench.arrivedCount === 5);
	});

	it('does not remove what cannot be opened either', async () => {
		bench.sink.answers = REFUSE_ALL.slice();
		const first = bench.run();
		wholeCall(bench.call(first), 2);
		await first.sender.flush(0);
		const second = bench.run({}, { secret: 'a shared secret that was changed' });
		await eventually('it is set aside', () => second.sender.unreadable === 3);
		jump(DAYS_MS);
		const looks = bench.run({}, { secret: 'a third shared secret' });
		wholeCall(bench.call(looks), 0);
		bench.sink.answers = [];
		await eventually('time passes', () => bench.arrivedCount === 1);
		await second.sender.flush(0);
		await eventually('the third has taken it over', () => looks.sender.unreadable === 3);
		expect(bench.files()).toHaveLength(1);
		expect(looks.counts.eventsDropped['too-old']).toBe(0);
	});
});

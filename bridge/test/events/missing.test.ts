import { eventually } from '../eventually';
import { SenderBench, wholeCall } from './support/senderBench';

const LONG_MS = 600_000;
const MISSING = Array.from({ length: 100_000 }, () => 404);

describe('a webhook that n8n does not know', () => {
	let bench: SenderBench;
	beforeEach(async () => {
		bench = await SenderBench.start();
	});
	afterEach(async () => await bench.close());

	it('for a moment, as while n8n starts, costs no event', async () => {
		bench.sink.answers = [404, 404, 404];
		const running = bench.run({ eventMissingMs: LONG_MS });
		wholeCall(bench.call(running), 2);
		await bench.sink.event('ended');
		expect([...bench.arrived().values()]).toEqual([[1, 2, 3]]);
		expect(running.counts.eventsDropped.refused).toBe(0);
	});

	it('for long is gone, and with it what was to be told there', async () => {
		bench.sink.answers = MISSING.slice();
		const running = bench.run({ eventMissingMs: 60 });
		wholeCall(bench.call(running), 2);
		await eventually('nothing waits', () => running.sender.queued === 0);
		expect(running.counts.eventsDropped).toMatchObject({ refused: 3, 'too-old': 0 });
		expect(running.counts.eventRetries).toBeGreaterThan(0);
		await eventually('nor on disk', () => bench.files().length === 0);
	});

	it('is known again when it answers anything else: that was no time of its absence', async () => {
		// Absent, and then out of order, again and again.
		bench.sink.answers = Array.from({ length: 100_000 }, (_none, at) => (at % 2 ? 503 : 404));
		const running = bench.run({ eventMissingMs: 60 });
		wholeCall(bench.call(running), 2);
		await eventually('it is tried often', () => running.counts.eventRetries > 40);
		expect(running.counts.eventsDropped.refused).toBe(0);
		bench.sink.answers = [];
		await bench.sink.event('ended');
	});

	it('is remembered as such while its calls wait on disk for their turn', async () => {
		bench.sink.answers = MISSING.slice();
		const running = bench.run({ eventMissingMs: 200, eventCallsLoaded: 1 });
		for (let count = 0; count < 5; count += 1) wholeCall(bench.call(running), 1);
		await eventually('nothing waits', () => running.sender.queued === 0);
		expect(running.counts.eventsDropped.refused).toBe(10);
	});
});

import fs, { readdirSync, readFileSync, statSync, utimesSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { verifyBridgeEvent } from '../../../nodes/shared/bridgeEvents';
import { eventually } from '../eventually';
import { EventSink } from '../fakes/eventSink';
import { REFUSE_ALL, SECRET, SenderBench, wholeCall } from './support/senderBench';

describe('events on disk', () => {
	let bench: SenderBench;
	beforeEach(async () => {
		bench = await SenderBench.start();
	});
	afterEach(async () => await bench.close());

	it('survive a restart as they were, in order, signed anew, and leave nothing behind', async () => {
		bench.sink.answers = [200, ...REFUSE_ALL];
		const first = bench.run();
		wholeCall(bench.call(first), 3);
		await eventually('two attempts failed', () => bench.sink.deliveries.length >= 3);
		await first.sender.flush(0);
		expect(bench.files()).toHaveLength(1);
		const before = bench.sink.deliveries.slice();

		bench.sink.answers = [];
		const second = bench.run();
		await bench.sink.event('ended');
		expect([...bench.arrived().values()]).toEqual([[1, 2, 3, 4]]);
		const repeat = bench.sink.deliveries[before.length];
		expect(repeat?.rawBody).toBe(before[1]?.rawBody);
		expect(repeat?.headers['x-bridge-timestamp']).not.toBe(
			before[1]?.headers['x-bridge-timestamp'],
		);
		for (const { rawBody, headers } of bench.sink.deliveries) {
			const timestamp = String(headers['x-bridge-timestamp']);
			const signature = String(headers['x-bridge-signature']);
			expect(verifyBridgeEvent({ rawBody, timestamp, signature, secret: SECRET })).toBe(true);
		}
		await eventually('nothing waits', () => second.sender.queued === 0);
		expect(second.counts.eventsDelivered).toBe(3);
		expect(first.log.join('')).toContain('kept on disk for the next start');
		expect(first.counts.eventsDropped.shutdown).toBe(0);
		await eventually('only its own folder is left', () => {
			return readdirSync(join(bench.folder, 'events')).length === 1;
		});
		await second.sender.flush(1_000);
		expect(readdirSync(join(bench.folder, 'events'))).toEqual([]);
	});

	it('have ids that stay the same and tell streams apart', async () => {
		const running = bench.run();
		wholeCall(bench.call(running), 1);
		wholeCall(bench.call(running), 1);
		await eventually('all arrived', () => bench.arrivedCount === 4);
		const halves = bench.sink.accepted.map(({ eventId }) => eventId.split('.'));
		expect(bench.sink.accepted.map(({ sequence }) => String(sequence))).toEqual(
			halves.map(([, sequence]) => sequence),
		);
		expect(new Set(halves.map(([stream]) => stream)).size).toBe(2);
	});

	it('are gone from it when they are delivered, the file when the call is over', async () => {
		const running = bench.run();
		const call = bench.call(running);
		call.emit('started', { streamId: 'x' });
		await bench.written(running);
		const whole = statSync(bench.files()[0] ?? '').size;
		await eventually('the event is gone', () => statSync(bench.files()[0] ?? '').size < whole);
		call.emit('ended', {});
		await eventually('the file is gone', () => bench.files().length === 0);
		expect(bench.arrived().size).toBe(1);
		expect(running.sender.queued).toBe(0);
	});

	it('of another secret are kept, counted and told of, and delivered when the secret is back', async () => {
		bench.sink.answers = REFUSE_ALL.slice();
		const first = bench.run();
		wholeCall(bench.call(first), 2);
		await first.sender.flush(0);

		bench.sink.answers = [];
		const second = bench.run({}, { secret: 'a shared secret that was changed' });
		await eventually('it is told', () => second.log.join('').includes('another shared secret'));
		expect(second.sender.unreadable).toBe(3);
		wholeCall(bench.call(second), 0);
		await bench.sink.event('ended');
		await second.sender.flush(1_000);
		expect(bench.files()).toHaveLength(1);

		bench.run();
		await eventually('the old ones arrive', () => bench.arrivedCount === 4);
		await eventually('nothing is left', () => bench.files().length === 0);
	});

	it('of another secret are removed when they are too old', async () => {
		bench.sink.answers = REFUSE_ALL.slice();
		const first = bench.run();
		wholeCall(bench.call(first), 2);
		await first.sender.flush(0);
		const longAgo = new Date(Date.now() - 90_000_000);
		utimesSync(bench.files()[0] ?? '', longAgo, longAgo);
		const second = bench.run({ eventMaxAgeMs: 50 }, { secret: 'a shared secret that was changed' });
		await eventually('they are gone', () => bench.files().length === 0);
		expect(second.counts.eventsDropped['too-old']).toBe(3);
		expect(second.sender.unreadable).toBe(0);
	});

	it('that are too old when the bridge comes back are given up, counted and told of', async () => {
		bench.sink.answers = REFUSE_ALL.slice();
		const first = bench.run();
		wholeCall(bench.call(first), 2);
		await first.sender.flush(0);
		await eventually(
			'a moment later',
			() => Date.now() > statSync(bench.files()[0] ?? '').mtimeMs + 5,
		);
		const second = bench.run({ eventMaxAgeMs: 1 });
		await eventually('they are gone', () => bench.files().length === 0);
		expect(second.counts.eventsDropped['too-old']).toBe(3);
		expect(second.log.join('')).toContain('events given up: too old');
		expect(second.counts.eventsDelivered).toBe(0);
	});

	it('that are damaged are counted, and the others delivered', async () => {
		bench.sink.answers = REFUSE_ALL.slice();
		const first = bench.run();
		wholeCall(bench.call(first), 3);
		await first.sender.flush(0);
		const [path = ''] = bench.files();
		const file = await open(path, 'r+');
		const lines = readFileSync(path, 'latin1').split('\n').filter(Boolean);
		// The first line is about the call itself.
		const second = lines[2] ?? '';
		const offset = readFileSync(path, 'latin1').indexOf(second) + 40;
		await file.write('!', offset);
		await file.close();
		bench.sink.answers = [];
		const { counts } = bench.run();
		await bench.sink.event('ended');
		expect([...bench.arrived().values()]).toEqual([[1, 3, 4]]);
		expect(counts.eventsDropped.damaged).toBe(1);
	});

	it('are flushed to the disk itself when that is asked for, and only then', async () => {
		const flush = jest.spyOn(fs, 'fsyncSync');
		try {
			bench.sink.answers = REFUSE_ALL.slice();
			bench.call(bench.run()).emit('started', {});
			await eventually('an attempt', () => bench.sink.deliveries.length > 2);
			expect(flush).not.toHaveBeenCalled();
			bench.call(bench.run({}, { sync: true })).emit('started', {});
			// The file and its folder.
			await eventually('it is flushed', () => flush.mock.calls.length >= 2);
		} finally {
			flush.mockRestore();
		}
	});

	it('are shared out among bridges: none is delivered by two', async () => {
		bench.sink.answers = REFUSE_ALL.slice();
		const dead = bench.run();
		for (let call = 0; call < 20; call++) wholeCall(bench.call(dead), 2);
		await dead.sender.flush(0);
		bench.sink.answers = [];
		const both = [bench.run(), bench.run()] as const;
		for (const running of both) wholeCall(bench.call(running), 2);
		await eventually('all arrived', () => bench.arrived().size === 22);
		await eventually('nothing is left', () => bench.files().length === 0);
		expect(both[0].counts.eventsDelivered + both[1].counts.eventsDelivered).toBe(66);
		for (const sequences of bench.arrived().values()) expect(sequences).toEqual([1, 2, 3]);
	});

	it('are taken over while running from one that ends', async () => {
		const elsewhere = await EventSink.start();
		const first = bench.run();
		const second = bench.run();
		bench.sink.answers = REFUSE_ALL.slice();
		wholeCall(bench.call(first), 2);
		wholeCall(bench.call(second, elsewhere.url), 1);
		await elsewhere.event('ended');
		expect(second.counts.eventRetries).toBe(0);
		await first.sender.flush(0);
		bench.sink.answers = [];
		await bench.sink.event('ended');
		await eventually('all is counted', () => second.counts.eventsDelivered === 5);
		await elsewhere.close();
	});
});

describe('the wait at the end', () => {
	it('is over when all is delivered, and is cut short by a second, shorter one', async () => {
		const bench = await SenderBench.start();
		try {
			const running = bench.run();
			wholeCall(bench.call(running), 2);
			await running.sender.flush(600_000);
			expect(bench.arrivedCount).toBe(3);

			const stuck = bench.run();
			bench.sink.hang = true;
			wholeCall(bench.call(stuck), 2);
			const end = stuck.sender.flush(600_000);
			await stuck.sender.flush(1);
			await end;
			expect(stuck.sender.queued).toBe(3);
			expect(bench.files()).toHaveLength(1);
		} finally {
			await bench.close();
		}
	});

	it('is no time for a long pause: what waits for its next attempt is tried at once', async () => {
		const bench = await SenderBench.start();
		try {
			bench.sink.answers = [503];
			const running = bench.run({ eventRetryFirstMs: 600_000, eventRetryLongestMs: 600_000 });
			wholeCall(bench.call(running), 2);
			await eventually('an attempt failed', () => running.counts.eventRetries === 1);
			const end = running.sender.flush(600_000);
			await bench.sink.event('ended');
			await end;
			expect([...bench.arrived().values()]).toEqual([[1, 2, 3]]);
		} finally {
			await bench.close();
		}
	});
});

describe('events without a data folder', () => {
	it('are said not to survive a restart, and counted when they do not', async () => {
		const bench = await SenderBench.start();
		try {
			bench.sink.answers = REFUSE_ALL.slice();
			const { sender, counts, log } = bench.run({}, { dataFolder: undefined });
			expect(log[0]).toContain('do not survive a restart');
			wholeCall(bench.call({ sender, counts, log }), 2);
			await sender.flush(0);
			expect(counts.eventsDropped.shutdown).toBe(3);
			expect(sender.problem()).toBeUndefined();
			expect(bench.files()).toEqual([]);
		} finally {
			await bench.close();
		}
	});
});

import { statSync } from 'node:fs';
import { EventMemory } from '../../src/events/eventMemory';
import { eventually } from '../eventually';
import { EventSink } from '../fakes/eventSink';
import { REFUSE_ALL, SenderBench, wholeCall } from './support/senderBench';

describe('bounds of undelivered events', () => {
	let bench: SenderBench;
	beforeEach(async () => {
		bench = await SenderBench.start();
	});
	afterEach(async () => await bench.close());

	it('hold for one call and for all of a host, but never for the last event', async () => {
		bench.sink.answers = REFUSE_ALL.slice();
		const running = bench.run({ eventsPerCall: 3, eventsOverall: 10 });
		wholeCall(bench.call(running), 4);
		wholeCall(bench.call(running), 4);
		expect(running.sender.queued).toBe(3 + 1 + 1 + 1);
		expect(running.counts.eventsDropped['queue-full']).toBe(1 + 3);
		expect(running.counts.eventsQueued).toBe(6);
		bench.sink.answers = [];
		await eventually('all arrived', () => bench.arrivedCount === 6);
		const arrived = [...bench.arrived().values()];
		expect(arrived.sort((one, other) => other.length - one.length)).toEqual([
			[1, 2, 3, 5],
			[1, 5],
		]);
		await eventually('nothing waits', () => running.sender.queued === 0);
		expect(running.counts.eventsDelivered).toBe(6);
	});

	it('of all: a host that takes nothing leaves half of them to the others', async () => {
		const other = await EventSink.start();
		bench.sink.answers = REFUSE_ALL.slice();
		other.answers = REFUSE_ALL.slice();
		const running = bench.run({ eventsOverall: 6 });
		const lines = (eventsUrl: string) => {
			const call = bench.call(running, eventsUrl);
			for (let ordinal = 0; ordinal < 6; ordinal++) call.emit('transcript', { ordinal });
		};
		lines(bench.sink.url);
		expect(running.sender.queued).toBe(3);
		lines(other.url);
		expect(running.sender.queued).toBe(6);
		expect(running.counts.eventsDropped['queue-full']).toBe(6);
		bench.sink.answers = [];
		await eventually('there is room again', () => running.sender.queued === 3);
		lines(bench.sink.url);
		await eventually('as much as before', () => bench.arrivedCount === 6);
		await running.sender.flush(0);
		await other.close();
	});

	it('of a host: what waits on disk counts, also when it was loaded, or left by another process', async () => {
		bench.sink.answers = REFUSE_ALL.slice();
		const limits = { eventsOverall: 12, eventCallsLoaded: 2 };
		const first = bench.run(limits);
		for (let call = 0; call < 3; call++) wholeCall(bench.call(first), 1);
		await eventually('two wait on disk', () => first.sender.backlog?.waiting === 2);
		wholeCall(bench.call(first), 1);
		expect(first.counts.eventsDropped['queue-full']).toBe(1);
		await first.sender.flush(0);
		const second = bench.run({ ...limits, eventCallsLoaded: 20 });
		await eventually('all are loaded', () => second.sender.queued === 7);
		wholeCall(bench.call(second), 1);
		expect(second.counts.eventsDropped['queue-full']).toBe(1);
		bench.sink.answers = [];
		await eventually('all arrived', () => second.sender.queued === 0);
		wholeCall(bench.call(second), 5);
		expect(second.counts.eventsDropped['queue-full']).toBe(1);
	});

	it('are not for the news that a call is about to end well: the caller would be called back', async () => {
		bench.sink.answers = REFUSE_ALL.slice();
		const running = bench.run({ eventsPerCall: 1 });
		const call = bench.call(running);
		for (const type of ['started', 'transcript', 'ending', 'ended'] as const) call.emit(type, {});
		bench.sink.answers = [];
		await bench.sink.event('ended');
		expect(bench.sink.accepted.map(({ type }) => type)).toEqual(['started', 'ending', 'ended']);
	});

	it('nothing comes after the last event of a call', async () => {
		const running = bench.run();
		const call = bench.call(running);
		wholeCall(call, 0);
		call.emit('dtmf', { digits: '1' });
		await bench.sink.event('ended');
		await eventually('nothing is left', () => bench.files().length === 0);
		expect(bench.sink.deliveries).toHaveLength(1);
	});

	it('of memory: what is on disk is read again, so that none is lost', async () => {
		bench.sink.answers = REFUSE_ALL.slice(0, 4);
		const running = bench.run({ eventMemoryBytes: 600 });
		const call = bench.call(running);
		for (let index = 0; index < 20; index++) {
			call.emit('transcript', { text: `line ${index}` });
			// What is not written yet must be in memory.
			await bench.written(running);
		}
		call.emit('ended', {});
		await bench.sink.event('ended');
		expect(bench.sink.accepted.map(({ sequence }) => sequence)).toEqual(
			Array.from({ length: 21 }, (_, index) => index + 1),
		);
		expect(bench.sink.accepted[19]?.data).toEqual({ text: 'line 19' });
	});

	it('of memory: without a disk, what finds no room is dropped and counted', async () => {
		bench.sink.answers = REFUSE_ALL.slice();
		const running = bench.run({ eventMemoryBytes: 2_000 }, { dataFolder: undefined });
		const calls = Array.from({ length: 10 }, () => bench.call(running));
		for (const call of calls) call.emit('ended', { text: 'x'.repeat(300) });
		const { queued } = running.sender;
		expect(queued).toBeGreaterThan(1);
		expect(queued).toBeLessThan(6);
		expect(running.counts.eventsDropped['queue-full']).toBe(10 - queued);
		bench.sink.answers = [];
		await eventually('the others arrive', () => bench.arrivedCount === queued);
		// There is room again.
		wholeCall(bench.call(running), 0);
		await eventually('the next arrives', () => bench.arrivedCount === queued + 1);
	});

	it('of a file: what was delivered is left out when it grows, and nothing else', async () => {
		const running = bench.run({ eventsPerCall: 10_000 });
		const call = bench.call(running);
		const text = 'x'.repeat(20_000);
		const told = 200;
		for (let index = 0; index < told; index++) call.emit('transcript', { text });
		bench.sink.answers = [...Array.from({ length: told - 40 }, () => 200), ...REFUSE_ALL];
		await eventually('most are delivered', () => bench.arrivedCount === told - 40);
		await eventually('the next fails', () => running.counts.eventRetries > 0);
		await running.sender.flush(0);
		// 40 of 200 are needed, each with a third more for being encoded.
		expect(statSync(bench.files()[0] ?? '').size).toBeLessThan(100 * 27_000);
		bench.sink.answers = [];
		const next = bench.run();
		await eventually('the rest arrives', () => bench.arrivedCount === told);
		expect([...bench.arrived().values()]).toEqual([
			Array.from({ length: told }, (_, index) => index + 1),
		]);
		expect(next.counts.eventsDropped.damaged).toBe(0);
	});
});

describe('memory for events', () => {
	it('is limited, and half of it is for those that are not on disk', () => {
		const memory = new EventMemory(100);
		expect(memory.take(50)).toBe(true);
		expect(memory.mayStay()).toBe(true);
		expect(memory.take(50)).toBe(true);
		expect(memory.mayStay()).toBe(false);
		expect(memory.take(1)).toBe(false);
		memory.free(50);
		expect(memory.take(1)).toBe(true);
		expect(memory.mayStay()).toBe(false);
	});
});

describe('many calls with undelivered events', () => {
	let bench: SenderBench;
	beforeEach(async () => {
		bench = await SenderBench.start();
	});
	afterEach(async () => await bench.close());

	it('wait on disk: a few are in memory, after a restart too, and all arrive', async () => {
		bench.sink.answers = REFUSE_ALL.slice();
		const places = { eventCallsLoaded: 8 };
		const first = bench.run(places);
		for (let call = 0; call < 100; call++) wholeCall(bench.call(first), 4);
		await eventually('most wait on disk', () => first.sender.backlog?.waiting === 96);
		expect(first.sender.queued).toBe(500);
		await first.sender.flush(0);

		const second = bench.run(places);
		await eventually('some are tried', () => second.counts.eventRetries > 10);
		expect(second.sender.backlog?.waiting).toBeGreaterThanOrEqual(92);
		bench.sink.answers = [];
		await eventually('all arrived', () => bench.arrivedCount === 500);
		await eventually('nothing is left', () => bench.files().length === 0);
		for (const sequences of bench.arrived().values()) expect(sequences).toEqual([1, 2, 3, 4, 5]);
		expect(second.sender.queued).toBe(0);
	});

	it('wait on disk from their end on, also those that have not had their turn yet', async () => {
		bench.sink.hang = true;
		const running = bench.run({ eventCallsLoaded: 2, eventPosts: 2, eventTimeoutMs: 600_000 });
		const calls = Array.from({ length: 10 }, () => bench.call(running));
		for (const call of calls) call.emit('started', {});
		await bench.written(running);
		await eventually('one is on its way', () => bench.sink.deliveries.length === 1);
		for (const call of calls) call.emit('ended', {});
		// One is on its way, and one has the place of those that are next.
		await eventually('the others wait on disk', () => running.sender.backlog?.waiting === 8);
		expect(running.counts.eventRetries).toBe(0);
	});

	it('even 20,000 of them take no more memory than a few', async () => {
		bench.sink.hang = true;
		const first = bench.run({ eventsOverall: 100_000, eventCallsLoaded: 20 });
		const calls = 500;
		for (let call = 0; call < calls; call++) wholeCall(bench.call(first), 40);
		expect(first.sender.queued).toBe(calls * 41);
		// A bridge that stops does not wait for a slow disk for ever.
		await eventually('all of it is on disk', () => first.sender.unwritten === 0);
		await first.sender.flush(0);
		const second = bench.run({ eventCallsLoaded: 20 });
		const before = bench.sink.deliveries.length;
		await eventually('as many are under way as may be', () => {
			return second.sender.queued >= 10 * 41 && bench.sink.deliveries.length >= before + 10;
		});
		// One host's calls take half of the places.
		expect(second.sender.queued).toBe(10 * 41);
		expect(second.sender.backlog?.waiting).toBe(calls - 10);
	});

	it('of many hosts have no more places than there are', async () => {
		const hosts = await Promise.all([EventSink.start(), EventSink.start(), EventSink.start()]);
		for (const host of hosts) host.hang = true;
		const first = bench.run();
		for (const { url } of hosts) {
			for (let call = 0; call < 5; call++) wholeCall(bench.call(first, url), 1);
		}
		await first.sender.flush(0);
		const asked = () => hosts.reduce((sum, { deliveries }) => sum + deliveries.length, 0);
		const before = asked();
		const second = bench.run({ eventCallsLoaded: 4, eventTimeoutMs: 600_000 });
		await eventually('the places are taken', () => asked() >= before + 4);
		expect(second.sender.backlog?.waiting).toBe(11);
		expect(second.sender.queued).toBe(8);
		await second.sender.flush(0);
		for (const host of hosts) await host.close();
	});

	it('take turns, so that what n8n does not take keeps nothing else from being delivered', async () => {
		bench.sink.answers = REFUSE_ALL.slice();
		const first = bench.run();
		// The same host answers 404 at any other address, as n8n does for a workflow that is off.
		const off = new URL('/webhook/off', bench.sink.url).href;
		for (let call = 0; call < 30; call++) wholeCall(bench.call(first, off), 1);
		await eventually('a moment passes', () => first.counts.eventRetries >= 30);
		for (let call = 0; call < 5; call++) wholeCall(bench.call(first), 1);
		await first.sender.flush(0);
		bench.sink.answers = [];
		const second = bench.run({ eventCallsLoaded: 4 });
		await eventually('the others arrive', () => bench.arrivedCount === 10);
		expect(second.sender.backlog?.waiting).toBeGreaterThanOrEqual(26);
		expect(second.counts.eventsDropped.refused).toBe(0);
	});

	it('at a host that never answers hold up no other host', async () => {
		const silent = await EventSink.start();
		silent.hang = true;
		const running = bench.run({ eventPosts: 4, eventCallsLoaded: 4 });
		for (let call = 0; call < 30; call++) wholeCall(bench.call(running, silent.url), 1);
		await eventually('it is asked', () => silent.deliveries.length === 2);
		for (let call = 0; call < 30; call++) wholeCall(bench.call(running), 1);
		await eventually('the others arrive', () => bench.arrivedCount === 60);
		expect(silent.deliveries).toHaveLength(2);
		await running.sender.flush(0);
		await silent.close();
	});
});

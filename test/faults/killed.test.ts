import { BundledBridge } from '../../bridge/test/bridgeProcess';
import { eventually } from '../../bridge/test/eventually';
import { FaultBench, type FaultCall } from './support/faultBench';
import { callsWritten } from './support/writtenCalls';

jest.setTimeout(120_000);

describe('kill -9', () => {
	let bundle: BundledBridge;
	let bench: FaultBench;
	let folder: string;
	let environment: Record<string, string>;

	beforeAll(() => {
		bundle = BundledBridge.build();
	});
	afterAll(() => bundle.remove());
	beforeEach(async () => {
		folder = bundle.newFolder();
		environment = {
			BRIDGE_DATA_FOLDER: folder,
			BRIDGE_DTMF_FLUSH_MS: '60000',
			BRIDGE_METRICS_OPEN: 'true',
		};
		bench = await FaultBench.start(bundle, environment);
	});
	afterEach(async () => await bench.close());

	/** Something to tell: what the agent said, piece after piece. */
	const say = ({ agent }: FaultCall, count: number) => {
		for (let ordinal = 0; ordinal < count; ordinal++) {
			const text = `sentence ${ordinal}`;
			agent.tell({ type: 'transcript', role: 'agent', text, final: true, ordinal });
		}
	};
	const queued = async (fits: (count: number) => boolean) => {
		const deadline = performance.now() + 20_000;
		for (;;) {
			const { queuedEvents } = await bench.control<{ queuedEvents: number }>('status');
			if (fits(queuedEvents)) return;
			if (performance.now() > deadline) throw new Error(`${queuedEvents} events wait`);
		}
	};
	/** Events are written beside the audio, a moment after they happen. */
	const written = async () => {
		const deadline = performance.now() + 20_000;
		for (;;) {
			const answer = await fetch(`http://127.0.0.1:${await bench.bridge.port()}/metrics`);
			if (/^bridge_events_unwritten 0$/m.test(await answer.text())) return;
			if (performance.now() > deadline) throw new Error('never happened: all is written');
		}
	};
	/** Every call's events as n8n took them, repeats dropped by their id; the same id always has the same content. */
	const taken = () => {
		const contents = new Map<string, string>();
		const calls = new Map<string, number[]>();
		for (const { event, rawBody } of bench.sink.deliveries) {
			expect(contents.get(event.eventId) ?? rawBody).toBe(rawBody);
			contents.set(event.eventId, rawBody);
		}
		const known = new Set<string>();
		for (const { eventId, callId, sequence } of bench.sink.accepted) {
			if (known.has(eventId)) continue;
			known.add(eventId);
			calls.set(callId, [...(calls.get(callId) ?? []), sequence]);
		}
		return calls;
	};
	/** The last that n8n has taken of a call. */
	const endOf = ({ claims }: FaultCall) =>
		bench.sink.accepted.filter(({ callId }) => callId === claims.callId).at(-1);
	const upTo = (last: number) => Array.from({ length: last }, (_, index) => index + 1);
	/** The end of a call whose bridge died counts on from far beyond. */
	const andItsEnd = (last: number) => [...upTo(last), last + 1_000_000];

	it('loses no event that n8n has not taken: the next bridge on the same folder delivers them, in order', async () => {
		bench.sink.answers = Array.from({ length: 100_000 }, () => 503);
		const calls = await bench.calls(5);
		for (const call of calls) say(call, 20);
		await queued((count) => count >= 5 * 21);
		await written();
		await bench.bridge.kill();
		expect(bench.sink.accepted).toEqual([]);
		bench.sink.answers = [];
		await bench.run(environment);
		await eventually('all are delivered', () => bench.sink.accepted.length >= 5 * 22);
		await queued((count) => count === 0);
		for (const call of calls) {
			expect(taken().get(call.claims.callId)).toEqual(andItsEnd(21));
			const { type, data } = endOf(call) ?? {};
			expect(type).toBe('ended');
			expect(data).toMatchObject({ report: { endedBy: 'bridge', reason: 'bridge-lost' } });
			expect(data?.transcript).toHaveLength(20);
		}
	});

	it('leaves no call without its end: the next bridge tells of it, also when nothing else waits', async () => {
		const call = await bench.call();
		await bench.sink.event('started');
		await queued((count) => count === 0);
		await callsWritten(folder, 1);
		await bench.bridge.kill();
		await bench.run(environment);
		const { data, sequence } = await bench.sink.event('ended');
		expect(data).toMatchObject({ report: { reason: 'bridge-lost' }, transcript: [] });
		expect(sequence).toBe(1_000_001);
		expect(taken().get(call.claims.callId)).toEqual(andItsEnd(1));
	});

	it('does not make a spent token good again: the next bridge refuses it, and n8n hears of one stream only', async () => {
		const { claims } = await bench.call();
		await bench.sink.event('started');
		await callsWritten(folder, 1);
		await bench.bridge.kill();
		await bench.run(environment);
		expect(await bench.connectStatus(claims)).toBe(401);
		expect(await bench.reportOf({ claims })).toMatchObject({ reason: 'bridge-lost' });
		await queued((count) => count === 0);
		// What n8n took and the bridge had not noted comes again, under the same id.
		const told = new Map(bench.sink.accepted.map(({ eventId, type }) => [eventId, type]));
		expect([...told.values()]).toEqual(['started', 'ended']);
		const streams = bench.sink.accepted.map(({ eventId }) => eventId.split('.')[0]);
		expect(new Set(streams).size).toBe(1);
		expect(bench.agent.connections).toHaveLength(1);
	});

	it('while an event is on its way and n8n has not answered: it comes again with the same id and the same content', async () => {
		const call = await bench.call();
		await bench.sink.event('started');
		bench.sink.hang = true;
		say(call, 10);
		await eventually('one is on its way', () => bench.sink.deliveries.length === 2);
		await queued((count) => count >= 10);
		await written();
		await bench.bridge.kill();
		bench.sink.hang = false;
		await bench.run(environment);
		await eventually('all are delivered', () => bench.sink.accepted.length >= 13);
		const [, first, again] = bench.sink.deliveries;
		expect(again?.rawBody).toBe(first?.rawBody);
		expect(taken().get(call.claims.callId)).toEqual(andItsEnd(11));
	});

	it('again and again, under load: every event once, and each call its end', async () => {
		const calls: FaultCall[] = [];
		for (let round = 0; round < 4; round++) {
			const more = await bench.calls(4);
			calls.push(...more);
			// Some are refused, so that there is always something that waits.
			bench.sink.answers = Array.from({ length: 30 }, (_, index) => (index % 3 === 0 ? 200 : 503));
			for (const call of more) say(call, 15);
			await queued((count) => count >= 1);
			await written();
			await bench.bridge.kill();
			await bench.run(environment);
		}
		bench.sink.answers = [];
		await eventually('every call has its end', () =>
			calls.every((call) => endOf(call)?.type === 'ended'),
		);
		await queued((count) => count === 0);
		for (const sequences of taken().values()) {
			const last = sequences.pop() ?? 0;
			expect(sequences).toEqual(upTo(sequences.length));
			// The end of a call whose bridge died counts on from far beyond.
			expect(last === sequences.length + 1 || last >= 1_000_000).toBe(true);
		}
		for (const call of calls) expect(endOf(call)?.type).toBe('ended');
	});
});

import { distinctBytes } from '../audioSamples';
import { eventually } from '../eventually';
import { TestBench, type BenchCall } from '../testBench';
import { liveCall } from './support';

const LONG_MS = 600_000;

/** Plivo asks n8n what comes next as soon as its stream is closed. */
describe('an ordinary end while the caller is still there', () => {
	let bench: TestBench;
	const start = async (limits: object = {}) => {
		bench = await TestBench.start({ limits });
	};
	afterEach(async () => await bench.close());

	const GOODBYES: Array<[string, string, object, (call: BenchCall) => void]> = [
		['hung-up', 'bridge', {}, (call) => liveCall(bench, call).hangUp()],
		['too-long', 'bridge', { callMs: 300 }, () => undefined],
		['agent-ended', 'agent', {}, ({ agent }) => agent.socket.close(1000)],
	];

	it.each(GOODBYES)(
		'%s: n8n knows before the stream is closed',
		async (reason, endedBy, limits, end) => {
			await start(limits);
			const call = await bench.call({ events: ['ending', 'ended'] });
			const toldWhenClosed = new Promise<unknown>((resolve) => {
				call.plivo.socket.once('close', () => resolve(bench.sink.accepted.map(({ data }) => data)));
			});
			end(call);
			expect(await toldWhenClosed).toEqual([{ endedBy, reason }]);
			expect((await call.plivo.isClosed()).reason).toBe(reason);
			expect((await bench.sink.report()).reason).toBe(reason);
			expect(bench.sink.accepted.map(({ type, sequence }) => [type, sequence])).toEqual([
				['ending', 1],
				['ended', 2],
			]);
		},
	);

	it('the caller hears nothing meanwhile', async () => {
		await start();
		const call = await bench.call({ events: ['ending', 'ended'] });
		call.agent.speak(distinctBytes(64_000));
		await eventually('the caller hears it', () => call.plivo.heard.length === 64_000);
		bench.sink.hang = true;
		liveCall(bench, call).hangUp();
		await call.plivo.hasEvent('clearAudio');
		expect(call.plivo.closed).toBeUndefined();
		expect(await eventually('the agent is closed', () => call.agent.closeCode)).toBe(1000);
		// An n8n that takes nothing holds nobody up for long.
		expect((await call.plivo.isClosed()).reason).toBe('hung-up');
	});

	it('is not held up by an order that comes meanwhile', async () => {
		await start({ eventTimeoutMs: LONG_MS });
		const call = await bench.call({ events: ['ending', 'ended'] });
		bench.sink.hang = true;
		const live = liveCall(bench, call);
		live.hangUp();
		await call.plivo.hasEvent('clearAudio');
		live.hangUp();
		expect((await call.plivo.isClosed()).code).toBe(1000);
	});

	it.each([
		['the caller hangs up', ({ plivo }: BenchCall) => plivo.socket.close(1000)],
		['the agent is lost', ({ agent }: BenchCall) => agent.socket.terminate()],
	])('none: %s, and only the end is told', async (_how, end) => {
		await start();
		const call = await bench.call({ events: ['ending', 'ended'] });
		end(call);
		await bench.sink.event('ended');
		expect(bench.sink.accepted.map(({ type }) => type)).toEqual(['ended']);
	});
});

describe('the events that n8n wants', () => {
	let bench: TestBench;
	beforeEach(async () => {
		bench = await TestBench.start();
	});
	afterEach(async () => await bench.close());

	/** A call in which something of everything happens. */
	async function eventful(events?: string[]): Promise<void> {
		const { plivo, agent } = await bench.call(events === undefined ? {} : { events });
		agent.speak(distinctBytes(64_000));
		agent.tell({ type: 'state', state: 'listening' });
		agent.tell({ type: 'transcript', role: 'agent', text: 'Hello', final: true, ordinal: 0 });
		agent.tell({ type: 'playback_clear_buffer' });
		await plivo.hasEvent('clearAudio');
		plivo.socket.close(1000);
		await eventually('the call is over', () => bench.bridge.callCount === 0);
	}
	const transcript = [{ role: 'agent', text: 'Hello', ordinal: 0 }];

	it('are all where nothing is said of them', async () => {
		await eventful();
		expect((await bench.sink.event('ended')).data).toMatchObject({ transcript });
		const told = bench.sink.accepted.map(({ type }) => type);
		expect(told).toEqual(['started', 'state', 'transcript', 'barge-in', 'quality', 'ended']);
	});

	it('are the only ones that are sent and counted; the report has all of it', async () => {
		await eventful(['resumed', 'ended', 'of-tomorrow']);
		expect(await bench.sink.event('ended')).toMatchObject({
			sequence: 1,
			data: { transcript, report: { reason: 'caller-hangup', bargeIns: 1 } },
		});
		expect(bench.sink.deliveries).toHaveLength(1);
	});

	it('may be none', async () => {
		await eventful([]);
		await bench.bridge.close();
		expect(bench.sink.deliveries).toEqual([]);
	});
});

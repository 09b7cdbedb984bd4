import { setTimeout as pause } from 'node:timers/promises';
import { distinctBytes } from '../../bridge/test/audioSamples';
import { BundledBridge } from '../../bridge/test/bridgeProcess';
import { eventually } from '../../bridge/test/eventually';
import { answers, FRAME, SECOND } from './support/audio';
import { FaultBench, GAPS_FILLED } from './support/faultBench';

jest.setTimeout(120_000);

describe('the farewell is heard', () => {
	let bundle: BundledBridge;
	let bench: FaultBench;

	beforeAll(() => {
		bundle = BundledBridge.build();
	});
	afterAll(() => bundle.remove());
	beforeEach(async () => {
		bench = await FaultBench.start(bundle, GAPS_FILLED);
	});
	afterEach(async () => await bench.close());

	it('to its end, through a slow network, after the agent has closed', async () => {
		const way = await bench.proxyToBridge();
		const { plivo, agent, claims } = await bench.call({}, { plivo: way });
		Object.assign(way.back, { delayMs: 100, bytesPerSecond: 400_000 });
		way.forth.delayMs = 100;
		const farewell = distinctBytes(10 * SECOND, 2);
		agent.speak(farewell);
		agent.socket.close(1000);
		const { name } = await plivo.hasEvent('checkpoint');
		expect(plivo.heard.equals(farewell)).toBe(true);
		expect(plivo.closed).toBeUndefined();
		plivo.send({ event: 'playedStream', name });
		expect(await plivo.isClosed()).toEqual({ code: 1000, reason: 'agent-ended' });
		expect(await bench.reportOf({ claims })).toMatchObject({
			endedBy: 'agent',
			framesToCaller: 500,
		});
	});

	it('and a network that stands still meanwhile is not counted as time to play', async () => {
		const way = await bench.proxyToBridge();
		const { plivo, agent } = await bench.call({}, { plivo: way });
		way.back.stalled = true;
		const farewell = distinctBytes(SECOND, 4);
		agent.speak(farewell);
		agent.socket.close(1000);
		// Longer than it takes to play and the grace, shorter than BRIDGE_FAREWELL_STALL_MS.
		await pause(3_500);
		way.back.stalled = false;
		const { name } = await plivo.hasEvent('checkpoint');
		await answers(plivo);
		expect(plivo.heard.equals(farewell)).toBe(true);
		expect(plivo.closed).toBeUndefined();
		plivo.send({ event: 'playedStream', name });
		expect((await plivo.isClosed()).reason).toBe('agent-ended');
	});

	it('and a Plivo that answers nothing at all is not waited for for ever', async () => {
		const way = await bench.proxyToBridge();
		const call = await bench.call({}, { plivo: way });
		way.back.stalled = true;
		call.agent.speak(distinctBytes(FRAME, 5));
		call.agent.socket.close(1000);
		expect(await bench.reportOf(call)).toMatchObject({ reason: 'agent-ended' });
	});

	it('and a Plivo that reports nothing is not waited for longer than it takes', async () => {
		const { plivo, agent } = await bench.call();
		agent.speak(distinctBytes(SECOND, 3));
		agent.socket.close(1000);
		await plivo.hasEvent('checkpoint');
		const open = plivo.closed === undefined;
		expect((await plivo.isClosed()).reason).toBe('agent-ended');
		expect(open).toBe(true);
		await eventually('no call is left', () =>
			bench.sink.accepted.some(({ type }) => type === 'ended'),
		);
	});
});

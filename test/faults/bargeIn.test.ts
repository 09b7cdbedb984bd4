import { distinctBytes } from '../../bridge/test/audioSamples';
import { BundledBridge } from '../../bridge/test/bridgeProcess';
import { eventually } from '../../bridge/test/eventually';
import { answers, betweenClears, SECOND, settled, sinceLastClear } from './support/audio';
import { FaultBench, GAPS_FILLED, type FaultCall } from './support/faultBench';
import type { FaultProxy } from './support/faultProxy';

jest.setTimeout(120_000);

/** Together more than the kernel holds between the bridge and Plivo, so that some of it is still in the bridge. */
const BURSTS = 14;

describe('barge-in is exact', () => {
	let bundle: BundledBridge;
	let bench: FaultBench;
	let way: FaultProxy;
	let call: FaultCall;

	beforeAll(() => {
		bundle = BundledBridge.build();
	});
	afterAll(() => bundle.remove());
	beforeEach(async () => {
		bench = await FaultBench.start(bundle, GAPS_FILLED);
		way = await bench.proxyToBridge();
		call = await bench.call({}, { plivo: way });
	});
	afterEach(async () => await bench.close());

	const burst = (number: number) => distinctBytes(20 * SECOND, number + 1);

	it('through a slow network to Plivo, with an agent that is 20 s ahead each time', async () => {
		const { plivo, agent } = call;
		way.back.stalled = true;
		for (let number = 0; number < BURSTS; number++) {
			agent.speak(burst(number));
			agent.tell({ type: 'playback_clear_buffer' });
		}
		const last = distinctBytes(SECOND, 100);
		agent.speak(last);
		await eventually(
			'the bridge has dealt with all of it',
			() => bench.sink.accepted.filter(({ type }) => type === 'barge-in').length === BURSTS,
		);
		Object.assign(way.back, { stalled: false, bytesPerSecond: 6_000_000 });
		await eventually('the last words arrive', () => sinceLastClear(plivo).equals(last));
		await settled(call);
		const heard = betweenClears(plivo);
		expect(heard.pop()?.equals(last)).toBe(true);
		// Of each burst its beginning, before its own clear and never after it; or nothing, and then nothing is to be cleared.
		expect(heard.length).toBeGreaterThan(0);
		let number = 0;
		for (const piece of heard) {
			while (number < BURSTS && !burst(number).subarray(0, piece.length).equals(piece)) number += 1;
			expect(number).toBeLessThan(BURSTS);
			number += 1;
		}
		const sent = heard.reduce((sum, { length }) => sum + length, 0);
		expect(sent).toBeLessThan(BURSTS * 19.5 * SECOND);
	});

	it('with a checkpoint echo that comes late: it is not taken for the one that is waited for', async () => {
		const { plivo, agent } = call;
		way.forth.delayMs = 200;
		agent.speak(burst(0));
		agent.tell({ type: 'playback_clear_buffer' });
		const farewell = distinctBytes(SECOND, 7);
		agent.speak(farewell);
		agent.socket.close(1000);
		const { name } = await plivo.hasEvent('checkpoint');
		expect(betweenClears(plivo).at(-1)?.equals(farewell)).toBe(true);
		const before = String(name).replace(/\d+$/, (generation) => String(Number(generation) - 1));
		expect(before).not.toBe(name);
		plivo.send({ event: 'playedStream', name: before });
		await answers(plivo);
		expect(plivo.closed).toBeUndefined();
		plivo.send({ event: 'playedStream', name });
		expect((await plivo.isClosed()).reason).toBe('agent-ended');
	});
});

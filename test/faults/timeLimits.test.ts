import { distinctBytes } from '../../bridge/test/audioSamples';
import { BundledBridge } from '../../bridge/test/bridgeProcess';
import { eventually } from '../../bridge/test/eventually';
import { FRAME, sinceLastClear } from './support/audio';
import { FaultBench, GAPS_FILLED } from './support/faultBench';

jest.setTimeout(120_000);

describe('time limits', () => {
	let bundle: BundledBridge;
	let bench: FaultBench;

	beforeAll(() => {
		bundle = BundledBridge.build();
	});
	afterAll(() => bundle.remove());
	afterEach(async () => await bench.close());

	const startedCall = async (joinUrl: string) => {
		const claims = bench.claims({ joinUrl });
		const plivo = await bench.connect(claims);
		plivo.start({ callId: claims.callUuid });
		return { claims, plivo };
	};

	it.each(['never answers the handshake', 'is swallowed by the network'])(
		'end a call whose agent %s',
		async (how) => {
			bench = await FaultBench.start(bundle, { ...GAPS_FILLED, BRIDGE_AGENT_TIMEOUT_MS: '500' });
			const way = await bench.proxyToAgent();
			if (how.startsWith('never')) bench.agent.hang = true;
			else way.forth.stalled = way.back.stalled = true;
			const call = await startedCall(way.through(bench.agent.joinUrl));
			expect((await call.plivo.isClosed()).reason).toBe('agent-refused');
			expect(await bench.reportOf(call)).toMatchObject({
				endedBy: 'agent',
				durationMs: expect.any(Number) as number,
			});
			expect(await bench.control('status')).toMatchObject({ calls: 0 });
		},
	);

	it('let the caller hear something while the agent does not answer, and the agent once it does', async () => {
		bench = await FaultBench.start(bundle, {
			...GAPS_FILLED,
			BRIDGE_FILLER_AFTER_MS: '200',
			BRIDGE_AGENT_TIMEOUT_MS: '20000',
		});
		const way = await bench.proxyToAgent();
		way.back.stalled = true;
		const { plivo } = await startedCall(way.through(bench.agent.joinUrl));
		await eventually('the filler plays', () => plivo.heard.length > 5 * FRAME);
		way.back.stalled = false;
		const agent = await bench.agent.connected();
		await plivo.hasEvent('clearAudio');
		const words = distinctBytes(FRAME, 2);
		agent.speak(words);
		await eventually('the agent is heard', () => sinceLastClear(plivo).equals(words));
	});

	it('end a socket on which no start event comes, and the call can still start on another one', async () => {
		bench = await FaultBench.start(bundle, { ...GAPS_FILLED, BRIDGE_START_TIMEOUT_MS: '500' });
		const claims = bench.claims();
		const plivo = await bench.connect(claims);
		expect((await plivo.isClosed()).code).toBe(1008);
		expect(bench.agent.connections).toEqual([]);
		const again = await bench.connect(claims);
		again.start({ callId: claims.callUuid });
		await bench.agent.connected();
	});

	it('end a call in which Plivo sends no audio', async () => {
		bench = await FaultBench.start(bundle, { ...GAPS_FILLED, BRIDGE_IDLE_MEDIA_MS: '1000' });
		const call = await bench.call();
		expect((await call.plivo.isClosed()).reason).toBe('no-audio');
		expect(await eventually('the agent is closed', () => call.agent.closeCode)).toBe(1000);
	});

	it('end a call that is too long', async () => {
		bench = await FaultBench.start(bundle, { ...GAPS_FILLED, BRIDGE_LONGEST_CALL_MS: '1500' });
		const call = await bench.call();
		expect((await call.plivo.isClosed()).reason).toBe('too-long');
		expect(await bench.reportOf(call)).toMatchObject({ endedBy: 'bridge', reason: 'too-long' });
	});
});

import { BundledBridge } from '../../bridge/test/bridgeProcess';
import { eventually } from '../../bridge/test/eventually';
import { talk } from './support/audio';
import { FaultBench } from './support/faultBench';

jest.setTimeout(120_000);

describe("Plivo's socket dies", () => {
	let bundle: BundledBridge;
	let bench: FaultBench;

	beforeAll(() => {
		bundle = BundledBridge.build();
	});
	afterAll(() => bundle.remove());
	beforeEach(async () => {
		bench = await FaultBench.start(bundle, { BRIDGE_HEARTBEAT_MS: '2000' });
	});
	afterEach(async () => await bench.close());

	it.each(['by a reset', 'and nobody is told'])(
		"%s: the agent's call is ended, and the reason told",
		async (how) => {
			const way = await bench.proxyToBridge();
			const [lost, other] = [await bench.call({}, { plivo: way }), await bench.call()];
			await talk(lost, 5, 1);
			if (how === 'by a reset') way.cut();
			else way.forth.stalled = way.back.stalled = true;
			expect(await eventually('the agent is closed', () => lost.agent.closeCode)).toBe(1000);
			expect(await bench.reportOf(lost)).toMatchObject({
				endedBy: 'bridge',
				reason: 'stream-lost',
				framesFromCaller: 5,
				framesToCaller: 5,
			});
			await talk(other, 5, 2);
		},
	);
});

import { BundledBridge } from '../../bridge/test/bridgeProcess';
import { eventually } from '../../bridge/test/eventually';
import { talk } from './support/audio';
import { FaultBench } from './support/faultBench';
import { MemoryWatch } from './support/processFigures';

jest.setTimeout(240_000);

/** Calls after which the bridge has the memory that it works with. */
const FIRST = 500;
const CALLS = 2_000;
/** What the garbage collector has not got round to: 18 were seen, and 47 when each call was kept. */
const MOST_MEGABYTES = 32;

describe('a call that is over', () => {
	let bundle: BundledBridge;
	let bench: FaultBench;

	beforeAll(() => {
		bundle = BundledBridge.build();
	});
	afterAll(() => bundle.remove());
	beforeEach(async () => {
		bench = await FaultBench.start(bundle);
	});
	afterEach(async () => await bench.close());

	const shortCalls = async (count: number) => {
		for (let made = 0; made < count; made++) {
			const call = await bench.call();
			await talk(call, 5, made);
			call.plivo.socket.close(1000);
		}
	};
	const allAreOver = async (count: number) =>
		await eventually(
			'the end of all of them',
			() => bench.sink.accepted.filter(({ type }) => type === 'ended').length === count,
		);

	it(`leaves nothing behind, ${CALLS} times`, async () => {
		// What the calls of a process share is not thrown away while one goes on.
		await bench.call();
		await shortCalls(FIRST);
		await allAreOver(FIRST);
		const memory = new MemoryWatch(bench.bridge.child.pid as number);
		await shortCalls(CALLS).finally(() => memory.stop());
		await allAreOver(FIRST + CALLS);
		expect(await bench.control('status')).toMatchObject({ calls: 1 });
		expect(memory.mostGrowth).toBeLessThan(MOST_MEGABYTES);
	});
});

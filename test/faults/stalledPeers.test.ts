import { distinctBytes } from '../../bridge/test/audioSamples';
import { BundledBridge } from '../../bridge/test/bridgeProcess';
import { eventually } from '../../bridge/test/eventually';
import { answers, SECOND, talk } from './support/audio';
import { FaultBench, type FaultCall } from './support/faultBench';
import { MemoryWatch, STALLED_MEGABYTES } from './support/processFigures';

jest.setTimeout(120_000);

const OTHERS = 50;

describe('a peer that stalls costs a fixed amount and touches no other call', () => {
	let bundle: BundledBridge;
	let bench: FaultBench;
	let others: FaultCall[];
	let memory: MemoryWatch;

	beforeAll(() => {
		bundle = BundledBridge.build();
	});
	afterAll(() => bundle.remove());
	beforeEach(async () => {
		bench = await FaultBench.start(bundle, { BRIDGE_PLAYBACK_STALL_MS: '4000' });
		others = await bench.calls(OTHERS);
		await allTalk(1);
		memory = new MemoryWatch(bench.bridge.child.pid as number);
	});
	afterEach(async () => {
		memory.stop();
		await bench.close();
	});

	const allTalk = async (seed: number) => {
		await Promise.all(others.map((call, index) => talk(call, 10, seed * 1_000 + index)));
	};
	const expectOthersUntouched = async () => {
		for (const { plivo } of others) plivo.socket.close(1000);
		for (const call of others) {
			expect(await bench.reportOf(call)).toMatchObject({
				reason: 'caller-hangup',
				framesFromCaller: 30,
				framesToCaller: 30,
				droppedFrames: 0,
				discardedMs: 0,
			});
		}
	};

	it('Plivo does not read: the agent waits, and the call is given up', async () => {
		const way = await bench.proxyToBridge();
		const stalled = await bench.call({}, { plivo: way });
		way.back.stalled = true;
		const sentence = distinctBytes(20 * SECOND, 5);
		for (let sent = 0; sent < 300; sent++) {
			stalled.agent.speak(sentence);
			// What Plivo holds is as good as nothing: more may follow at once.
			stalled.agent.tell({ type: 'playback_clear_buffer' });
		}
		await allTalk(2);
		expect(memory.mostGrowth).toBeLessThan(STALLED_MEGABYTES);
		expect(await bench.reportOf(stalled)).toMatchObject({ endedBy: 'bridge', reason: 'stalled' });
		expect(await eventually('the agent is closed', () => stalled.agent.closeCode)).toBeDefined();
		await allTalk(3);
		await expectOthersUntouched();
	});

	it('the agent sends two hours at once: most of it waits on its own side', async () => {
		const { agent } = await bench.call();
		const sentence = distinctBytes(20 * SECOND, 8);
		for (let sent = 0; sent < 360; sent++) agent.speak(sentence);
		await allTalk(2);
		let left = 0;
		let looks = 0;
		await eventually('nothing of it moves any more', () => {
			looks = agent.socket.bufferedAmount === left ? looks + 1 : 0;
			left = agent.socket.bufferedAmount;
			return looks > 200;
		});
		await allTalk(3);
		expect(agent.socket.bufferedAmount).toBeGreaterThan(100 * sentence.length);
		expect(memory.mostGrowth).toBeLessThan(STALLED_MEGABYTES);
		await expectOthersUntouched();
	});

	it('the agent does not read: the oldest audio goes and is counted, and the latest comes when it reads again', async () => {
		const way = await bench.proxyToAgent();
		const stalled = await bench.call({}, { agent: way });
		way.forth.stalled = true;
		const words = distinctBytes(SECOND / 2, 6);
		for (let sent = 0; sent < 6_000; sent++) stalled.plivo.media(words);
		const last = distinctBytes(SECOND / 2, 7);
		stalled.plivo.media(last);
		const dropped = async () => {
			const path = `calls/${stalled.claims.callId}`;
			return (await bench.control<{ call: { droppedFrames: number } }>(path)).call.droppedFrames;
		};
		await answers(stalled.plivo);
		const lost = await dropped();
		expect(lost).toBeGreaterThan(0);
		await allTalk(2);
		expect(memory.mostGrowth).toBeLessThan(STALLED_MEGABYTES);
		way.forth.stalled = false;
		await eventually('the latest words arrive', () => stalled.agent.audio.at(-1)?.equals(last));
		await allTalk(3);
		await expectOthersUntouched();
		expect(await dropped()).toBe(lost);
	});
});

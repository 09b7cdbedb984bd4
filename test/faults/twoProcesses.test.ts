import { distinctBytes } from '../../bridge/test/audioSamples';
import { BundledBridge } from '../../bridge/test/bridgeProcess';
import { ProcessBench, SECRET, type ProcessCall } from '../../bridge/test/cluster/processBench';
import { eventually } from '../../bridge/test/eventually';
import { talk } from './support/audio';
import { expectNoSecrets } from './support/secrets';

jest.setTimeout(120_000);

describe('kill -9 of one of two processes', () => {
	let bundle: BundledBridge;
	let bench: ProcessBench;

	beforeAll(async () => {
		bundle = BundledBridge.build();
		bench = await ProcessBench.start(bundle);
	});
	afterAll(async () => {
		const secrets = [SECRET, new URL(bench.agent.joinUrl).pathname];
		await bench.close();
		bundle.remove();
		expectNoSecrets(bench.bridge, secrets);
	});

	it('under load ends its calls only; the others lose nothing, and new calls are taken at once', async () => {
		const calls: ProcessCall[] = [...(await bench.callInEach())];
		while (calls.length < 12) calls.push(await bench.call());
		const dying = bench.workerOf((calls[0] as ProcessCall).claims);
		const lost = calls.filter(({ claims }) => bench.workerOf(claims) === dying);
		const kept = calls.filter((call) => !lost.includes(call));
		const speech = distinctBytes(6_400, 5);
		for (const { plivo } of lost) plivo.media(speech);
		const conversations = kept.map(async (call, index) => await talk(call, 50, index + 1));
		process.kill(dying, 'SIGKILL');
		await Promise.all(conversations);
		for (const { plivo, agent } of lost) {
			await plivo.isClosed();
			await eventually('the agent learns of it', () => agent.closeCode);
		}
		const next = await bench.call();
		await talk(next, 5, 900);
		await eventually('another process is there', () => bench.bridge.workers.length === 3);
		await Promise.all(kept.map((call, index) => talk(call, 10, 500 + index)));
		for (const { plivo } of kept) plivo.socket.close(1000);
		for (const { claims } of kept) {
			const ended = await eventually('it is reported', () =>
				bench.sink.accepted.find(
					({ type, callId }) => type === 'ended' && callId === claims.callId,
				),
			);
			expect(ended.data.report).toMatchObject({ reason: 'caller-hangup', framesFromCaller: 60 });
		}
	});
});

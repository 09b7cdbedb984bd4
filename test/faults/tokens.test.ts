import { fallbackUrl, streamUrl } from '../../nodes/shared/streamToken';
import { BundledBridge } from '../../bridge/test/bridgeProcess';
import { FakePlivo, UpgradeRefused } from '../../bridge/test/fakes/fakePlivo';
import { talk } from './support/audio';
import { FaultBench, SECRET } from './support/faultBench';

jest.setTimeout(120_000);

describe('no one gets in', () => {
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

	const base = async () => `ws://127.0.0.1:${await bench.bridge.port()}`;
	const soon = () => new Date(Date.now() + 60_000);
	const refusal = async (url: string) =>
		await FakePlivo.connect(url).then(
			() => undefined,
			(error: UpgradeRefused) => error,
		);

	const TOKENS: Array<[string, () => Promise<string>]> = [
		[
			'expired',
			async () => {
				const now = new Date(Date.now() - 120_000);
				const expiresAt = new Date(Date.now() - 60_000);
				return streamUrl(await base(), bench.claims(), { secret: SECRET, expiresAt, now });
			},
		],
		[
			'for something else',
			async () => {
				const claims = { ...bench.claims(), xml: '<Response/>' };
				const url = fallbackUrl(await base().then((url) => url.replace('ws', 'http')), claims, {
					secret: SECRET,
					expiresAt: soon(),
				});
				return url.replace('http', 'ws').replace('/fallback/', '/stream/');
			},
		],
		['truncated', async () => (await bench.streamUrl(bench.claims())).slice(0, -5)],
		[
			'forged',
			async () =>
				streamUrl(await base(), bench.claims(), {
					secret: 'a secret of somebody else',
					expiresAt: soon(),
				}),
		],
		[
			'altered',
			async () => {
				const url = await bench.streamUrl(bench.claims());
				return url.slice(0, -40) + 'A'.repeat(40);
			},
		],
	];

	it.each(TOKENS)('with a token that is %s: 401, and nothing else', async (_how, url) => {
		const refused = await refusal(await url());
		expect(refused?.status).toBe(401);
		expect(refused?.body).not.toContain(bench.agent.joinUrl);
		expect(await bench.control('status')).toMatchObject({ calls: 0, waitingStreams: 0 });
		expect(bench.agent.connections).toEqual([]);
		expect(bench.sink.deliveries).toEqual([]);
	});

	it('a second time with a token that is spent, while the call lives and after it', async () => {
		const call = await bench.call();
		expect(await bench.connectStatus(call.claims)).toBe(401);
		await talk(call, 5, 1);
		call.plivo.socket.close(1000);
		await bench.reportOf(call);
		expect(await bench.connectStatus(call.claims)).toBe(401);
		expect(bench.agent.connections).toHaveLength(1);
	});

	it("but Plivo's own retries do, when the network breaks before the start", async () => {
		const way = await bench.proxyToBridge();
		const claims = bench.claims();
		for (let connect = 1; connect <= 2; connect++) {
			const plivo = await bench.connect(claims, way);
			way.cut();
			await plivo.isClosed();
		}
		const plivo = await bench.connect(claims, way);
		plivo.start({ callId: claims.callUuid });
		const agent = await bench.agent.connected();
		await agent.isOpen();
		await talk({ claims, plivo, agent }, 5, 1);
		expect(await bench.connectStatus(claims, way)).toBe(401);
	});
});

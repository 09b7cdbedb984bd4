import type { Ledger } from '../../src/call/callLedger';
import { eventually } from '../eventually';
import { TestBench } from '../testBench';

describe('a bridge that stops while another process is asked whether a stream may start', () => {
	let bench: TestBench;
	/** Answers the question. */
	let answer: ((admitted: boolean) => void) | undefined;
	const claimed: string[] = [];
	const start = async (closeTimeoutMs: number) => {
		answer = undefined;
		claimed.length = 0;
		const ledger: Ledger = {
			connect: () => undefined,
			spend: async () => await new Promise((resolve) => (answer = resolve)),
			disown: () => undefined,
			claim: (name, owner) => claimed.push(`${owner}: ${name}`) > 0,
		};
		bench = await TestBench.start(
			{ limits: { closeTimeoutMs } },
			{
				ledger: () => ledger,
				share: async (routes) => await Promise.resolve({ routes, close: async () => {} }),
				tellLoad: () => {},
			},
		);
		const claims = bench.claims();
		const plivo = await bench.connect(claims);
		plivo.start({ callId: claims.callUuid });
		const say = await eventually('it is asked', () => answer);
		return { plivo, say, lost: `lost: lost stream ${claims.callId}` };
	};
	afterEach(async () => {
		answer?.(false);
		await bench.close();
	});

	const expectToldAndNotDialled = async () => {
		expect(await bench.sink.report()).toMatchObject({ reason: 'bridge-shutdown', durationMs: 0 });
		expect(bench.agent.connections).toEqual([]);
	};

	it('waits for the answer, though the socket is gone, and tells n8n of the end', async () => {
		const { plivo, say, lost } = await start(20);
		let stopped = false;
		const stopping = bench.bridge.close({ now: true }).then(() => (stopped = true));
		await plivo.isClosed();
		await eventually('it still answers', async () => {
			const health = await fetch(`${bench.httpUrl}/healthz`);
			return health.ok;
		});
		expect(stopped).toBe(false);
		say(true);
		await stopping;
		await expectToldAndNotDialled();
		expect(claimed).toEqual([lost]);
	});

	it('starts no call when the answer comes before the socket is gone', async () => {
		const { say } = await start(5_000);
		const stopping = bench.bridge.close({ now: true });
		say(true);
		await stopping;
		await expectToldAndNotDialled();
	});
});

import { eventually } from './eventually';
import { FakePlivo, UpgradeRefused } from './fakes/fakePlivo';
import { TestBench } from './testBench';

describe('shutdown', () => {
	let bench: TestBench;
	afterEach(async () => await bench.close());

	it('ends calls with 1001, tells the agent, and delivers the last event', async () => {
		bench = await TestBench.start();
		const { plivo, agent } = await bench.call();
		await bench.bridge.close();
		expect(await plivo.isClosed()).toEqual({ code: 1001, reason: 'bridge-shutdown' });
		expect(await eventually('the agent is closed', () => agent.closeCode)).toBe(1000);
		expect(await bench.sink.report()).toMatchObject({
			endedBy: 'bridge',
			reason: 'bridge-shutdown',
		});
		await expect(fetch(`${bench.httpUrl}/healthz`)).rejects.toThrow();
	});

	it('closes sockets that wait for their start', async () => {
		bench = await TestBench.start();
		const plivo = await bench.connect(bench.claims());
		await bench.bridge.close();
		expect((await plivo.isClosed()).code).toBe(1001);
	});

	it('refuses new streams with 503 while events are still delivered', async () => {
		bench = await TestBench.start({ limits: { drainMs: 60_000 } });
		bench.sink.answers = Array.from({ length: 1_000 }, () => 503);
		await bench.call();
		const closed = bench.bridge.close();
		await eventually('the call is over', () => bench.bridge.callCount === 0);
		const connecting = FakePlivo.connect(bench.streamUrl(bench.claims()));
		await expect(connecting).rejects.toThrow(UpgradeRefused);
		await connecting.catch(({ status }: UpgradeRefused) => expect(status).toBe(503));
		const ready = await fetch(`${bench.httpUrl}/readyz`);
		expect([ready.status, await ready.json()]).toEqual([503, { status: 'draining' }]);
		// Alive it is: nobody must restart it.
		expect((await fetch(`${bench.httpUrl}/healthz`)).status).toBe(200);
		bench.sink.answers = [];
		await closed;
		expect(bench.sink.accepted.map(({ type }) => type)).toEqual(['started', 'quality', 'ended']);
	});

	it('gives up what nobody takes in time, and says so', async () => {
		bench = await TestBench.start({ limits: { drainMs: 30, eventTimeoutMs: 600_000 } });
		bench.sink.hang = true;
		await bench.call();
		await bench.bridge.close();
		expect(bench.logLines.join('')).toContain('"lost":3');
		await eventually('the POST under way is broken off', () => bench.sink.brokenOff === 1);
	});

	it('does not wait for a caller or an agent that answers nothing', async () => {
		bench = await TestBench.start({ limits: { closeTimeoutMs: 100 } });
		const { plivo, agent } = await bench.call();
		plivo.socket.pause();
		agent.socket.pause();
		await bench.bridge.close();
		expect((await bench.sink.report()).reason).toBe('bridge-shutdown');
	});
});

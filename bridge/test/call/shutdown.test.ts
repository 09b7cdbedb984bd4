import { distinctBytes } from '../audioSamples';
import { eventually } from '../eventually';
import { UpgradeRefused } from '../fakes/fakePlivo';
import { TestBench } from '../testBench';
import { agentHears, hears, nextAgent, resumable } from './support';

const LONG_MS = 600_000;

describe('a bridge that stops', () => {
	let bench: TestBench;
	const start = async (limits: object = {}) => {
		bench = await TestBench.start({ limits: { graceMs: LONG_MS, ...limits } });
	};
	/** Has been told to stop; resolves to true when it has. */
	const stopping = () => {
		let stopped = false;
		void bench.bridge.close().then(() => (stopped = true));
		return () => stopped;
	};
	afterEach(async () => await bench.close());

	it('takes no new calls, lets the others go on, and stops when they are over', async () => {
		await start();
		const { plivo, agent } = await bench.call();
		const stopped = stopping();
		await expect(bench.connect(bench.claims())).rejects.toThrow(UpgradeRefused);
		expect((await fetch(`${bench.httpUrl}/readyz`)).status).toBe(503);
		const words = distinctBytes(640);
		plivo.media(words);
		await agentHears(agent, words);
		const speech = distinctBytes(640, 2);
		agent.speak(speech);
		await hears(plivo, speech);
		expect(stopped()).toBe(false);
		plivo.socket.close(1000);
		await eventually('the bridge has stopped', stopped);
		expect(bench.sink.accepted.at(-1)?.type).toBe('ended');
		expect((await bench.sink.report()).reason).toBe('caller-hangup');
	});

	it('lets a stream start that is connected already', async () => {
		await start();
		const claims = bench.claims();
		const plivo = await bench.connect(claims);
		const stopped = stopping();
		plivo.start({ callId: claims.callUuid });
		await bench.sink.event('started');
		const agent = await bench.agent.connected();
		const speech = distinctBytes(640);
		agent.speak(speech);
		await hears(plivo, speech);
		expect(stopped()).toBe(false);
		plivo.socket.close(1000);
		await eventually('the bridge has stopped', stopped);
		expect((await bench.sink.report()).reason).toBe('caller-hangup');
	});

	it('hears a farewell to its end', async () => {
		await start();
		const { plivo, agent } = await bench.call();
		agent.speak(distinctBytes(640));
		agent.socket.close(1000);
		const { name } = await plivo.hasEvent('checkpoint');
		const stopped = stopping();
		plivo.send({ event: 'playedStream', name });
		expect((await plivo.isClosed()).code).toBe(1000);
		await eventually('the bridge has stopped', stopped);
		expect((await bench.sink.report()).reason).toBe('agent-ended');
	});

	it('replaces a lost agent also then', async () => {
		await start({ resumeMs: LONG_MS });
		resumable(bench);
		const { plivo, agent } = await bench.call({ resume: true });
		const stopped = stopping();
		agent.socket.terminate();
		const next = await nextAgent(bench);
		const speech = distinctBytes(640);
		next.speak(speech);
		await hears(plivo, speech);
		plivo.socket.close(1000);
		await eventually('the bridge has stopped', stopped);
	});

	it('ends what is left after the grace period, with 1001', async () => {
		await start({ graceMs: 50 });
		const { plivo, agent } = await bench.call();
		const stopped = stopping();
		expect(await plivo.isClosed()).toEqual({ code: 1001, reason: 'bridge-shutdown' });
		expect(await eventually('the agent is closed', () => agent.closeCode)).toBe(1000);
		await eventually('the bridge has stopped', stopped);
		expect((await bench.sink.report()).reason).toBe('bridge-shutdown');
	});

	it('ends everything at once when it is told so while it waits', async () => {
		await start();
		const { plivo } = await bench.call();
		const waiting = await bench.connect(bench.claims());
		const stopped = stopping();
		expect(plivo.closed).toBeUndefined();
		await bench.bridge.close({ now: true });
		expect([(await plivo.isClosed()).code, (await waiting.isClosed()).code]).toEqual([1001, 1001]);
		await eventually('the bridge has stopped', stopped);
		expect(bench.sink.accepted.at(-1)?.type).toBe('ended');
	});

	it('does not wait long for n8n then', async () => {
		await start({ drainMs: LONG_MS });
		bench.sink.hang = true;
		await bench.call();
		const stopped = stopping();
		await bench.bridge.close({ now: true });
		await eventually('the bridge has stopped', stopped);
	});
});

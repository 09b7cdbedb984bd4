import { distinctBytes } from '../audioSamples';
import { eventually } from '../eventually';
import { TestBench } from '../testBench';
import { hears, liveCall } from './support';

describe('a call', () => {
	let bench: TestBench;
	afterEach(async () => await bench.close());

	it('without any media of Plivo is ended', async () => {
		bench = await TestBench.start({ limits: { idleMediaMs: 1_000 } });
		const { plivo, agent } = await bench.call();
		expect(await plivo.isClosed()).toEqual({ code: 1000, reason: 'no-audio' });
		expect(await eventually('the agent is closed', () => agent.closeCode)).toBe(1000);
		expect(await bench.sink.report()).toMatchObject({ endedBy: 'bridge', reason: 'no-audio' });
	});

	it('that is too long is ended when what was said has been heard', async () => {
		bench = await TestBench.start({ limits: { callMs: 1_500 } });
		const { plivo, agent } = await bench.call();
		agent.speak(distinctBytes(640));
		const checkpoint = await plivo.hasEvent('checkpoint');
		expect(await eventually('the agent is closed', () => agent.closeCode)).toBe(1000);
		expect(plivo.closed).toBeUndefined();
		plivo.send({ event: 'playedStream', name: checkpoint.name });
		expect(await plivo.isClosed()).toEqual({ code: 1000, reason: 'too-long' });
		expect(await bench.sink.report()).toMatchObject({ endedBy: 'bridge', reason: 'too-long' });
	});

	it('that is too long does not wait for a Plivo that reports nothing', async () => {
		bench = await TestBench.start({ limits: { callMs: 1_500, farewellGraceMs: 10 } });
		const { plivo, agent } = await bench.call();
		agent.speak(distinctBytes(640));
		expect((await plivo.isClosed()).reason).toBe('too-long');
	});

	it('that is too long ends although neither side answers', async () => {
		bench = await TestBench.start({
			limits: { callMs: 1_500, farewellGraceMs: 10, closeTimeoutMs: 50 },
		});
		const { plivo, agent } = await bench.call();
		plivo.socket.pause();
		agent.socket.pause();
		expect((await bench.sink.report()).reason).toBe('too-long');
		await eventually('no call is left', () => bench.bridge.callCount === 0);
	});

	it('whose Plivo takes nothing any more is ended, and others are not touched', async () => {
		bench = await TestBench.start({ limits: { playbackStallMs: 300 } });
		const stalled = await bench.call({ contentType: 'audio/x-l16;rate=8000' });
		const other = await bench.call();
		stalled.plivo.socket.pause();
		const sentence = Buffer.alloc(16_000 * 20, 1);
		// More than the kernel holds.
		for (let sent = 0; sent < 60; sent++) {
			stalled.agent.speak(sentence);
			stalled.agent.tell({ type: 'playback_clear_buffer' });
		}
		expect((await bench.sink.report()).reason).toBe('stalled');
		expect(await eventually('the agent is closed', () => stalled.agent.closeCode)).toBe(1000);
		const speech = distinctBytes(640);
		other.agent.speak(speech);
		await hears(other.plivo, speech);
	});

	it('keeps less than 20 s at Plivo, and the agent waits when the rest is too much', async () => {
		bench = await TestBench.start({ limits: { playbackQueueMs: 20_000 } });
		const call = await bench.call();
		const sentence = distinctBytes(32_000 * 60);
		const beganAt = performance.now();
		for (let start = 0; start < sentence.length; start += 32_000) {
			call.agent.speak(sentence.subarray(start, start + 32_000));
		}
		await eventually('audio arrives', () => call.plivo.heard.length > 32_000 * 18);
		const early = call.plivo.heard.length;
		expect(early / 32 - (performance.now() - beganAt)).toBeLessThan(20_000);
		expect(liveCall(bench, call).status().aheadMs).toBeLessThan(20_000);
		await eventually('more arrives as it is played', () => call.plivo.heard.length > early);
		expect(call.plivo.heard.equals(sentence.subarray(0, call.plivo.heard.length))).toBe(true);
	});

	it('can be hung up', async () => {
		bench = await TestBench.start();
		const call = await bench.call();
		const live = liveCall(bench, call);
		live.hangUp();
		live.hangUp();
		expect(await call.plivo.isClosed()).toEqual({ code: 1000, reason: 'hung-up' });
		expect(await eventually('the agent is closed', () => call.agent.closeCode)).toBe(1000);
		expect(await bench.sink.report()).toMatchObject({ endedBy: 'bridge', reason: 'hung-up' });
		expect(bench.bridge.find(call.claims.callId)).toBeUndefined();
	});
});

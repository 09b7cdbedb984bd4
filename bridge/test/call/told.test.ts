import type { BridgeQuality } from '../../../nodes/shared/bridgeEvents';
import type { AudioTap } from '../../src/call/audioTap';
import type { CallNews } from '../../src/call/callFeed';
import type { RelayCall } from '../../src/call/relayCall';
import { decodeMulaw, encodeMulaw } from '../../src/plivo/mulaw';
import { distinctBytes } from '../audioSamples';
import { eventually } from '../eventually';
import { TestBench } from '../testBench';
import { hears, liveCall, settled } from './support';

/** Puts what it hears on two tracks, as a recording does. */
class Tracks implements AudioTap {
	caller = Buffer.alloc(0);
	played: Array<{ pcm: Buffer; atMs: number }> = [];
	cleared: number[] = [];
	ends = 0;

	onCallerAudio(pcm: Buffer): void {
		this.caller = Buffer.concat([this.caller, pcm]);
	}

	onPlayedAudio(pcm: Buffer, playsAtMs: number): void {
		this.played.push({ pcm: Buffer.from(pcm), atMs: playsAtMs });
	}

	onCleared(atMs: number): void {
		this.cleared.push(atMs);
		this.played = this.played.filter((piece) => piece.atMs < atMs);
	}

	onEnd(): void {
		this.ends += 1;
	}

	get agent(): Buffer {
		return Buffer.concat(this.played.map(({ pcm }) => pcm));
	}
}

describe('what is told of a call', () => {
	let bench: TestBench;
	const start = async (limits: object = {}) => {
		bench = await TestBench.start({ limits });
	};
	afterEach(async () => await bench.close());

	it('states of the agent, once each', async () => {
		await start();
		const call = await bench.call();
		expect(liveCall(bench, call).status().agentState).toBeNull();
		for (const state of ['listening', 'listening', 'speaking']) {
			call.agent.tell({ type: 'state', state });
		}
		await settled(call);
		expect(liveCall(bench, call).status().agentState).toBe('speaking');
		await eventually('both are told', () => bench.sink.accepted.length === 3);
		expect(bench.sink.accepted.slice(1).map(({ type, data }) => [type, data])).toEqual([
			['state', { state: 'listening' }],
			['state', { state: 'speaking' }],
		]);
	});

	it('forty characters of a state, and nothing when only what follows them changes', async () => {
		await start();
		const call = await bench.call();
		const state = 's'.repeat(40);
		for (const end of ['', 'a', 'b']) call.agent.tell({ type: 'state', state: state + end });
		call.agent.tell({ type: 'state', state: 'listening' });
		const told = () => bench.sink.accepted.filter(({ type }) => type === 'state');
		const states = () => told().map(({ data }) => data.state);
		await eventually('the last is told', () => states().at(-1) === 'listening');
		expect(states()).toEqual([state, 'listening']);
	});

	it('tools that the agent wants', async () => {
		await start();
		const { agent } = await bench.call();
		const [toolName, invocationId] = ['t'.repeat(300), 'i'.repeat(300)];
		agent.tell({ type: 'client_tool_invocation', toolName, invocationId, parameters: {} });
		expect((await bench.sink.event('tool')).data).toEqual({
			toolName: 't'.repeat(200),
			invocationId: 'i'.repeat(200),
		});
		const answer = await eventually('it is answered', () => agent.messages[0]);
		expect(answer).toMatchObject({ type: 'client_tool_result', invocationId });
	});

	it('interruptions, and how much was never heard', async () => {
		await start();
		const { plivo, agent } = await bench.call();
		const sentence = Buffer.alloc(32_000 * 30, 1);
		agent.speak(sentence);
		agent.tell({ type: 'playback_clear_buffer' });
		const { discardedMs } = (await bench.sink.event('barge-in')).data as { discardedMs: number };
		expect(discardedMs).toBeGreaterThan(5_000);
		expect(discardedMs).toBeLessThanOrEqual(30_000);
		plivo.socket.close(1000);
		expect(await bench.sink.report()).toMatchObject({ bargeIns: 1, discardedMs });
	});

	it('how good the line was, now and then and at the end', async () => {
		await start({ qualityMs: 50, mediaGapMs: 20, callerQueueMs: 40 });
		const { plivo, agent } = await bench.call();
		await eventually('silence covers a pause', () => agent.audio.length > 0);
		plivo.media(distinctBytes(640));
		await eventually(
			'it is told several times',
			() => bench.sink.accepted.filter(({ type }) => type === 'quality').length > 2,
		);
		plivo.socket.close(1000);
		await bench.sink.event('ended');
		const told = bench.sink.accepted.filter(({ type }) => type === 'quality');
		const qualities = told.map(({ data }) => data as unknown as BridgeQuality);
		expect(Object.keys(qualities[0] ?? {}).sort()).toEqual([
			'addedLatencyMs',
			'droppedFrames',
			'gaps',
			'jitterMs',
		]);
		expect(qualities.reduce((sum, { gaps }) => sum + gaps, 0)).toBeGreaterThan(0);
		expect(Math.max(...qualities.map(({ addedLatencyMs }) => addedLatencyMs))).toBeGreaterThan(0);
		expect(bench.sink.accepted.slice(-2).map(({ type }) => type)).toEqual(['quality', 'ended']);
	});

	it('everything at once, to whoever watches', async () => {
		await start();
		const news: CallNews[] = [];
		const unsubscribe = bench.bridge.feed.subscribe((item) => news.push(item));
		const call = await bench.call();
		const live = liveCall(bench, call);
		live.mute(true);
		const piece = { type: 'transcript', role: 'user', ordinal: 0 };
		call.agent.tell({ ...piece, text: 'He', final: false });
		call.agent.tell({ ...piece, delta: 'llo', final: true });
		await settled(call);
		expect(live.transcript()).toEqual([{ role: 'user', text: 'Hello', ordinal: 0 }]);
		live.hangUp();
		await eventually('its end is told', () => news.at(-1)?.type === 'ended');
		expect(news[0]).toEqual({ type: 'call-started', call: live });
		expect(news.every((item) => item.call === live)).toBe(true);
		expect(news.filter(({ type }) => type === 'transcript')).toEqual([
			{
				type: 'transcript',
				call: live,
				line: { role: 'user', text: 'He', ordinal: 0 },
				final: false,
			},
			{
				type: 'transcript',
				call: live,
				line: { role: 'user', text: 'Hello', ordinal: 0 },
				final: true,
			},
		]);
		expect(news.some(({ type }) => type === 'update')).toBe(true);
		unsubscribe();
		const before = news.length;
		await bench.call();
		expect(news.length).toBe(before);
	});

	it('the call as it is', async () => {
		await start();
		const call = await bench.call();
		const live = liveCall(bench, call);
		expect([...bench.bridge.calls()]).toEqual([live]);
		call.plivo.media(distinctBytes(640));
		call.plivo.press('1');
		await settled(call);
		const { claims } = call;
		expect(live.sampleRate).toBe(16_000);
		expect(live.status()).toEqual({
			callId: claims.callId,
			callUuid: claims.callUuid,
			startedAt: expect.stringMatching(/^\d{4}-.*Z$/),
			durationMs: expect.any(Number),
			contentType: claims.contentType,
			connected: true,
			muted: false,
			held: false,
			agentState: null,
			bargeIns: 0,
			resumes: 0,
			droppedFrames: 0,
			callerLevel: null,
			agentLevel: null,
			addedLatencyMs: expect.any(Number),
			aheadMs: 0,
			digitCount: 1,
		});
	});

	describe('to taps', () => {
		it.each(['audio/x-l16;rate=16000', 'audio/x-mulaw;rate=8000'] as const)(
			'both sides as they are heard: %s',
			async (contentType) => {
				await start();
				const mulaw = contentType.includes('mulaw');
				const call = await bench.call({ contentType });
				const live = liveCall(bench, call);
				const tracks = new Tracks();
				live.addTap(tracks);
				const words = distinctBytes(640);
				const speech = distinctBytes(6_400, 2);
				call.plivo.media(words);
				live.mute(true);
				call.plivo.media(words);
				call.agent.speak(speech);
				await settled(call);
				const said = mulaw ? decodeMulaw(words) : words;
				expect(tracks.caller.equals(Buffer.concat([said, said]))).toBe(true);
				const heard = mulaw ? decodeMulaw(encodeMulaw(speech)) : speech;
				expect(tracks.agent.equals(heard)).toBe(true);
				const { callerLevel, agentLevel } = live.status();
				expect([callerLevel, agentLevel].every((level) => (level ?? 0) > 0.5)).toBe(true);
				call.plivo.socket.close(1000);
				await eventually('the end is told', () => tracks.ends === 1);
			},
		);

		it('what is cleared before it is heard is not', async () => {
			await start();
			const call = await bench.call();
			const tracks = new Tracks();
			liveCall(bench, call).addTap(tracks);
			call.agent.speak(Buffer.alloc(32_000 * 30, 1));
			call.agent.tell({ type: 'playback_clear_buffer' });
			const speech = distinctBytes(640);
			call.agent.speak(speech);
			await hears(call.plivo, speech);
			expect(tracks.cleared).toHaveLength(1);
			expect(tracks.agent.length).toBeLessThan(32_000 * 10);
			expect(tracks.agent.subarray(-640).equals(speech)).toBe(true);
			expect(tracks.played.at(-1)?.atMs).toBeGreaterThanOrEqual(tracks.cleared[0] ?? 0);
		});

		it('the caller also during the farewell', async () => {
			await start();
			const call = await bench.call();
			const tracks = new Tracks();
			liveCall(bench, call).addTap(tracks);
			call.agent.speak(distinctBytes(640));
			call.agent.socket.close(1000);
			await call.plivo.hasEvent('checkpoint');
			const goodbye = distinctBytes(640, 5);
			call.plivo.media(goodbye);
			await eventually('it is heard', () => tracks.caller.equals(goodbye));
			expect(tracks.ends).toBe(0);
		});

		it('and while there are none, audio takes the short ways past everybody', async () => {
			await start();
			const call = await bench.call();
			const live = liveCall(bench, call) as RelayCall;
			const { fromCaller, playback } = live.audio;
			const ways = () => [
				(fromCaller as unknown as { direct: boolean }).direct,
				(playback.shortcut as unknown as { open: boolean }).open,
			];
			expect(ways()).toEqual([true, true]);
			const tracks = new Tracks();
			live.addTap(tracks);
			expect(ways()).toEqual([false, false]);
			live.removeTap(tracks);
			expect(ways()).toEqual([true, true]);
			live.mute(true);
			live.hold(true);
			live.mute(false);
			expect(ways()).toEqual([false, true]);
			live.hold(false);
			expect(ways()).toEqual([true, true]);
		});

		it('nothing any more once they are removed', async () => {
			await start();
			const call = await bench.call();
			const live = liveCall(bench, call);
			const tracks = new Tracks();
			live.addTap(tracks);
			live.removeTap(tracks);
			call.plivo.media(distinctBytes(640));
			await settled(call);
			expect(tracks.caller.length).toBe(0);
			expect(live.status().callerLevel).toBeNull();
		});
	});
});

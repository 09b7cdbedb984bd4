import { distinctBytes } from '../audioSamples';
import { loopOf } from '../../src/sound/loops';
import { eventually } from '../eventually';
import { TestBench, type BenchCall } from '../testBench';
import { agentHears, hears, liveCall, settled } from './support';

const MUSIC = loopOf('music', 16_000);
const SECOND = 32_000;

/** What came after the last clearAudio, if there was one. */
function sinceCleared({ plivo }: BenchCall): Buffer {
	const kinds = plivo.events.map(({ event }) => event);
	const before = kinds
		.slice(0, Math.max(0, kinds.lastIndexOf('clearAudio')))
		.filter((event) => event === 'playAudio').length;
	const later = plivo.mediaOf().slice(before);
	return Buffer.concat(later.map(({ payload }) => Buffer.from(payload, 'base64')));
}

describe('hold', () => {
	let bench: TestBench;
	let call: BenchCall;
	beforeEach(async () => {
		bench = await TestBench.start();
		call = await bench.call();
	});
	afterEach(async () => await bench.close());

	const agentSpeaks = async () => {
		const words = distinctBytes(640, 9);
		call.agent.speak(words);
		await hears(call.plivo, words);
	};
	const musicPlays = async () =>
		await eventually('music plays', () => sinceCleared(call).length >= SECOND / 2);

	it('cuts the agent off and plays music, at most a second ahead', async () => {
		call.agent.speak(distinctBytes(20 * 640));
		await eventually('speech arrives', () => call.plivo.heard.length === 20 * 640);
		const live = liveCall(bench, call);
		live.hold(true);
		expect(live.status().held).toBe(true);
		await musicPlays();
		expect(call.plivo.eventsOf('clearAudio')).toHaveLength(1);
		expect(live.status().aheadMs).toBeLessThanOrEqual(1_000);
		const before = sinceCleared(call).length;
		await eventually('music goes on', () => sinceCleared(call).length > before + SECOND);
		const music = sinceCleared(call);
		expect(music.equals(MUSIC.subarray(0, music.length))).toBe(true);
	});

	it('gives the agent silence, drops what it says, and counts that', async () => {
		const live = liveCall(bench, call);
		live.hold(true);
		call.plivo.media(distinctBytes(640, 3));
		call.agent.speak(distinctBytes(10 * 640, 4));
		await settled(call);
		expect(call.agent.audio).toEqual([Buffer.alloc(640)]);
		await musicPlays();
		const music = sinceCleared(call);
		expect(music.equals(MUSIC.subarray(0, music.length))).toBe(true);
		call.plivo.socket.close(1000);
		expect((await bench.sink.report()).discardedMs).toBe(200);
	});

	it('ends with the music cut off, and both hear each other again', async () => {
		await agentSpeaks();
		const live = liveCall(bench, call);
		live.hold(true);
		await musicPlays();
		live.hold(false);
		expect(live.status().held).toBe(false);
		await eventually('the music is cleared', () => call.plivo.eventsOf('clearAudio').length === 2);
		const speech = distinctBytes(640, 5);
		call.agent.speak(speech);
		await hears(call.plivo, speech);
		expect(sinceCleared(call).equals(speech)).toBe(true);
		const words = distinctBytes(640, 6);
		call.plivo.media(words);
		await agentHears(call.agent, words);
	});

	it('keeps samples whole although chunks of odd length came before and meanwhile', async () => {
		const speech = distinctBytes(301 + 333 + 640);
		const live = liveCall(bench, call);
		call.agent.speak(speech.subarray(0, 301));
		await eventually('speech arrives', () => call.plivo.heard.length === 300);
		live.hold(true);
		await musicPlays();
		call.agent.speak(speech.subarray(301, 634));
		await settled(call);
		live.hold(false);
		call.agent.speak(speech.subarray(634));
		await hears(call.plivo, speech.subarray(634));
	});

	it('barge-in meanwhile does not touch the music, and lets nothing of the agent through', async () => {
		await agentSpeaks();
		const live = liveCall(bench, call);
		live.hold(true);
		await musicPlays();
		call.agent.speak(distinctBytes(640, 3));
		call.agent.tell({ type: 'playback_clear_buffer' });
		call.agent.speak(distinctBytes(640, 4));
		await settled(call);
		expect((await bench.sink.event('barge-in')).data).toEqual({ discardedMs: 0 });
		expect(call.plivo.eventsOf('clearAudio')).toHaveLength(1);
		const music = sinceCleared(call);
		expect(music.equals(MUSIC.subarray(0, music.length))).toBe(true);
	});

	it('is cut off by the end of the call, which waits for no music', async () => {
		liveCall(bench, call).hold(true);
		await musicPlays();
		call.agent.socket.close(1000);
		expect((await call.plivo.isClosed()).code).toBe(1000);
		expect(call.plivo.eventsOf('checkpoint')).toEqual([]);
		expect((await bench.sink.report()).reason).toBe('agent-ended');
	});

	it('twice is once, and mute outlasts it', async () => {
		await agentSpeaks();
		const live = liveCall(bench, call);
		live.mute(true);
		live.hold(true);
		live.hold(true);
		await musicPlays();
		expect(call.plivo.eventsOf('clearAudio')).toHaveLength(1);
		live.hold(false);
		live.hold(false);
		call.plivo.media(distinctBytes(640));
		await agentHears(call.agent, Buffer.alloc(640));
		expect(live.status()).toMatchObject({ muted: true, held: false });
	});

	it('plays mu-law music where the stream is mu-law', async () => {
		call = await bench.call({ contentType: 'audio/x-mulaw;rate=8000' });
		liveCall(bench, call).hold(true);
		await eventually('music plays', () => call.plivo.heard.length >= 4_000);
		expect(call.plivo.mediaOf()[0]).toMatchObject({
			contentType: 'audio/x-mulaw',
			sampleRate: 8_000,
		});
		expect(new Set(call.plivo.heard).size).toBeGreaterThan(20);
	});

	it('survives a Plivo that takes nothing', async () => {
		const live = liveCall(bench, call);
		call.plivo.socket.pause();
		live.hold(true);
		live.hold(false);
		live.hold(true);
		call.plivo.socket.resume();
		await musicPlays();
		// The first music; before it and after it Plivo was given nothing to clear.
		expect(call.plivo.eventsOf('clearAudio')).toHaveLength(1);
	});
});

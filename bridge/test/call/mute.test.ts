import { distinctBytes } from '../audioSamples';
import { eventually } from '../eventually';
import { TestBench } from '../testBench';
import { agentHears, hears, liveCall, settled } from './support';

const SILENCE = Buffer.alloc(640);

describe('mute', () => {
	let bench: TestBench;
	afterEach(async () => await bench.close());

	it('gives the agent silence for every frame of the caller, and the caller back afterwards', async () => {
		bench = await TestBench.start();
		const call = await bench.call();
		const live = liveCall(bench, call);
		live.mute(true);
		expect(live.status().muted).toBe(true);
		for (let frame = 0; frame < 5; frame++) call.plivo.media(distinctBytes(640, frame + 1));
		await eventually('five frames arrive', () => call.agent.audio.length === 5);
		expect(call.agent.audio.every((frame) => frame.equals(SILENCE))).toBe(true);
		live.mute(false);
		const speech = distinctBytes(640, 9);
		call.plivo.media(speech);
		await agentHears(call.agent, speech);
		expect(live.status().muted).toBe(false);
	});

	it('keeps silence flowing when Plivo sends nothing', async () => {
		bench = await TestBench.start({ limits: { mediaGapMs: 20 } });
		const call = await bench.call();
		liveCall(bench, call).mute(true);
		await eventually('silence arrives', () => call.agent.audio.length > 10);
		expect(call.agent.heard.every((byte) => byte === 0)).toBe(true);
	});

	it.each(['muted', 'held'])('lets no keys pass while the caller is %s', async (how) => {
		bench = await TestBench.start({ limits: { dtmfFlushMs: 600_000 } });
		const call = await bench.call();
		const live = liveCall(bench, call);
		const silenced = (on: boolean) => (how === 'muted' ? live.mute(on) : live.hold(on));
		call.plivo.press('1');
		await settled(call);
		silenced(true);
		call.plivo.press('4929');
		await settled(call);
		silenced(false);
		call.plivo.press('2#');
		await eventually('the keys arrive', () => call.agent.messages.length === 2);
		expect(call.agent.messages.map(({ text }) => text)).toEqual([
			'DTMF received: 1',
			'DTMF received: 2#',
		]);
		const told = () => bench.sink.accepted.filter(({ type }) => type === 'dtmf');
		await eventually('n8n is told of all', () => told().length === 3);
		expect(told().map(({ data }) => data.digits)).toEqual(['1', '4929', '2#']);
		expect(live.status().digitCount).toBe(7);
		expect(JSON.stringify(live.status())).not.toContain('4929');
	});

	it('lets the agent be heard, and n8n told of keys', async () => {
		bench = await TestBench.start();
		const call = await bench.call();
		liveCall(bench, call).mute(true);
		call.plivo.press('42#');
		const speech = distinctBytes(640);
		call.agent.speak(speech);
		await hears(call.plivo, speech);
		expect((await bench.sink.event('dtmf')).data).toEqual({ digits: '42#' });
	});

	it('holds while the agent does not read, and when the call ends', async () => {
		bench = await TestBench.start({ limits: { callerQueueMs: 100, closeTimeoutMs: 100 } });
		const call = await bench.call();
		const live = liveCall(bench, call);
		const speech = distinctBytes(640);
		call.agent.socket.pause();
		live.mute(true);
		await eventually('the queue is full', () => {
			for (let frame = 0; frame < 500; frame++) call.plivo.media(speech);
			return live.status().droppedFrames > 0;
		});
		const pong = new Promise((resolve) => call.plivo.socket.once('pong', resolve));
		call.plivo.socket.ping();
		await pong;
		live.mute(false);
		call.agent.socket.resume();
		await settled(call);
		expect(call.agent.heard.every((byte) => byte === 0)).toBe(true);
		call.plivo.socket.close(1000);
		await bench.sink.report();
		live.mute(true);
		expect(live.status().muted).toBe(false);
	});
});

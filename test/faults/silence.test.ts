import { distinctBytes, framesOf } from '../../bridge/test/audioSamples';
import { BundledBridge } from '../../bridge/test/bridgeProcess';
import { eventually } from '../../bridge/test/eventually';
import { FRAME, settled } from './support/audio';
import { FaultBench, GAPS_FILLED, type FaultCall } from './support/faultBench';

jest.setTimeout(120_000);

const SILENCE = Buffer.alloc(FRAME);
const isSilence = (audio: Buffer) => audio.every((byte) => byte === 0);

describe('silence keeps flowing to the agent', () => {
	let bundle: BundledBridge;
	let bench: FaultBench;

	beforeAll(() => {
		bundle = BundledBridge.build();
	});
	afterAll(() => bundle.remove());
	afterEach(async () => await bench.close());

	const words = distinctBytes(FRAME * 10, 3);
	const order = async ({ claims }: FaultCall, command: string) =>
		await bench.control(`calls/${claims.callId}/${command}`, 'POST');
	const say = (call: FaultCall) => {
		for (const frame of framesOf(words, FRAME)) call.plivo.media(frame);
	};

	it('when Plivo sends nothing, and stops when it does again', async () => {
		bench = await FaultBench.start(bundle, GAPS_FILLED);
		const way = await bench.proxyToBridge();
		const call = await bench.call({}, { plivo: way });
		way.forth.stalled = true;
		say(call);
		await eventually('silence comes', () => call.agent.audio.length > 25);
		expect(call.agent.audio.every((audio) => audio.equals(SILENCE))).toBe(true);
		way.forth.stalled = false;
		await eventually('the words come', () => call.agent.heard.includes(words));
	});

	it.each([
		['muted', 'mute', 'unmute'],
		['held', 'hold', 'resume'],
	])('while the caller is %s, frame for frame', async (_how, begin, end) => {
		bench = await FaultBench.start(bundle);
		const call = await bench.call();
		await order(call, begin);
		say(call);
		await eventually('silence comes', () => call.agent.heard.length === words.length);
		expect(isSilence(call.agent.heard)).toBe(true);
		await order(call, end);
		say(call);
		await eventually('the words come', () => call.agent.heard.length === 2 * words.length);
		expect(call.agent.heard.subarray(words.length).equals(words)).toBe(true);
	});

	it('and a caller on hold hears music, nothing of the agent, and the agent again after it', async () => {
		bench = await FaultBench.start(bundle);
		const call = await bench.call();
		await order(call, 'hold');
		const aside = distinctBytes(FRAME, 4);
		call.agent.speak(aside);
		await settled(call);
		await eventually('music plays', () => call.plivo.heard.length > FRAME * 10);
		expect(isSilence(call.plivo.heard)).toBe(false);
		await order(call, 'resume');
		const answer = distinctBytes(FRAME, 5);
		call.agent.speak(answer);
		await eventually('the agent is heard', () => call.plivo.heard.subarray(-FRAME).equals(answer));
		expect(call.plivo.heard.includes(aside)).toBe(false);
		expect(call.plivo.events.map(({ event }) => event).slice(-2)).toEqual([
			'clearAudio',
			'playAudio',
		]);
	});
});

import { agentCallBody } from '../../nodes/shared/agentCall';
import { distinctBytes, framesOf } from '../../bridge/test/audioSamples';
import { BundledBridge } from '../../bridge/test/bridgeProcess';
import { eventually } from '../../bridge/test/eventually';
import { FRAME } from './support/audio';
import { FaultBench } from './support/faultBench';

jest.setTimeout(120_000);

describe('16 kHz from end to end', () => {
	let bundle: BundledBridge;
	let bench: FaultBench;

	beforeAll(async () => {
		bundle = BundledBridge.build();
		bench = await FaultBench.start(bundle);
	});
	afterAll(async () => {
		await bench.close();
		bundle.remove();
	});

	it('P2.12 16 kHz stays 16 kHz: the agent is asked for the same rate, and no byte changes either way', async () => {
		const contentType = 'audio/x-l16;rate=16000';
		const asked = agentCallBody({
			agentId: 'agent',
			audioPath: 'bridge',
			contentType,
			callUuid: 'call',
			templateContext: {},
			metadata: {},
			greeting: '',
			opening: { firstSpeakerSettings: {}, interruptible: true },
		});
		expect(asked.medium).toMatchObject({
			serverWebSocket: { inputSampleRate: 16_000, outputSampleRate: 16_000 },
		});
		const { plivo, agent } = await bench.call({ contentType });
		const words = distinctBytes(FRAME * 100, 1);
		const speech = distinctBytes(FRAME * 100, 2);
		for (const frame of framesOf(words, FRAME)) plivo.media(frame);
		for (const frame of framesOf(speech, FRAME)) agent.speak(frame);
		await eventually('the agent has heard it', () => agent.heard.length >= words.length);
		await eventually('the caller has heard it', () => plivo.heard.length >= speech.length);
		expect(agent.heard.equals(words)).toBe(true);
		expect(agent.audio.map(({ length }) => length)).toEqual(
			Array.from({ length: 100 }, () => FRAME),
		);
		expect(plivo.heard.equals(speech)).toBe(true);
		for (const media of plivo.mediaOf()) {
			expect(media).toMatchObject({ contentType: 'audio/x-l16', sampleRate: 16_000 });
		}
	});
});

import { distinctBytes } from '../audioSamples';
import { eventually } from '../eventually';
import { TestBench } from '../testBench';
import { agentHears, hears, settled } from './support';

const SILENCE = Buffer.alloc(640);

describe('an agent that is not interruptible', () => {
	let bench: TestBench;
	beforeEach(async () => {
		bench = await TestBench.start();
	});
	afterEach(async () => await bench.close());

	it('hears silence while the caller still hears it, and then the caller', async () => {
		const call = await bench.call({ notInterruptible: true });
		const first = distinctBytes(640, 1);
		call.plivo.media(first);
		await agentHears(call.agent, first);
		const sentence = distinctBytes(25 * 640, 2);
		call.agent.speak(sentence);
		await hears(call.plivo, sentence);
		call.plivo.media(distinctBytes(640, 3));
		await agentHears(call.agent, SILENCE);
		const later = distinctBytes(640, 4);
		await eventually('the caller is heard again', () => {
			call.plivo.media(later);
			return call.agent.audio.at(-1)?.equals(later);
		});
		const heard = call.agent.audio.slice(1);
		const silent = heard.findIndex((frame) => !frame.equals(SILENCE));
		expect(silent).toBeGreaterThan(0);
		expect(heard.slice(silent).every((frame) => frame.equals(later))).toBe(true);
	});

	it('hears the caller while it sends silence ahead', async () => {
		const call = await bench.call({ notInterruptible: true });
		const nothing = Buffer.alloc(640 * 500);
		call.agent.speak(nothing);
		await hears(call.plivo, nothing);
		const words = distinctBytes(640, 6);
		call.plivo.media(words);
		await agentHears(call.agent, words);
		expect(call.agent.audio).toEqual([words]);
	});

	it('gets keys while it speaks', async () => {
		const call = await bench.call({ notInterruptible: true });
		const sentence = Buffer.alloc(640 * 500, 1);
		call.agent.speak(sentence);
		await hears(call.plivo, sentence);
		call.plivo.press('7');
		const [message] = await eventually('the digit arrives', () =>
			call.agent.messages.length > 0 ? call.agent.messages : undefined,
		);
		// As soon as it has finished what it says (ultravox.md §8.5).
		expect(message).toMatchObject({ text: 'DTMF received: 7', urgency: 'soon' });
	});

	it('hears the caller at once when what it said was cleared', async () => {
		const call = await bench.call({ notInterruptible: true });
		const sentence = Buffer.alloc(640 * 500, 1);
		call.agent.speak(sentence);
		await hears(call.plivo, sentence);
		call.agent.tell({ type: 'playback_clear_buffer' });
		await call.plivo.hasEvent('clearAudio');
		const words = distinctBytes(640, 5);
		await eventually('the caller is heard', () => {
			call.plivo.media(words);
			return call.agent.audio.at(-1)?.equals(words);
		});
	});

	it('is an option of the call: another agent hears the caller while it speaks', async () => {
		const call = await bench.call();
		const sentence = Buffer.alloc(640 * 500, 1);
		call.agent.speak(sentence);
		await hears(call.plivo, sentence);
		const words = distinctBytes(640, 5);
		call.plivo.media(words);
		await agentHears(call.agent, words);
		await settled(call);
		expect(call.agent.heard.equals(words)).toBe(true);
	});
});

import { concatenateSamples } from '../../src/audio/pcm';
import { encodeUtterance, UtteranceDecoder } from '../../src/audio/utterance';
import { noise, RATES, scale, silence, tones } from './telephoneLine';

/** What a decoder reports, in order. */
function events(rate: 8000 | 16000, ...parts: Int16Array[]): string[] {
	const reported: string[] = [];
	const decoder = new UtteranceDecoder(rate, {
		onSpeechStart: (atMs) => reported.push(`speech from ${atMs}`),
		onUtterance: ({ text, complete }) => reported.push(`${complete ? 'all' : 'cut'}: ${text}`),
		onQuiet: (atMs) => reported.push(`quiet from ${atMs}`),
	});
	decoder.push(concatenateSamples(...parts));
	return reported;
}

describe.each(RATES)('at %d Hz', (rate) => {
	const burst = encodeUtterance('Hello there', rate);
	// Rounded up to the 10 ms in which sound is measured.
	const burstEnd = 500 + Math.ceil(burst.length / rate / 0.01) * 10;

	it('reports speech, what was said and quiet in this order', () => {
		expect(events(rate, silence(500, rate), burst, silence(400, rate))).toEqual([
			'speech from 500',
			'all: Hello there',
			`quiet from ${burstEnd}`,
		]);
	});

	it('reports a cut utterance before quiet', () => {
		const cut = burst.subarray(0, 0.145 * rate);
		expect(events(rate, silence(500, rate), cut, silence(400, rate))).toEqual([
			'speech from 500',
			'cut: Hello ther',
			'quiet from 650',
		]);
	});

	it('hears a quiet caller too', () => {
		const quiet = scale(burst, 0.2);
		expect(events(rate, silence(500, rate), quiet, silence(400, rate))).toHaveLength(3);
	});

	it('is speaking from 20 ms into the sound until 200 ms after it', () => {
		const decoder = new UtteranceDecoder(rate);
		const states: boolean[] = [];
		const push = (samples: Int16Array) => {
			decoder.push(samples);
			states.push(decoder.speaking);
		};
		push(silence(100, rate));
		push(tones([440], 15, rate));
		push(tones([440], 15, rate));
		push(silence(150, rate));
		push(silence(70, rate));
		expect(states).toEqual([false, false, true, true, false]);
	});

	it('pauses shorter than the hang-over do not end speech', () => {
		const sound = tones([440], 100, rate);
		const pause = silence(180, rate);
		expect(events(rate, sound, pause, sound, pause, sound, silence(210, rate))).toEqual([
			'speech from 0',
			'quiet from 660',
		]);
	});

	it('a click or faint noise is no speech', () => {
		const click = noise(5, rate, 20000);
		expect(events(rate, silence(20, rate), click, silence(300, rate))).toEqual([]);
		expect(events(rate, noise(1000, rate, 80))).toEqual([]);
	});

	it('flush ends speech with its last sound', () => {
		const reported: number[] = [];
		const decoder = new UtteranceDecoder(rate, { onQuiet: (atMs) => reported.push(atMs) });
		decoder.push(concatenateSamples(tones([440], 100, rate), silence(50, rate)));
		decoder.flush();
		decoder.flush();
		expect(reported).toEqual([100]);
		expect(decoder.speaking).toBe(false);
	});
});

import fc from 'fast-check';
import { concatenateSamples } from '../../src/audio/pcm';
import { encodeUtterance, UtteranceDecoder } from '../../src/audio/utterance';
import type { HeardUtterance } from '../../src/audio/utterance';
import { FORMATS, hear, noise, RATES, scale, silence, throughStream } from './telephoneLine';

const anyText = fc.string({ unit: 'binary', maxLength: 400, size: 'max' });
const sentence = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60, size: 'max' });
const loudness = fc.double({ min: 0.2, max: 1, noNaN: true });
/** In samples: not a whole number of frames. */
const gap = fc.nat({ max: 8000 });

describe.each(FORMATS)('over $encoding at $sampleRate Hz', (format) => {
	const { sampleRate } = format;

	it('any text arrives, at any loudness and alignment', () => {
		fc.assert(
			fc.property(anyText, loudness, gap, gap, (text, factor, before, after) => {
				const sound = concatenateSamples(
					new Int16Array(before),
					scale(encodeUtterance(text, sampleRate), factor),
					new Int16Array(after),
				);
				const decoder = new UtteranceDecoder(sampleRate);
				for (const frame of throughStream(sound, format)) decoder.push(frame);
				// Decoded without a flush: nothing has to come after the burst.
				expect(decoder.heard.map((heard) => [heard.text, heard.complete])).toEqual([[text, true]]);
			}),
			{ numRuns: 40 },
		);
	});

	it('utterances in sequence arrive in order, with and without gaps', () => {
		fc.assert(
			fc.property(
				fc.array(fc.tuple(sentence, gap, loudness), { minLength: 2, maxLength: 4 }),
				(said) => {
					const sound = said.flatMap(([text, pause, factor]) => [
						scale(encodeUtterance(text, sampleRate), factor),
						new Int16Array(pause % 3 === 0 ? 0 : pause),
					]);
					const frames = throughStream(concatenateSamples(...sound), format);
					const heard = hear(sampleRate, ...frames);
					expect(heard.map(({ text }) => text)).toEqual(said.map(([text]) => text));
					expect(heard.every(({ complete }) => complete)).toBe(true);
				},
			),
			{ numRuns: 40 },
		);
	});

	it('a text arrives over a line with noise on it', () => {
		const text = 'Ich hätte gern einen Tisch für zwei Personen 🙂';
		const quiet = scale(encodeUtterance(text, sampleRate), 0.3);
		const hiss = noise(1000, sampleRate, 150);
		const sound = concatenateSamples(silence(200, sampleRate), quiet, silence(200, sampleRate));
		const noisy = sound.map((sample, i) => sample + (hiss[i % hiss.length] as number));
		expect(hear(sampleRate, ...throughStream(noisy, format))).toMatchObject([
			{ text, complete: true },
		]);
	});
});

describe.each(RATES)('at %d Hz', (rate) => {
	it('the size of the chunks makes no difference', () => {
		const text = 'One, two, three.';
		const sound = concatenateSamples(silence(33, rate), encodeUtterance(text, rate));
		const whole = hear(rate, sound);
		expect(whole).toMatchObject([{ text, complete: true }]);
		fc.assert(
			fc.property(fc.infiniteStream(fc.integer({ min: 1, max: 700 })), (sizes) => {
				const decoder = new UtteranceDecoder(rate);
				for (let start = 0; start < sound.length;) {
					const size = sizes.next().value;
					decoder.push(sound.subarray(start, start + size));
					start += size;
				}
				decoder.flush();
				expect(decoder.heard).toEqual(whole);
			}),
			{ numRuns: 30 },
		);
	});

	it('an empty text is an utterance', () => {
		expect(hear(rate, encodeUtterance('', rate))).toMatchObject([{ text: '', complete: true }]);
	});

	it('times are stream time', () => {
		const burst = encodeUtterance('At 500 milliseconds.', rate);
		const [heard] = hear(rate, silence(500, rate), burst, silence(300, rate));
		const duration = (burst.length * 1000) / rate;
		expect(Math.abs((heard?.startedAtMs ?? 0) - 500)).toBeLessThan(5);
		expect(Math.abs((heard?.endedAtMs ?? 0) - 500 - duration)).toBeLessThan(10);
	});

	it('a frame of the leader may be missing', () => {
		const burst = encodeUtterance('Still heard.', rate).subarray(0.02 * rate);
		expect(hear(rate, burst)).toMatchObject([{ text: 'Still heard.', complete: true }]);
	});

	it('late frames, that is gaps of silence, within a burst do no harm', () => {
		fc.assert(
			fc.property(
				sentence,
				fc.array(fc.tuple(fc.nat({ max: 60 }), fc.constantFrom(20, 40, 60)), { maxLength: 5 }),
				(text, gaps) => {
					const burst = encodeUtterance(text, rate);
					const pauseAfter = new Map(gaps);
					const parts: Int16Array[] = [];
					for (let i = 0; i * 0.02 * rate < burst.length; i++) {
						parts.push(burst.subarray(i * 0.02 * rate, (i + 1) * 0.02 * rate));
						parts.push(silence(pauseAfter.get(i) ?? 0, rate));
					}
					expect(hear(rate, ...parts)).toMatchObject([{ text, complete: true }]);
				},
			),
			{ numRuns: 40 },
		);
	});

	it('listeners are told at the end of the burst', () => {
		const burst = encodeUtterance('Tell me.', rate);
		const told: HeardUtterance[] = [];
		const toldToo: HeardUtterance[] = [];
		const decoder = new UtteranceDecoder(rate, { onUtterance: (heard) => told.push(heard) });
		decoder.on((heard) => toldToo.push(heard));
		decoder.push(burst.subarray(0, -0.015 * rate));
		expect(told).toEqual([]);
		decoder.push(burst.subarray(-0.015 * rate));
		expect(told).toMatchObject([{ text: 'Tell me.', complete: true }]);
		expect(toldToo).toEqual(told);
		expect(decoder.heard).toEqual(told);
	});

	it('unpaired surrogates, which UTF-8 cannot carry, arrive as U+FFFD', () => {
		expect(hear(rate, encodeUtterance('a\ud800b', rate))).toMatchObject([{ text: 'a\ufffdb' }]);
	});
});

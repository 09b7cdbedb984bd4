import fc from 'fast-check';
import { concatenateSamples } from '../../src/audio/pcm';
import { encodeUtterance, UtteranceDecoder } from '../../src/audio/utterance';
import { FORMATS, hear, noise, RATES, scale, silence, throughStream, tones } from './telephoneLine';

const anyText = fc.string({ unit: 'binary', maxLength: 80, size: 'max' });
const loudness = fc.double({ min: 0.2, max: 1, noNaN: true });
const share = fc.double({ min: 0, max: 1, noNaN: true });

/** Whole characters in what of the text had been sent after that many samples of its burst. */
function charactersSent(text: string, samples: number, rate: number): string {
	const bytes = Math.floor((samples / rate) * 120 - 7);
	let sent = '';
	for (const character of text) {
		if (Buffer.byteLength(sent + character) > bytes) break;
		sent += character;
	}
	return sent;
}

describe.each(FORMATS)('an utterance cut off over $encoding at $sampleRate Hz', (format) => {
	const { sampleRate } = format;

	it('is heard up to the cut, in whole characters', () => {
		fc.assert(
			fc.property(anyText, loudness, share, (text, factor, where) => {
				const burst = scale(encodeUtterance(text, sampleRate), factor);
				// What remains after this is the CRC's end and the trailer.
				const cut = Math.floor(where * (burst.length - 0.015 * sampleRate));
				const frames = throughStream(burst.subarray(0, cut), format);
				const heard = hear(sampleRate, ...frames, silence(300, sampleRate));
				const sent = charactersSent(text, cut, sampleRate);
				if (heard.length === 0) {
					expect(Buffer.byteLength(sent)).toBeLessThan(3);
					return;
				}
				expect(heard).toMatchObject([{ complete: false }]);
				expect(text.startsWith(heard[0]?.text ?? '-')).toBe(true);
				expect(heard[0]?.text.startsWith(sent)).toBe(true);
			}),
			{ numRuns: 80 },
		);
	});

	it('does not disturb the next one, right after it or later', () => {
		const laterSamples = fc.oneof(fc.constant(0), fc.nat({ max: 0.1 * sampleRate }));
		fc.assert(
			fc.property(anyText, anyText, share, laterSamples, (first, second, where, later) => {
				const burst = encodeUtterance(first, sampleRate);
				const cut = Math.floor(where * (burst.length - 0.015 * sampleRate));
				const sound = concatenateSamples(
					burst.subarray(0, cut),
					new Int16Array(later),
					encodeUtterance(second, sampleRate),
				);
				const heard = hear(sampleRate, ...throughStream(sound, format));
				expect(heard.pop()).toMatchObject({ text: second, complete: true });
				expect(heard.length).toBeLessThanOrEqual(1);
				for (const { text, complete } of heard) {
					expect(complete).toBe(false);
					expect(first.startsWith(text)).toBe(true);
				}
			}),
			{ numRuns: 80 },
		);
	});
});

describe.each(RATES)('at %d Hz', (rate) => {
	const text = 'I was about to say something long.';
	const burst = encodeUtterance(text, rate);
	const half = burst.subarray(0, 0.2 * rate);
	const heardHalf = { text: 'I was about to s', complete: false };

	it('a cut utterance is reported once the carrier is away for 60 ms', () => {
		const decoder = new UtteranceDecoder(rate);
		decoder.push(half);
		decoder.push(silence(55, rate));
		expect(decoder.heard).toEqual([]);
		decoder.push(silence(10, rate));
		expect(decoder.heard).toMatchObject([heardHalf]);
		expect(Math.abs((decoder.heard[0]?.endedAtMs ?? 0) - 200)).toBeLessThan(10);
		decoder.flush();
		expect(decoder.heard.length).toBe(1);
	});

	it('a cut utterance is reported when the stream ends', () => {
		const decoder = new UtteranceDecoder(rate);
		decoder.push(half);
		expect(decoder.heard).toEqual([]);
		decoder.flush();
		expect(decoder.heard).toMatchObject([heardHalf]);
	});

	it.each([
		['loud noise', noise(200, rate, 20000)],
		['noise', noise(200, rate, 6000)],
		['soft noise', noise(200, rate, 1000)],
		['dialing tones', tones([697, 1209], 50, rate)],
		['the mark tone', tones([1200], 50, rate)],
		['the space tone', tones([2200], 50, rate)],
		['the next utterance', encodeUtterance('Stop!', rate)],
	])('wherever an utterance is cut by %s, nothing is made up', (_, disturbance) => {
		const said = 'Nöt sô fäst 🙂, ît ïs.';
		const sound = encodeUtterance(said, rate);
		const wrong: unknown[] = [];
		for (let cut = Math.floor(0.085 * rate); cut < sound.length - 0.015 * rate; cut++) {
			const [heard] = hear(rate, sound.subarray(0, cut), disturbance);
			if (heard === undefined) continue;
			if (heard.text === 'Stop!' && cut < 0.1 * rate) continue;
			if (heard.complete || !said.startsWith(heard.text)) wrong.push({ cut, heard });
		}
		expect(wrong).toEqual([]);
	});

	it('an utterance with wrong audio in its middle is not complete', () => {
		// After the digit the two sound alike: they have as many bits of each tone until there.
		const one = encodeUtterance('A table for 1 person', rate);
		const eight = encodeUtterance('A table for 8 person', rate);
		const digitSent = Math.ceil((0.05 + (15 * 10) / 1200) * rate);
		const spliced = concatenateSamples(eight.subarray(0, digitSent), one.subarray(digitSent));
		expect(hear(rate, spliced)).toMatchObject([{ text: 'A table for 8 person', complete: false }]);
	});

	it('an utterance with audio missing in its middle is not complete', () => {
		for (let missing = 0.08; missing < 0.32; missing += 0.003) {
			const heard = hear(
				rate,
				burst.subarray(0, missing * rate),
				burst.subarray((missing + 0.02) * rate),
			);
			expect(heard.filter(({ complete }) => complete)).toEqual([]);
		}
	});

	it('fewer than three bytes of a cut utterance are not reported', () => {
		expect(hear(rate, encodeUtterance('Hi', rate).subarray(0, -0.02 * rate))).toEqual([]);
	});
});

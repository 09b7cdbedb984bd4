import { concatenateSamples } from '../../src/audio/pcm';
import type { SampleRate } from '../../src/audio/pcm';
import { renderSpeech } from '../../src/audio/speech';
import { encodeUtterance } from '../../src/audio/utterance';
import {
	FORMATS,
	hear,
	noise,
	scale,
	seededRandom,
	silence,
	throughStream,
	tones,
} from './telephoneLine';

const DTMF_ROWS = [697, 770, 852, 941];
const DTMF_COLUMNS = [1209, 1336, 1477, 1633];

function dialing(rate: SampleRate): Int16Array {
	const keys = DTMF_ROWS.flatMap((row) => DTMF_COLUMNS.map((column) => [row, column]));
	const parts = keys.flatMap((key) => [tones(key, 90, rate), silence(60, rate)]);
	return concatenateSamples(...parts, ...parts.filter((_, i) => i % 2 === 0));
}

/** A tone that rises through the whole telephone band in one second, and falls again. */
function siren(rate: SampleRate): Int16Array {
	let phase = 0;
	return silence(2000, rate).map((_, i) => {
		const up = 1 - Math.abs(i / rate - 1);
		phase += (2 * Math.PI * (300 + 3100 * up)) / rate;
		return 8000 * Math.sin(phase);
	});
}

/** A voice without words: harmonics of a wavering pitch under two formants that move at random. */
function babble(rate: SampleRate): Int16Array {
	const random = seededRandom(7);
	let phase = 0;
	const sounds = Array.from({ length: 80 }, () => {
		const pitch = 100 + 100 * random();
		const low = 200 + 900 * random();
		const high = 900 + 2000 * random();
		const gains: number[] = [];
		for (let hertz = pitch; hertz < 3400; hertz += pitch) {
			gains.push(
				Math.exp(-(((hertz - low) / 120) ** 2)) + Math.exp(-(((hertz - high) / 150) ** 2)),
			);
		}
		return silence(120, rate).map(() => {
			phase += (2 * Math.PI * pitch) / rate;
			const sample = gains.reduce((sum, gain, i) => sum + gain * Math.sin((i + 1) * phase), 0);
			return Math.max(-1, Math.min(1, sample / 3)) * 12000;
		});
	});
	return concatenateSamples(...sounds);
}

/** The bits of a burst at random: the right tones at the right speed without a message. */
function chatter(rate: SampleRate): Int16Array {
	const random = seededRandom(9);
	let phase = 0;
	let hertz = 1200;
	let bit = -1;
	return silence(10000, rate).map((_, i) => {
		const nextBit = Math.floor((i * 1200) / rate);
		if (nextBit !== bit) hertz = random() < 0.5 ? 1200 : 2200;
		bit = nextBit;
		phase += (2 * Math.PI * hertz) / rate;
		return 8000 * Math.sin(phase);
	});
}

describe.each(FORMATS)('over $encoding at $sampleRate Hz nothing is heard in', (format) => {
	const { sampleRate } = format;
	const sounds: Array<[string, () => Int16Array]> = [
		['silence', () => silence(5000, sampleRate)],
		['loud noise', () => noise(20000, sampleRate, 20000)],
		['soft noise', () => noise(20000, sampleRate, 300)],
		[
			'a mark tone that comes and goes',
			() => {
				const beep = concatenateSamples(tones([1200], 300, sampleRate), silence(90, sampleRate));
				return concatenateSamples(beep, beep, tones([1200], 300, sampleRate));
			},
		],
		['a space tone', () => tones([2200], 2000, sampleRate)],
		[
			'mark and space tone by turns',
			() => {
				const parts = Array.from({ length: 40 }, (_, i) =>
					tones([i % 2 ? 2200 : 1200], 10 + i * 3, sampleRate),
				);
				return concatenateSamples(...parts);
			},
		],
		['DTMF', () => dialing(sampleRate)],
		['a ringing tone', () => tones([440, 480], 2000, sampleRate)],
		['a siren', () => siren(sampleRate)],
		['a voice', () => babble(sampleRate)],
		['bits at random', () => chatter(sampleRate)],
		[
			'bits at random after a leader',
			() => {
				const leader = tones([1200], 60, sampleRate);
				const bits = chatter(sampleRate);
				const parts = Array.from({ length: 100 }, (_, i) => [
					leader,
					bits.subarray(i * 0.1 * sampleRate, (i + 1) * 0.1 * sampleRate),
					silence(70, sampleRate),
				]);
				return concatenateSamples(...parts.flat());
			},
		],
		[
			'a burst without its leader',
			() => encodeUtterance('Hello, is anybody there?', sampleRate).subarray(0.06 * sampleRate),
		],
	];

	it.each(sounds)('%s', (_, makeSound) => {
		for (const factor of [1, 0.2]) {
			const sound = throughStream(scale(makeSound(), factor), format);
			expect(hear(sampleRate, ...sound)).toEqual([]);
		}
	});

	it('spoken words', async () => {
		const words = [
			'Hello, this is the pizza place on Main Street. What can I do for you today?',
			'She sells sea shells by the sea shore, whistling woo, ooh, you, two, to, too.',
			'My number is 1 2 0 0, 2 2 0 0. Eee, ooo, aaa, sss, shh, zzz, beep, beep.',
		];
		const spoken = await Promise.all(words.map((text) => renderSpeech(text, sampleRate, 20000)));
		// Without espeak-ng, 'a voice' above stands for it.
		const sounds = spoken.flatMap((speech) => (speech === null ? [] : [speech]));
		const sound = throughStream(concatenateSamples(...sounds), format);
		expect(hear(sampleRate, ...sound)).toEqual([]);
	});
});

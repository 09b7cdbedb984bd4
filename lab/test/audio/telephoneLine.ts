import { decodeMulaw, encodeMulaw } from '../../src/audio/mulaw';
import {
	bytesToSamples,
	concatenateSamples,
	samplesToBytes,
	splitFrames,
} from '../../src/audio/pcm';
import type { FrameFormat, SampleRate } from '../../src/audio/pcm';
import { UtteranceDecoder } from '../../src/audio/utterance';
import type { HeardUtterance } from '../../src/audio/utterance';

export const FORMATS: FrameFormat[] = [
	{ encoding: 'audio/x-l16', sampleRate: 16000 },
	{ encoding: 'audio/x-l16', sampleRate: 8000 },
	{ encoding: 'audio/x-mulaw', sampleRate: 8000 },
];

export const RATES: SampleRate[] = [8000, 16000];

/** The sound as it comes out of a stream in that format: encoded, in frames of 20 ms, decoded. */
export function throughStream(samples: Int16Array, format: FrameFormat): Int16Array[] {
	const isMulaw = format.encoding === 'audio/x-mulaw';
	const bytes = isMulaw ? encodeMulaw(samples) : samplesToBytes(samples);
	return splitFrames(bytes, format).map((frame) =>
		isMulaw ? decodeMulaw(frame) : bytesToSamples(frame),
	);
}

export function scale(samples: Int16Array, factor: number): Int16Array {
	return samples.map((sample) => Math.round(sample * factor));
}

export function silence(milliseconds: number, sampleRate: SampleRate): Int16Array {
	return new Int16Array(Math.round((milliseconds * sampleRate) / 1000));
}

/** A sum of sines. */
export function tones(
	frequencies: number[],
	milliseconds: number,
	sampleRate: SampleRate,
	peak = 8000,
): Int16Array {
	return silence(milliseconds, sampleRate).map((_, i) =>
		frequencies.reduce(
			(sum, hertz) =>
				sum + (peak / frequencies.length) * Math.sin((2 * Math.PI * hertz * i) / sampleRate),
			0,
		),
	);
}

/** Numbers from 0 to 1, the same ones for the same seed. */
export function seededRandom(seed: number): () => number {
	let state = seed;
	return () => {
		state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
		return state / 2 ** 32;
	};
}

export function noise(milliseconds: number, sampleRate: SampleRate, peak: number): Int16Array {
	const random = seededRandom(milliseconds + peak);
	return silence(milliseconds, sampleRate).map(() => (random() * 2 - 1) * peak);
}

/** Everything a decoder hears in these stretches of sound, at the end of the stream at the latest. */
export function hear(sampleRate: SampleRate, ...parts: Int16Array[]): HeardUtterance[] {
	const decoder = new UtteranceDecoder(sampleRate);
	decoder.push(concatenateSamples(...parts));
	decoder.flush();
	return decoder.heard;
}

import type { SampleRate } from '../audio/pcm';
import { UtteranceDecoder } from '../audio/utterance';

/** The part of an utterance's text that its first samples carry: what somebody has heard of it so far. */
export function spokenText(
	samples: Int16Array,
	playedSamples: number,
	sampleRate: SampleRate,
): string {
	const decoder = new UtteranceDecoder(sampleRate);
	decoder.push(samples.subarray(0, playedSamples));
	decoder.flush();
	return decoder.heard
		.map(({ text }) => text)
		.join(' ')
		.trim();
}

import { UtteranceDecoder } from '../../../lab/src/audio/utterance';
import { decodeWav } from '../../../lab/src/audio/wav';

/** What is said in a WAV file of one channel. */
export function said(file: Buffer): string[] {
	const { sampleRate, samples } = decodeWav(file);
	const decoder = new UtteranceDecoder(sampleRate === 8000 ? 8000 : 16000);
	decoder.push(samples);
	decoder.flush();
	return decoder.heard.map(({ text }) => text);
}

import { spawn } from 'node:child_process';
import type { SampleRate } from './pcm';
import { resample } from './resampler';
import { decodeWav } from './wav';

/** Longest spoken rendering unless told otherwise, in milliseconds. */
export const DEFAULT_SPEECH_MS = 4000;

/** UTF-8 text from stdin, a WAV file to stdout, no pause after the last sentence. */
const ESPEAK_ARGUMENTS = ['-b', '1', '-z', '--stdin', '--stdout'];
const ESPEAK_TIMEOUT_MS = 5000;

/** Bytes per millisecond that espeak-ng writes at most (44.1 kHz with some voices). */
const ESPEAK_BYTES_PER_MS = 90;

const PEAK = 12000;
const FADE_MS = 20;

/** Blocks of this length whose root mean square is lower than the level are a pause. */
const PAUSE_BLOCK_MS = 10;
const PAUSE_LEVEL = 300;

/** Pauses are shortened to this, far below the hang-over of the voice activity detector. */
const LONGEST_PAUSE_MS = 80;

const CACHE_ENTRIES = 64;
const cache = new Map<string, Promise<Int16Array | null>>();

/**
 * The text spoken by espeak-ng, with long pauses shortened, so that an utterance is one stretch of
 * sound. Kept in memory for the next time the same text is wanted: do not write to the result.
 *
 * @param text what to speak; never seen by a shell
 * @param maxMs the rendering is cut off after this many milliseconds
 * @returns samples with a peak of 12000, or null when there is no espeak-ng on the PATH, it failed,
 *   or there is nothing in the text that can be spoken
 */
export async function renderSpeech(
	text: string,
	sampleRate: SampleRate,
	maxMs: number = DEFAULT_SPEECH_MS,
): Promise<Int16Array | null> {
	const key = `${sampleRate} ${maxMs} ${text}`;
	const rendering = cache.get(key) ?? speak(text, sampleRate, maxMs);
	// The most recently used entry is the last one.
	cache.delete(key);
	cache.set(key, rendering);
	for (const oldest of cache.keys()) {
		if (cache.size <= CACHE_ENTRIES) break;
		cache.delete(oldest);
	}
	let samples: Int16Array | null = null;
	try {
		samples = await rendering;
	} finally {
		if (samples === null && cache.get(key) === rendering) cache.delete(key);
	}
	return samples;
}

async function speak(text: string, sampleRate: SampleRate, maxMs: number) {
	// Twice as much as is wanted: pauses are taken out.
	const wav = await runEspeak(text, 2 * maxMs * ESPEAK_BYTES_PER_MS);
	if (wav === null) return null;
	const spoken = decodeWav(wav);
	const resampled = resample(spoken.samples, spoken.sampleRate, sampleRate);
	const dense = shortenPauses(level(resampled), sampleRate);
	return dense.length === 0 ? null : cutOff(dense, (maxMs * sampleRate) / 1000, sampleRate);
}

/** Resolves with the WAV file, or its first `enoughBytes` or a little more; null on any failure. */
async function runEspeak(text: string, enoughBytes: number): Promise<Buffer | null> {
	return await new Promise((resolve) => {
		const espeak = spawn('espeak-ng', ESPEAK_ARGUMENTS, {
			env: process.env,
			stdio: ['pipe', 'pipe', 'ignore'],
		});
		// Not spawn's own timeout, which goes on waiting for a program that could not be started.
		const timeout = setTimeout(() => espeak.kill(), ESPEAK_TIMEOUT_MS);
		const chunks: Buffer[] = [];
		let bytes = 0;
		espeak.on('error', () => {
			clearTimeout(timeout);
			resolve(null);
		});
		// A process that is gone does not read its input; its end is reported by 'close'.
		espeak.stdin.on('error', () => undefined);
		espeak.stdout.on('data', (chunk: Buffer) => {
			chunks.push(chunk);
			bytes += chunk.length;
			if (bytes >= enoughBytes) espeak.kill();
		});
		espeak.on('close', (code) => {
			clearTimeout(timeout);
			resolve((code === 0 || bytes >= enoughBytes) && bytes > 0 ? Buffer.concat(chunks) : null);
		});
		espeak.stdin.end(text, 'utf8');
	});
}

function shortenPauses(samples: Int16Array, sampleRate: SampleRate): Int16Array {
	const blockSamples = (PAUSE_BLOCK_MS * sampleRate) / 1000;
	const kept = new Int16Array(samples.length);
	let length = 0;
	let lengthAfterSound = 0;
	// No pause is kept before the first sound.
	let pauseMs = LONGEST_PAUSE_MS;
	for (let start = 0; start < samples.length; start += blockSamples) {
		const block = samples.subarray(start, start + blockSamples);
		const energy = block.reduce((sum, sample) => sum + sample * sample, 0);
		const isPause = energy < PAUSE_LEVEL * PAUSE_LEVEL * block.length;
		pauseMs = isPause ? pauseMs + PAUSE_BLOCK_MS : 0;
		if (pauseMs > LONGEST_PAUSE_MS) continue;
		kept.set(block, length);
		length += block.length;
		if (!isPause) lengthAfterSound = length;
	}
	return kept.subarray(0, lengthAfterSound);
}

/** Brings the loudest sample to `PEAK`. */
function level(samples: Int16Array): Int16Array {
	let peak = 1;
	for (const sample of samples) peak = Math.max(peak, Math.abs(sample));
	return samples.map((sample) => Math.round((sample * PEAK) / peak));
}

/** At most that many samples, faded out at the end. */
function cutOff(samples: Int16Array, longest: number, sampleRate: SampleRate): Int16Array {
	const kept = samples.subarray(0, longest);
	const fadeSamples = (FADE_MS * sampleRate) / 1000;
	return kept.map((sample, i) => Math.round(sample * Math.min(1, (kept.length - i) / fadeSamples)));
}

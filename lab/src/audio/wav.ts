import { bytesToSamples, samplesToBytes } from './pcm';

const HEADER_BYTES = 44;
const PCM = 1;

/** A sound as a WAV file holds it: one channel of 16-bit samples. */
export interface WavSound {
	/** Samples per second. */
	sampleRate: number;
	samples: Int16Array;
}

/**
 * The header of a WAV file with 16-bit PCM, 44 bytes. A recorder that writes while
 * it records puts one for 0 bytes first and the right one over it at the end.
 *
 * @param dataBytes length of the sample data that follows, in bytes
 * @param sampleRate samples per second
 */
export function wavHeader(dataBytes: number, sampleRate: number, channels = 1): Buffer {
	const header = Buffer.alloc(HEADER_BYTES);
	header.write('RIFF', 0, 'latin1');
	header.writeUInt32LE(HEADER_BYTES - 8 + dataBytes, 4);
	header.write('WAVEfmt ', 8, 'latin1');
	header.writeUInt32LE(16, 16);
	header.writeUInt16LE(PCM, 20);
	header.writeUInt16LE(channels, 22);
	header.writeUInt32LE(sampleRate, 24);
	header.writeUInt32LE(sampleRate * channels * 2, 28);
	header.writeUInt16LE(channels * 2, 32);
	header.writeUInt16LE(16, 34);
	header.write('data', 36, 'latin1');
	header.writeUInt32LE(dataBytes, 40);
	return header;
}

/** A whole WAV file. */
export function encodeWav({ sampleRate, samples }: WavSound): Buffer {
	return Buffer.concat([wavHeader(samples.length * 2, sampleRate), samplesToBytes(samples)]);
}

/** A whole WAV file with two channels; the shorter one is filled up with silence. */
export function encodeStereoWav(left: Int16Array, right: Int16Array, sampleRate: number): Buffer {
	const samples = new Int16Array(2 * Math.max(left.length, right.length));
	left.forEach((sample, i) => (samples[2 * i] = sample));
	right.forEach((sample, i) => (samples[2 * i + 1] = sample));
	return Buffer.concat([wavHeader(samples.length * 2, sampleRate, 2), samplesToBytes(samples)]);
}

/**
 * Reads a WAV file with one channel of 16-bit PCM. A length in its header that reaches beyond the
 * file's end means up to the end: programs that write to a pipe cannot know it beforehand.
 *
 * @throws Error when the bytes are no such file
 */
export function decodeWav(file: Uint8Array): WavSound {
	const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
	if (chunkName(file, 0) !== 'RIFF' || chunkName(file, 8) !== 'WAVE') {
		throw new Error('This is not a WAV file');
	}
	let sampleRate: number | undefined;
	for (let at = 12; at + 8 <= file.length;) {
		const name = chunkName(file, at);
		const start = at + 8;
		const end = Math.min(start + view.getUint32(at + 4, true), file.length);
		if (name === 'fmt ' && end - start >= 16) {
			const channels = view.getUint16(start + 2, true);
			const bitsPerSample = view.getUint16(start + 14, true);
			if (view.getUint16(start, true) !== PCM || channels !== 1 || bitsPerSample !== 16) {
				throw new Error('This WAV file is not one channel of 16-bit PCM');
			}
			sampleRate = view.getUint32(start + 4, true);
		} else if (name === 'data' && sampleRate !== undefined) {
			// A pipe may have been cut inside a sample.
			const evenEnd = end - ((end - start) % 2);
			return { sampleRate, samples: bytesToSamples(file.subarray(start, evenEnd)) };
		}
		// Chunks start at even positions.
		at = end + (end % 2);
	}
	throw new Error('This WAV file has no sound in it');
}

function chunkName(file: Uint8Array, at: number): string {
	return Buffer.from(file.subarray(at, at + 4)).toString('latin1');
}

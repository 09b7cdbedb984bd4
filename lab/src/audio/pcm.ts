import { MULAW_SILENCE } from './mulaw';

/** Samples per second of a telephone call's audio. */
export type SampleRate = 8000 | 16000;

/** How a stream carries its samples; an `AudioFormat` of the nodes is one. */
export interface FrameFormat {
	encoding: 'audio/x-l16' | 'audio/x-mulaw';
	sampleRate: SampleRate;
}

/** Length of one frame of Plivo's AudioStream, in milliseconds (plivo.md §8.2). */
export const FRAME_MS = 20;

/**
 * Writes samples as Plivo's and Ultravox's L16: signed 16-bit little-endian, no header.
 *
 * @returns two bytes per sample
 */
export function samplesToBytes(samples: Int16Array): Buffer {
	const bytes = Buffer.allocUnsafe(samples.length * 2);
	for (let i = 0; i < samples.length; i++) bytes.writeInt16LE(samples[i] as number, i * 2);
	return bytes;
}

/**
 * Reads L16 bytes, at any byte offset of their memory, as samples.
 *
 * @throws RangeError when half a sample is left over
 */
export function bytesToSamples(bytes: Uint8Array): Int16Array {
	if (bytes.length % 2 !== 0) {
		throw new RangeError(`L16 audio has two bytes per sample, these are ${bytes.length} bytes`);
	}
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	const samples = new Int16Array(bytes.length / 2);
	for (let i = 0; i < samples.length; i++) samples[i] = view.getInt16(i * 2, true);
	return samples;
}

/** Bytes of one 20 ms frame: 160 for mu-law at 8 kHz, 320 and 640 for L16 at 8 and 16 kHz. */
export function frameBytes(format: FrameFormat): number {
	const bytesPerSample = format.encoding === 'audio/x-mulaw' ? 1 : 2;
	return (format.sampleRate / 1000) * FRAME_MS * bytesPerSample;
}

/**
 * Cuts encoded audio into 20 ms frames. The last one is filled up with silence, which is the byte
 * 0 in L16 and 0xff in mu-law.
 *
 * @param audio encoded audio of any length, in bytes
 * @returns frames of `frameBytes(format)` bytes each; none for no audio
 */
export function splitFrames(audio: Uint8Array, format: FrameFormat): Buffer[] {
	const size = frameBytes(format);
	const silence = format.encoding === 'audio/x-mulaw' ? MULAW_SILENCE : 0;
	const frames: Buffer[] = [];
	for (let start = 0; start < audio.length; start += size) {
		const frame = Buffer.alloc(size, silence);
		frame.set(audio.subarray(start, start + size));
		frames.push(frame);
	}
	return frames;
}

/** The given stretches of audio one after another. */
export function concatenateSamples(...parts: Int16Array[]): Int16Array {
	const joined = new Int16Array(parts.reduce((length, part) => length + part.length, 0));
	let offset = 0;
	for (const part of parts) {
		joined.set(part, offset);
		offset += part.length;
	}
	return joined;
}

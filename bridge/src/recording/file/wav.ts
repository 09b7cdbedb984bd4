import type { FileHandle } from 'node:fs/promises';
import type { LastPiece, Piece, SoundEncoder } from './soundEncoder';

const HEADER_BYTES = 44;
const PCM = 1;
const CHANNELS = 2;
const BYTES_PER_SAMPLE = 2;
const BLOCK_BYTES = CHANNELS * BYTES_PER_SAMPLE;
/** In a length field: as long as the file is. Players take it so, while a file still grows or when nobody corrected it. */
const UNKNOWN = 0xffff_ffff;

/**
 * Header of a WAV file with two channels of 16-bit PCM.
 * @param dataBytes bytes of sound that follow; absent while that is not known
 */
export function wavHeader(sampleRate: number, dataBytes?: number): Buffer {
	const header = Buffer.alloc(HEADER_BYTES);
	header.write('RIFF', 0, 'latin1');
	header.writeUInt32LE(dataBytes === undefined ? UNKNOWN : HEADER_BYTES - 8 + dataBytes, 4);
	header.write('WAVEfmt ', 8, 'latin1');
	header.writeUInt32LE(16, 16);
	header.writeUInt16LE(PCM, 20);
	header.writeUInt16LE(CHANNELS, 22);
	header.writeUInt32LE(sampleRate, 24);
	header.writeUInt32LE(sampleRate * BLOCK_BYTES, 28);
	header.writeUInt16LE(BLOCK_BYTES, 32);
	header.writeUInt16LE(8 * BYTES_PER_SAMPLE, 34);
	header.write('data', 36, 'latin1');
	header.writeUInt32LE(dataBytes ?? UNKNOWN, 40);
	return header;
}

/** WAV: the samples as they are; lost ones are a hole in the file, which reads as silence. */
export class WavEncoder implements SoundEncoder {
	private dataBytes = 0;

	constructor(private readonly sampleRate: number) {}

	begin(): Promise<Uint8Array> {
		return Promise.resolve(wavHeader(this.sampleRate));
	}

	encode(silence: number, samples: Int16Array): Promise<Piece> {
		const skip = silence * BLOCK_BYTES;
		this.dataBytes += skip + samples.byteLength;
		return Promise.resolve({ skip, bytes: new Uint8Array(samples.buffer) });
	}

	finish(silence: number): Promise<LastPiece> {
		const skip = silence * BLOCK_BYTES;
		const head = wavHeader(this.sampleRate, this.dataBytes + skip);
		return Promise.resolve({ skip, bytes: new Uint8Array(), head });
	}

	drop(): void {
		this.dataBytes = 0;
	}
}

/**
 * Makes a whole WAV file of one that was broken off: whole samples, and a header that says how many.
 * @returns samples of each channel
 */
export async function repairWav(file: FileHandle, sampleRate: number): Promise<number> {
	const { size } = await file.stat();
	const samples = Math.max(0, Math.floor((size - HEADER_BYTES) / BLOCK_BYTES));
	const dataBytes = samples * BLOCK_BYTES;
	await file.truncate(HEADER_BYTES + dataBytes);
	await file.write(wavHeader(sampleRate, dataBytes), 0, HEADER_BYTES, 0);
	return samples;
}

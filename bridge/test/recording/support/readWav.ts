import { readFileSync } from 'node:fs';

/** Sound of a file with two channels. */
export interface StereoSound {
	sampleRate: number;
	left: Int16Array;
	right: Int16Array;
}

/** Reads a whole WAV file chunk by chunk; throws when any length in it is wrong. */
export function readWav(path: string): StereoSound {
	const file = readFileSync(path);
	expect(file.toString('latin1', 0, 4)).toBe('RIFF');
	expect(file.readUInt32LE(4)).toBe(file.length - 8);
	expect(file.toString('latin1', 8, 12)).toBe('WAVE');
	let sampleRate = 0;
	for (let at = 12; at < file.length;) {
		const name = file.toString('latin1', at, at + 4);
		const length = file.readUInt32LE(at + 4);
		const start = at + 8;
		if (name === 'fmt ') {
			sampleRate = file.readUInt32LE(start + 4);
			expect([file.readUInt16LE(start), file.readUInt16LE(start + 2)]).toEqual([1, 2]);
			expect(file.readUInt32LE(start + 8)).toBe(sampleRate * 4);
			expect([file.readUInt16LE(start + 12), file.readUInt16LE(start + 14)]).toEqual([4, 16]);
		} else {
			expect(name).toBe('data');
			expect(start + length).toBe(file.length);
			return { sampleRate, ...channelsOf(file.subarray(start, start + length)) };
		}
		at = start + length;
	}
	throw new Error('no data chunk');
}

/** Both channels of interleaved s16le samples. */
export function channelsOf(bytes: Buffer): { left: Int16Array; right: Int16Array } {
	const left = new Int16Array(bytes.length / 4);
	const right = new Int16Array(bytes.length / 4);
	for (let index = 0; index < left.length; index++) {
		left[index] = bytes.readInt16LE(4 * index);
		right[index] = bytes.readInt16LE(4 * index + 2);
	}
	return { left, right };
}

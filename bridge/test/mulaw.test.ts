import { decodeMulaw, encodeMulaw } from '../src/plivo/mulaw';

function samplesOf(pcm: Buffer): number[] {
	return Array.from({ length: pcm.length / 2 }, (_, index) => pcm.readInt16LE(index * 2));
}

function pcmOf(...samples: number[]): Buffer {
	const pcm = Buffer.alloc(samples.length * 2);
	samples.forEach((sample, index) => pcm.writeInt16LE(sample, index * 2));
	return pcm;
}

describe('mu-law', () => {
	it('decodes the corners and segment borders of G.711', () => {
		const codes = [0x00, 0x0f, 0x10, 0x7e, 0x7f, 0x80, 0x8f, 0x90, 0xfe, 0xff];
		const samples = [-32124, -16764, -15996, -8, 0, 32124, 16764, 15996, 8, 0];
		expect(samplesOf(decodeMulaw(Buffer.from(codes)))).toEqual(samples);
	});

	it('encodes the corners, clipping what is too loud', () => {
		const pcm = pcmOf(0, -1, 32767, -32768, 32635, 8, -8, 1000, -1000);
		expect([...encodeMulaw(pcm)]).toEqual([0xff, 0x7f, 0x80, 0x00, 0x80, 0xfe, 0x7e, 0xce, 0x4e]);
	});

	it('gives back every code but the second zero', () => {
		const codes = Buffer.from(Array.from({ length: 256 }, (_, code) => code));
		const expected = Buffer.from(codes);
		expected[0x7f] = 0xff;
		expect(encodeMulaw(decodeMulaw(codes))).toEqual(expected);
	});

	it('keeps every sample within half a step of its segment', () => {
		const samples = Array.from({ length: 65_536 }, (_, index) => index - 32_768);
		const decoded = samplesOf(decodeMulaw(encodeMulaw(pcmOf(...samples))));
		const wrong = samples.filter((sample, index) => {
			const clipped = Math.max(-32_635, Math.min(32_635, sample));
			const halfStep = (Math.abs(clipped) + 132) / 32;
			return Math.abs((decoded[index] ?? NaN) - clipped) > halfStep;
		});
		expect(wrong).toEqual([]);
	});
});

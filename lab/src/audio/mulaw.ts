/**
 * G.711 mu-law, the `audio/x-mulaw` of Plivo's AudioStream: 8 bits per sample, 8 kHz. Samples are
 * 16-bit linear here, the four times finer scale of G.711's 14-bit one.
 */

/** The code of a zero sample: what mu-law silence is filled with. */
export const MULAW_SILENCE = 0xff;

/** G.711's bias of 33 on the 16-bit scale: it makes every segment start at a power of two. */
const BIAS = 132;
const CLIP = 32767 - BIAS;

const DECODE_TABLE = buildDecodeTable();
const ENCODE_TABLE = buildEncodeTable();

/**
 * Codes linear samples as mu-law.
 *
 * @param samples 16-bit linear samples
 * @returns one byte per sample
 */
export function encodeMulaw(samples: Int16Array): Uint8Array {
	const codes = new Uint8Array(samples.length);
	for (let i = 0; i < samples.length; i++) {
		codes[i] = ENCODE_TABLE[(samples[i] as number) & 0xffff] as number;
	}
	return codes;
}

/**
 * Reads mu-law codes as linear samples.
 *
 * @param codes one byte per sample
 * @returns 16-bit linear samples, from -32124 to 32124
 */
export function decodeMulaw(codes: Uint8Array): Int16Array {
	const samples = new Int16Array(codes.length);
	for (let i = 0; i < codes.length; i++) {
		samples[i] = DECODE_TABLE[codes[i] as number] as number;
	}
	return samples;
}

function buildDecodeTable(): Int16Array {
	const table = new Int16Array(256);
	for (let code = 0; code < 256; code++) {
		// All bits of a code are inverted on the line.
		const bits = ~code & 0xff;
		const segment = (bits >> 4) & 0x07;
		const magnitude = (((bits & 0x0f) * 8 + BIAS) << segment) - BIAS;
		table[code] = bits & 0x80 ? -magnitude : magnitude;
	}
	return table;
}

/** Indexed by the sample's 16 bits read as an unsigned number. */
function buildEncodeTable(): Uint8Array {
	const table = new Uint8Array(65536);
	for (let sample = -32768; sample <= 32767; sample++) {
		const biased = Math.min(Math.abs(sample), CLIP) + BIAS;
		// The segment is the position of the highest bit above bit 7, which the bias always sets.
		const segment = 24 - Math.clz32(biased);
		const step = (biased >> (segment + 3)) & 0x0f;
		const bits = (sample < 0 ? 0x80 : 0) | (segment << 4) | step;
		table[sample & 0xffff] = ~bits & 0xff;
	}
	return table;
}

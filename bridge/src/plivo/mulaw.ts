/** G.711 mu-law by table: one byte a sample on Plivo's side, s16le on the agent's. */

const BIAS = 0x84;
const CLIP = 32635;

const DECODED = Int16Array.from({ length: 256 }, (_, code) => decodeSample(code));
const ENCODED = Uint8Array.from({ length: 65536 }, (_, index) => encodeSample((index << 16) >> 16));

function decodeSample(code: number): number {
	const bits = ~code & 0xff;
	const magnitude = (((bits & 0x0f) << 3) + BIAS) << ((bits & 0x70) >> 4);
	return bits & 0x80 ? BIAS - magnitude : magnitude - BIAS;
}

function encodeSample(sample: number): number {
	const sign = sample < 0 ? 0x80 : 0;
	const magnitude = Math.min(Math.abs(sample), CLIP) + BIAS;
	// BIAS keeps bit 7 set, so the exponent counts from there.
	const exponent = 24 - Math.clz32(magnitude);
	const mantissa = (magnitude >> (exponent + 3)) & 0x0f;
	return ~(sign | (exponent << 4) | mantissa) & 0xff;
}

/** Mu-law bytes to s16le bytes, twice as many. */
export function decodeMulaw(mulaw: Uint8Array): Buffer {
	const pcm = Buffer.allocUnsafe(mulaw.length * 2);
	writeDecodedMulaw(mulaw, mulaw.length, pcm, 0);
	return pcm;
}

/** Writes what `mulaw[0, length)` stands for to `pcm` at `offset`, where twice as many bytes must be free. */
export function writeDecodedMulaw(
	mulaw: Uint8Array,
	length: number,
	pcm: Uint8Array,
	offset: number,
): void {
	let end = offset;
	for (let index = 0; index < length; index++) {
		const sample = DECODED[mulaw[index] as number] as number;
		pcm[end] = sample;
		pcm[end + 1] = sample >> 8;
		end += 2;
	}
}

/** S16le bytes (an even number) to mu-law bytes, half as many. */
export function encodeMulaw(pcm: Uint8Array): Buffer {
	const mulaw = Buffer.allocUnsafe(pcm.length >> 1);
	writeEncodedMulaw(pcm, 0, pcm.length, mulaw);
	return mulaw;
}

/**
 * Writes what the s16le bytes `pcm[start, end)` (an even number) are in mu-law to the start of `mulaw`.
 * @returns bytes written
 */
export function writeEncodedMulaw(
	pcm: Uint8Array,
	start: number,
	end: number,
	mulaw: Uint8Array,
): number {
	let length = 0;
	for (let place = start; place < end; place += 2) {
		const sample = (pcm[place] as number) | ((pcm[place + 1] as number) << 8);
		mulaw[length++] = ENCODED[sample] as number;
	}
	return length;
}

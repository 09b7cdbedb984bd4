/** G.711 mu-law the way small packages do it: a function for each sample, an array in between. */

const BIAS = 0x84;
const CLIP = 32635;

function decodeSample(code) {
	const bits = ~code & 0xff;
	const exponent = (bits >> 4) & 7;
	const magnitude = (((bits & 15) << 3) + BIAS) << exponent;
	return bits & 0x80 ? BIAS - magnitude : magnitude - BIAS;
}

function encodeSample(sample) {
	const sign = sample < 0 ? 0x80 : 0;
	const magnitude = Math.min(Math.abs(sample), CLIP) + BIAS;
	let exponent = 7;
	for (let mask = 0x4000; (magnitude & mask) === 0 && exponent > 0; mask >>= 1) exponent -= 1;
	return ~(sign | (exponent << 4) | ((magnitude >> (exponent + 3)) & 15)) & 0xff;
}

/** Mu-law bytes to s16le bytes. */
export function decodeMulaw(audio) {
	const samples = new Int16Array(audio.length);
	for (let index = 0; index < audio.length; index++) samples[index] = decodeSample(audio[index]);
	return Buffer.from(samples.buffer);
}

/** S16le bytes to mu-law bytes. */
export function encodeMulaw(pcm) {
	const codes = new Uint8Array(pcm.length / 2);
	for (let index = 0; index < codes.length; index++) {
		codes[index] = encodeSample(pcm.readInt16LE(index * 2));
	}
	return Buffer.from(codes.buffer);
}

/** S16le bytes of samples. */
export function pcmOf(samples: ArrayLike<number>): Buffer {
	const bytes = Buffer.alloc(2 * samples.length);
	for (let index = 0; index < samples.length; index++) {
		bytes.writeInt16LE(samples[index] as number, 2 * index);
	}
	return bytes;
}

/** Samples that tell their place: none is 0, and none is like its neighbours. */
export function numbered(count: number, from = 1): Int16Array {
	return Int16Array.from({ length: count }, (_, index) => 1 + (((from + index) * 7919) % 32_000));
}

/** Something like speech: syllables of a changing tone with pauses between them. */
export function speech(sampleRate: number, ms: number, pitch: number): Int16Array {
	const length = (sampleRate * ms) / 1000;
	let phase = 0;
	return Int16Array.from({ length }, (_, index) => {
		const time = index / sampleRate;
		phase += (2 * Math.PI * pitch * (1 + 0.2 * Math.sin(3 * time))) / sampleRate;
		const loudness = Math.max(0, Math.sin(2 * Math.PI * 2.3 * time));
		return (
			9_000 * loudness * (Math.sin(phase) + 0.4 * Math.sin(3 * phase) + 0.2 * Math.sin(5 * phase))
		);
	});
}

/** How alike two sounds are, from -1 to 1; of nothing but silence nothing is alike. */
export function likeness(one: Int16Array, other: Int16Array): number {
	let [product, power, otherPower] = [0, 0, 0];
	for (let index = 0; index < Math.min(one.length, other.length); index++) {
		const [a, b] = [one[index] as number, other[index] as number];
		product += a * b;
		power += a * a;
		otherPower += b * b;
	}
	return power * otherPower === 0 ? 0 : product / Math.sqrt(power * otherPower);
}

/** Root of the mean square. */
export function loudness(sound: Int16Array): number {
	return Math.sqrt(
		sound.reduce((sum, sample) => sum + sample * sample, 0) / Math.max(1, sound.length),
	);
}

/** Bytes that differ everywhere, so that a lost, doubled or swapped one shows. */
export function distinctBytes(length: number, seed = 1): Buffer {
	const bytes = Buffer.alloc(length);
	let state = seed;
	for (let index = 0; index < length; index++) {
		state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
		bytes[index] = state >>> 24;
	}
	return bytes;
}

/** Cuts bytes into frames of a size; the last may be shorter. */
export function framesOf(bytes: Buffer, size: number): Buffer[] {
	const frames: Buffer[] = [];
	for (let start = 0; start < bytes.length; start += size) {
		frames.push(bytes.subarray(start, start + size));
	}
	return frames;
}

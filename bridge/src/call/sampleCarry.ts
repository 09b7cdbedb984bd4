/**
 * Cuts a stream of s16le chunks at sample boundaries: when a chunk ends in half a sample, that
 * byte waits for the next chunk. One lost byte would turn everything after it into noise.
 */
export class SampleCarry {
	private half: Buffer | undefined;

	/** The chunk with the byte that waited in front and its own odd byte kept back; even length. */
	align(chunk: Buffer): Buffer {
		const joined = this.half ? Buffer.concat([this.half, chunk]) : chunk;
		const even = joined.length & ~1;
		if (even === joined.length) {
			this.half = undefined;
			return joined;
		}
		this.half = Buffer.from(joined.subarray(even));
		return joined.subarray(0, even);
	}

	/** Forgets the byte that waits: what comes next begins a new utterance. */
	reset(): void {
		this.half = undefined;
	}
}

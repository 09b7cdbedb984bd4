/**
 * Cuts a stream of s16le chunks at sample boundaries: when a chunk ends in half a sample, that
 * byte waits for the next chunk. One lost byte would turn everything after it into noise.
 */
export class SampleCarry {
	/** -1 when no byte waits. */
	private half = -1;

	/** True while a byte waits for its other half. */
	get waits(): boolean {
		return this.half >= 0;
	}

	/**
	 * The chunk with the byte that waited in front and its own odd byte kept back; even length. Whole samples, which is the usual
	 * case, are the chunk itself.
	 */
	align(chunk: Buffer): Buffer {
		if (chunk.length === 0) return chunk;
		const joined = this.waits ? Buffer.concat([Buffer.of(this.half), chunk]) : chunk;
		const even = joined.length & ~1;
		if (even === joined.length) {
			this.half = -1;
			return joined;
		}
		this.half = joined[even] as number;
		return joined.subarray(0, even);
	}

	/** Forgets the byte that waits: what comes next begins a new utterance. */
	reset(): void {
		this.half = -1;
	}
}

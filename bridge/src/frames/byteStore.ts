const FIRST_BYTES = 2_048;

/** Bytes that have to wait: grows by doubling as they come, never ahead of them. */
export class ByteStore {
	/** The bytes are `bytes[0, length)`. */
	bytes = Buffer.alloc(0);
	length = 0;

	append(source: Buffer, start: number, end: number): void {
		const length = this.length + end - start;
		if (length > this.bytes.length) {
			const larger = Buffer.allocUnsafeSlow(Math.max(length, this.bytes.length * 2, FIRST_BYTES));
			this.bytes.copy(larger, 0, 0, this.length);
			this.bytes = larger;
		}
		source.copy(this.bytes, this.length, start, end);
		this.length = length;
	}
}

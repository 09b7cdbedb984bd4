/** First room, in samples: four seconds at 16 kHz. */
const FIRST_CAPACITY = 65_536;

/**
 * One channel of a recording between its arrival and the file: samples by their place in the call, silence wherever none were written.
 * A ring that grows to what is needed at once and never beyond `longest`.
 */
export class SoundTrack {
	/** Place of the first sample held; everything before it has been taken. */
	start = 0;
	/** Place after the last sample written. */
	end = 0;
	private samples = new Int16Array(FIRST_CAPACITY);
	private bytes = Buffer.from(this.samples.buffer);

	/** `longest`: samples that may be held at once. */
	constructor(private readonly longest: number) {}

	/** Memory in use, in bytes. */
	get heldBytes(): number {
		return this.bytes.length;
	}

	/**
	 * Puts s16le audio at a place that has not been taken yet, over what is there.
	 * @returns false when it reaches too far ahead and nothing was written
	 */
	write(place: number, pcm: Buffer): boolean {
		const end = place + (pcm.length >> 1);
		if (end - this.start > this.longest) return false;
		if (end - this.start > this.samples.length) this.grow(end - this.start);
		const offset = 2 * (place & (this.samples.length - 1));
		const first = pcm.copy(this.bytes, offset, 0, pcm.length & ~1);
		if (first < (pcm.length & ~1)) pcm.copy(this.bytes, 0, first, pcm.length & ~1);
		if (end > this.end) this.end = end;
		return true;
	}

	/** Silence from a place on. */
	cut(place: number): void {
		const from = Math.max(place, this.start);
		if (from >= this.end) return;
		this.silence(from, this.end);
		this.end = from;
	}

	/** Moves what stands from a place on `by` samples to the front; it replaces everything that was there. */
	pull(place: number, by: number): void {
		const mask = this.samples.length - 1;
		for (let at = place; at < this.end; at++) {
			this.samples[(at - by) & mask] = this.samples[at & mask] as number;
		}
		this.silence(this.end - by, this.end);
		this.end -= by;
	}

	/** Takes the next `count` samples out, as channel 0 or 1 of a stereo block that is silent so far. */
	take(block: Int16Array, channel: 0 | 1, count: number): void {
		const mask = this.samples.length - 1;
		const { start, samples } = this;
		const held = Math.min(count, this.end - start);
		for (let index = 0; index < held; index++) {
			block[2 * index + channel] = samples[(start + index) & mask] as number;
		}
		if (held > 0) this.silence(start, start + held);
		this.start = start + count;
		if (this.end < this.start) this.end = this.start;
	}

	private silence(from: number, to: number): void {
		const first = from & (this.samples.length - 1);
		const last = first + (to - from);
		this.samples.fill(0, first, last);
		if (last > this.samples.length) this.samples.fill(0, 0, last - this.samples.length);
	}

	private grow(needed: number): void {
		let capacity = this.samples.length;
		while (capacity < needed) capacity *= 2;
		const before = this.samples;
		this.samples = new Int16Array(capacity);
		this.bytes = Buffer.from(this.samples.buffer);
		for (let at = this.start; at < this.end; at++) {
			this.samples[at & (capacity - 1)] = before[at & (before.length - 1)] as number;
		}
	}
}

import type { SampleRate } from '../audio/pcm';

/** plivo.md §8.3: what is sent beyond it is lost. */
const BUFFER_SECONDS = 40;

interface Checkpoint {
	name: string;
	/** Played when this many samples were. */
	atSample: number;
}

/**
 * What a service has sent ahead of time: played out 20 ms by 20 ms, with the checkpoints in
 * between.
 */
export class PlaybackBuffer {
	#chunks: Int16Array[] = [];
	/** Samples of the first chunk that were played already. */
	#offset = 0;
	#queued = 0;
	#checkpoints: Checkpoint[] = [];
	/** Samples ever taken in, and ever played. */
	#taken = 0;
	#played = 0;

	constructor(private readonly rate: SampleRate) {}

	/** Filled share of the buffer, 0 to 1. */
	get fill(): number {
		return this.#queued / (this.rate * BUFFER_SECONDS);
	}

	/** Milliseconds of audio that wait to be played. */
	get queuedMs(): number {
		return (this.#queued * 1000) / this.rate;
	}

	/** Takes audio; returns the number of samples that did not fit. */
	push(samples: Int16Array): number {
		const room = this.rate * BUFFER_SECONDS - this.#queued;
		const kept = samples.subarray(0, Math.max(0, room));
		if (kept.length > 0) {
			this.#chunks.push(kept);
			this.#queued += kept.length;
			this.#taken += kept.length;
		}
		return samples.length - kept.length;
	}

	/** Marks the present end of the audio. */
	checkpoint(name: string): void {
		this.#checkpoints.push({ name, atSample: this.#taken });
	}

	/** The next samples, filled up with silence at the end; undefined when there is nothing. */
	next(length: number): Int16Array | undefined {
		if (this.#queued === 0) return undefined;
		const frame = new Int16Array(length);
		let filled = 0;
		while (filled < length) {
			const chunk = this.#chunks[0];
			if (!chunk) break;
			const piece = chunk.subarray(this.#offset, this.#offset + length - filled);
			frame.set(piece, filled);
			filled += piece.length;
			this.#offset += piece.length;
			if (this.#offset === chunk.length) {
				this.#chunks.shift();
				this.#offset = 0;
			}
		}
		this.#queued -= filled;
		this.#played += filled;
		return frame;
	}

	/** The checkpoints that were reached since the last time, in order. */
	reached(): string[] {
		const reached = this.#checkpoints.filter(({ atSample }) => atSample <= this.#played);
		this.#checkpoints = this.#checkpoints.filter(({ atSample }) => atSample > this.#played);
		return reached.map(({ name }) => name);
	}

	/** Throws the audio away; returns the checkpoints that were not reached. */
	clear(): string[] {
		const unreached = this.#checkpoints.map(({ name }) => name);
		this.#chunks = [];
		this.#offset = 0;
		this.#queued = 0;
		this.#checkpoints = [];
		this.#played = this.#taken;
		return unreached;
	}
}

import { performance } from 'node:perf_hooks';
import { FRAME_MS } from '../audio/pcm';

/** Behind by more than this, the machine was asleep: the missed time is skipped, not caught up. */
const LONGEST_CATCH_UP_MS = 10_000;

/**
 * The beat of all live audio: one tick per 20 ms frame, on a schedule of the monotonic clock. A late
 * timer is caught up with several ticks in a row, so that audio never drifts from real time.
 */
export class AudioClock {
	readonly #listeners = new Set<() => void>();
	#due = 0;
	#timer: NodeJS.Timeout | undefined;

	/** @param now milliseconds on a clock that only goes forward */
	constructor(private readonly now: () => number = () => performance.now()) {}

	/** Calls the listener 50 times a second until the returned function is called. */
	subscribe(listener: () => void): () => void {
		this.#listeners.add(listener);
		if (this.#timer === undefined) {
			this.#due = this.now() + FRAME_MS;
			this.#schedule();
		}
		return () => {
			this.#listeners.delete(listener);
			if (this.#listeners.size === 0) {
				clearTimeout(this.#timer);
				this.#timer = undefined;
			}
		};
	}

	#schedule(): void {
		this.#timer = setTimeout(() => this.#run(), Math.max(0, this.#due - this.now()));
	}

	#run(): void {
		const now = this.now();
		if (now - this.#due > LONGEST_CATCH_UP_MS) this.#due = now;
		while (this.#due <= now && this.#listeners.size > 0) {
			this.#due += FRAME_MS;
			for (const listener of [...this.#listeners]) listener();
		}
		if (this.#listeners.size > 0) this.#schedule();
	}
}

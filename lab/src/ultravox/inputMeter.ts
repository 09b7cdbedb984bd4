/** Milliseconds the caller's audio may run ahead of or behind real time before an event says so. */
const TOLERANCE_MS = 1000;
/** Audio further ahead than this is dropped. */
const MOST_AHEAD_MS = 3000;

/** Compares the caller's audio with real time: too fast is overflow, gaps are underflow (ultravox.md §8.2). */
export class InputMeter {
	#startedAt: number | undefined;
	#receivedMs = 0;
	#aheadNoted = false;

	constructor(private readonly onWarning: (kind: 'overflow' | 'underflow', text: string) => void) {}

	/** @returns false when this audio has to be dropped */
	accept(milliseconds: number): boolean {
		const now = performance.now();
		this.#startedAt ??= now;
		const aheadMs = this.#startedAt + this.#receivedMs - now;
		if (aheadMs < -TOLERANCE_MS) {
			this.onWarning('underflow', `Audio is ${Math.round(-aheadMs)} ms behind real time.`);
			this.#startedAt -= aheadMs;
		}
		if (aheadMs <= TOLERANCE_MS) this.#aheadNoted = false;
		else if (!this.#aheadNoted) {
			this.#aheadNoted = true;
			this.onWarning('overflow', `Audio is ${Math.round(aheadMs)} ms ahead of real time.`);
		}
		if (aheadMs > MOST_AHEAD_MS) return false;
		this.#receivedMs += milliseconds;
		return true;
	}
}

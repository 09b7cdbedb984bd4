/** What happens to a call later, unless the lab shuts down before. */
export class CallTimers {
	readonly #timers = new Set<NodeJS.Timeout>();
	#disposed = false;

	/** Acts after so many milliseconds; at once for none. */
	after(ms: number, act: () => void): void {
		// Its socket closes only after the shutdown, and would begin an end that nobody sees.
		if (this.#disposed) return;
		if (ms === 0) {
			act();
			return;
		}
		const timer = setTimeout(() => {
			this.#timers.delete(timer);
			act();
		}, ms);
		this.#timers.add(timer);
	}

	/** From now on nothing happens any more. */
	dispose(): void {
		this.#disposed = true;
		for (const timer of this.#timers) clearTimeout(timer);
	}
}

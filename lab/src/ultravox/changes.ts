/** Lets others wait for a condition that is looked at again after every change. */
export class Changes {
	readonly #listeners = new Set<() => void>();

	/** Something changed: everybody who waits looks again. */
	notify(): void {
		for (const listener of [...this.#listeners]) listener();
	}

	/** Resolves with what `look` finds. Rejects after `ms`, saying `what` was waited for. */
	waitFor<T>(look: () => T | undefined, ms: number, what: () => string): Promise<T> {
		const found = look();
		if (found !== undefined) return Promise.resolve(found);
		return new Promise((resolve, reject) => {
			const check = () => {
				const value = look();
				if (value === undefined) return;
				stop();
				resolve(value);
			};
			const timer = setTimeout(() => {
				stop();
				reject(new Error(`Waited ${ms} ms for ${what()}`));
			}, ms);
			const stop = () => {
				clearTimeout(timer);
				this.#listeners.delete(check);
			};
			this.#listeners.add(check);
		});
	}
}

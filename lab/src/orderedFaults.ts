/** A fault that was added: how often it has hit, and a way to take it back. */
export interface AddedFault {
	readonly hits: number;
	remove(): void;
}

interface ActiveFault<Fault> {
	fault: Fault;
	left: number;
	hits: number;
}

/** Faults that a test has ordered; the first one added that fits is used up first. */
export abstract class OrderedFaults<Fault extends { times?: number }> {
	readonly #active: Array<ActiveFault<Fault>> = [];
	readonly #usualTimes: number;

	/** @param usualTimes how often a fault hits that does not say it */
	protected constructor(usualTimes: number) {
		this.#usualTimes = usualTimes;
	}

	add(fault: Fault): AddedFault {
		const active: ActiveFault<Fault> = { fault, left: fault.times ?? this.#usualTimes, hits: 0 };
		this.#active.push(active);
		return {
			get hits() {
				return active.hits;
			},
			remove: () => {
				active.left = 0;
			},
		};
	}

	clear(): void {
		for (const active of this.#active) active.left = 0;
		this.#active.length = 0;
	}

	/** The first fault that fits and is not used up, counted as used; undefined when there is none. */
	protected takeFirst(fits: (fault: Fault) => boolean): Fault | undefined {
		const active = this.#active.find(({ fault, left }) => left > 0 && fits(fault));
		if (!active) return undefined;
		active.left -= 1;
		active.hits += 1;
		return active.fault;
	}
}

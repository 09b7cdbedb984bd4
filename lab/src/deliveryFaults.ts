import type { AddedFault } from './faults';

/** Something that happens to what the lab tells a customer's URL. */
export interface DeliveryFault {
	/** What is told: an Ultravox event such as `call.ended`, a Plivo callback such as `hangup` or `machine detection`. */
	what: string;
	/** How many deliveries it hits; all of them when not given. */
	times?: number;
	/** It is never sent. */
	lost?: boolean;
	/** How often it is sent in all; 1 when not given. Each copy is repeated for itself when it fails. */
	copies?: number;
	/** Milliseconds from one copy to the next; 0, all at the same time, when not given. */
	spacingMs?: number;
	/** Milliseconds before the first copy. */
	delayMs?: number;
}

interface ActiveFault {
	fault: DeliveryFault;
	left: number;
	hits: number;
}

/** The faults a test has ordered of webhooks and callbacks; the first one added that matches is used up first. */
export class DeliveryFaults {
	#active: ActiveFault[] = [];

	add(fault: DeliveryFault): AddedFault {
		const active: ActiveFault = { fault, left: fault.times ?? Infinity, hits: 0 };
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
		this.#active = [];
	}

	/**
	 * When the copies of a delivery are sent, in milliseconds from now; none when it is lost. The fault is
	 * counted as used.
	 */
	take(what: string): number[] {
		const active = this.#active.find(({ fault, left }) => left > 0 && fault.what === what);
		if (!active) return [0];
		active.left -= 1;
		active.hits += 1;
		const { lost = false, copies = 1, spacingMs = 0, delayMs = 0 } = active.fault;
		if (lost) return [];
		return Array.from({ length: copies }, (_, index) => delayMs + index * spacingMs);
	}
}

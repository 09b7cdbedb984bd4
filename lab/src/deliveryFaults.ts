import { OrderedFaults } from './orderedFaults';

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

/** The faults a test has ordered of webhooks and callbacks; the first one added that matches is used up first. */
export class DeliveryFaults extends OrderedFaults<DeliveryFault> {
	constructor() {
		super(Infinity);
	}

	/**
	 * When the copies of a delivery are sent, in milliseconds from now; none when it is lost. The fault is
	 * counted as used.
	 */
	take(what: string): number[] {
		const fault = this.takeFirst((one) => one.what === what);
		if (!fault) return [0];
		const { lost = false, copies = 1, spacingMs = 0, delayMs = 0 } = fault;
		if (lost) return [];
		return Array.from({ length: copies }, (_, index) => delayMs + index * spacingMs);
	}
}

import type { PlivoVariants } from '../variants';
import type { TrunkCall } from './trunkCall';

const DAY_MS = 86_400_000;

/** Records are kept this long (plivo.md §1.3). */
const KEPT_DAYS = 90;

/** All calls through trunks since the start. They are no calls of the Voice API, and those are none of these. */
export class TrunkCallRegistry {
	readonly #calls = new Map<string, TrunkCall>();

	constructor(private readonly variants: PlivoVariants) {}

	add(call: TrunkCall): void {
		this.#calls.set(call.uuid, call);
	}

	all(): TrunkCall[] {
		return [...this.#calls.values()];
	}

	/** Ended calls whose record is there, newest first. */
	finished(): TrunkCall[] {
		const now = Date.now();
		return this.all()
			.filter(
				({ times: { endedAt } }) =>
					endedAt !== null &&
					now >= endedAt + this.variants.cdrLagMs &&
					now < endedAt + KEPT_DAYS * DAY_MS,
			)
			.reverse();
	}
}

import type { LabCall } from './labCall';
import type { PlivoVariants } from './variants';

/** All calls since the start, in the three views of plivo.md §5.2. */
export class CallRegistry {
	readonly #calls = new Map<string, LabCall>();

	constructor(private readonly variants: PlivoVariants) {}

	add(call: LabCall): void {
		this.#calls.set(call.uuid, call);
	}

	all(): LabCall[] {
		return [...this.#calls.values()];
	}

	queued(): LabCall[] {
		return this.all().filter((call) => call.state === 'queued');
	}

	live(): LabCall[] {
		return this.all().filter(({ state }) => state === 'ringing' || state === 'in-progress');
	}

	/** Ended calls whose record has appeared, newest first. */
	finished(): LabCall[] {
		return this.all()
			.filter(
				({ times }) =>
					times.endedAt !== null && Date.now() >= times.endedAt + this.variants.cdrLagMs,
			)
			.reverse();
	}

	findLive(uuid: string): LabCall | undefined {
		return this.live().find((call) => call.uuid === uuid);
	}
}

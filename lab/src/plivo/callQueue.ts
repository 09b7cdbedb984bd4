import type { LabClock } from '../labClock';
import type { LabCall } from './labCall';

const SECOND_MS = 1000;

interface Waiting {
	call: LabCall;
	start: () => void;
}

/** The calls of Make Call that wait for their turn: so many begin in a second, in order (plivo.md §1.3). */
export class CallQueue {
	readonly #waiting: Waiting[] = [];
	/** When the latest calls began, oldest first; milliseconds since the epoch. */
	readonly #starts: number[] = [];
	#takeBackAlarm: () => void = () => undefined;
	#arriving = 0;

	/** @param limits looked at anew for every call */
	constructor(
		private readonly limits: { callStartsPerSecond: number },
		private readonly clock: LabClock,
	) {}

	/** Whether a call has come that the queue has not looked at yet. */
	get busy(): boolean {
		return this.#arriving > 0;
	}

	/**
	 * Starts a call when it is its turn, at the earliest after the current request was answered.
	 * A call that is canceled before is started at once, for it to be finished.
	 */
	add(call: LabCall, start: () => void): void {
		const entry = { call, start };
		this.#waiting.push(entry);
		call.ended.addEventListener('abort', () => {
			const index = this.#waiting.indexOf(entry);
			if (index === -1) return;
			this.#waiting.splice(index, 1);
			start();
		});
		this.#arriving += 1;
		setImmediate(() => {
			this.#arriving -= 1;
			this.#advance();
		});
	}

	#advance(): void {
		this.#takeBackAlarm();
		const now = this.clock.now();
		while (this.#starts[0] !== undefined && this.#starts[0] <= now - SECOND_MS) {
			this.#starts.shift();
		}
		while (this.#waiting.length > 0 && this.#starts.length < this.limits.callStartsPerSecond) {
			this.#starts.push(now);
			this.#waiting.shift()?.start();
		}
		const [oldest] = this.#starts;
		if (this.#waiting.length === 0 || oldest === undefined) return;
		this.#takeBackAlarm = this.clock.at(oldest + SECOND_MS, () => this.#advance());
	}
}

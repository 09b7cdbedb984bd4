import { durationMs } from './ultravoxDuration';
import type { TimedMessage } from './vendorTypes';

/**
 * `inactivityMessages`: each is due so long after the one before, and the caller's activity starts the
 * sequence again (ultravox.md §2.1). Time stands still while the agent is busy.
 */
export class InactivityWatch {
	#next = 0;
	#timer: NodeJS.Timeout | undefined;
	#closed = false;

	constructor(
		private readonly messages: TimedMessage[],
		private readonly onDue: (message: TimedMessage) => void,
	) {}

	/** The caller did something. */
	reset(): void {
		this.#next = 0;
		this.resume();
	}

	pause(): void {
		clearTimeout(this.#timer);
	}

	resume(): void {
		clearTimeout(this.#timer);
		const message = this.messages[this.#next];
		const delayMs = durationMs(message?.duration);
		if (this.#closed || !message || delayMs === undefined) return;
		this.#timer = setTimeout(() => {
			this.#next += 1;
			this.onDue(message);
		}, delayMs);
	}

	close(): void {
		this.#closed = true;
		clearTimeout(this.#timer);
	}
}

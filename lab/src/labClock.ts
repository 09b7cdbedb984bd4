interface Alarm {
	at: number;
	act: () => void;
}

/** Longer waits are cut into pieces of this length: what setTimeout takes at most. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** The time of what is planned (batches, throttles, the queue of calls, indexing, upload addresses): real time, moved on by tests. */
export class LabClock {
	readonly #alarms = new Set<Alarm>();
	#aheadMs = 0;
	#stoppedAt: number | undefined;
	#timer: NodeJS.Timeout | undefined;
	#closed = false;

	/** Milliseconds since the epoch. */
	now(): number {
		return (this.#stoppedAt ?? Date.now()) + this.#aheadMs;
	}

	/** The time now as an RFC 3339 text. */
	text(): string {
		return new Date(this.now()).toISOString();
	}

	/**
	 * Acts at a time, soon if that has passed, never within this call. The returned function takes it back.
	 *
	 * @param at milliseconds since the epoch
	 */
	at(at: number, act: () => void): () => void {
		const alarm: Alarm = { at, act };
		this.#alarms.add(alarm);
		this.#arm();
		return () => {
			this.#alarms.delete(alarm);
		};
	}

	/** When the next thing is due, in milliseconds since the epoch; undefined when nothing is planned. */
	get nextDue(): number | undefined {
		return this.#next()?.at;
	}

	/** Real time moves it no more, only `advance` does. */
	stop(): void {
		this.#stoppedAt ??= Date.now();
		this.#arm();
	}

	/** Moves the time on. What falls due on the way happens in its order, each at its time. */
	advance(ms: number): void {
		const target = this.now() + ms;
		for (let next = this.#next(); next && next.at <= target; next = this.#next()) {
			this.#aheadMs += Math.max(0, next.at - this.now());
			this.#ring(next);
		}
		this.#aheadMs += Math.max(0, target - this.now());
		this.#arm();
	}

	/** Nothing happens any more. */
	close(): void {
		this.#closed = true;
		this.#alarms.clear();
		clearTimeout(this.#timer);
	}

	#next(): Alarm | undefined {
		return [...this.#alarms].reduce<Alarm | undefined>(
			(first, alarm) => (first && first.at <= alarm.at ? first : alarm),
			undefined,
		);
	}

	#ring(alarm: Alarm): void {
		this.#alarms.delete(alarm);
		alarm.act();
	}

	#arm(): void {
		clearTimeout(this.#timer);
		const next = this.#next();
		if (!next || this.#closed) return;
		const isDue = next.at <= this.now();
		if (this.#stoppedAt !== undefined && !isDue) return;
		const wait = isDue ? 0 : Math.min(next.at - this.now(), LONGEST_TIMER_MS);
		this.#timer = setTimeout(() => {
			for (let due = this.#next(); due && due.at <= this.now(); due = this.#next()) {
				this.#ring(due);
			}
			this.#arm();
		}, wait);
	}
}

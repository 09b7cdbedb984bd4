/**
 * Knows, by our clock (performance.now()), what Plivo holds and has not played: it plays in real time what it is given, without a
 * pause.
 */
export class PlayClock {
	/** A number from the beginning, so that it is written in place. */
	private endsAt = Number.NaN;

	/** True when something was given since the last clear: Plivo may still be playing it. */
	get started(): boolean {
		return !Number.isNaN(this.endsAt);
	}

	/** Play time that Plivo still holds, in milliseconds. */
	aheadMs(now: number): number {
		const left = this.endsAt - now;
		return left > 0 ? left : 0;
	}

	/** In how many milliseconds Plivo has played the last of it: negative when it has, infinitely when there was nothing. */
	endsInMs(now: number): number {
		return this.started ? this.endsAt - now : Number.NEGATIVE_INFINITY;
	}

	/** Plivo is given audio of this length. @returns in how many milliseconds it will be heard */
	add(lengthMs: number, now: number): number {
		const beginsAt = this.endsAt > now ? this.endsAt : now;
		this.endsAt = beginsAt + lengthMs;
		return beginsAt - now;
	}

	/** Plivo holds nothing any more. */
	clear(): void {
		this.endsAt = Number.NaN;
	}
}

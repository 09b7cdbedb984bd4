/**
 * How many bytes of events may be in memory. Those that are on disk too get half of it at most: they can be read again, and what is not
 * written, or not yet, must find room.
 */
export class EventMemory {
	private held = 0;

	constructor(private readonly limit: number) {}

	/** Takes room for an event, or says false when there is none. */
	take(bytes: number): boolean {
		if (this.held + bytes > this.limit) return false;
		this.held += bytes;
		return true;
	}

	/** Whether an event that is on disk now may stay in memory too. */
	mayStay(): boolean {
		return this.held <= this.limit / 2;
	}

	free(bytes: number): void {
		this.held -= bytes;
	}
}

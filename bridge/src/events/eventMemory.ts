/**
 * How many bytes of events may be in memory. Those that are on disk too get half of it at most: they can be read again, and what cannot
 * be written must find room.
 */
export class EventMemory {
	private held = 0;

	constructor(private readonly limit: number) {}

	/** Takes room for an event, or says false when there is none. */
	take(bytes: number, onDisk: boolean): boolean {
		if (this.held + bytes > (onDisk ? this.limit / 2 : this.limit)) return false;
		this.held += bytes;
		return true;
	}

	free(bytes: number): void {
		this.held -= bytes;
	}
}

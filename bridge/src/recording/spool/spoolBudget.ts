/** Counts the bytes in a spool of one process, and says when it is full. */
export class SpoolBudget {
	private used = 0;
	private readonly byRecording = new Map<string, number>();

	constructor(private readonly limit: number) {}

	get full(): boolean {
		return this.used >= this.limit;
	}

	/** Counts bytes of a recording that are about to be written; false when there is no room for them. */
	take(id: string, bytes: number): boolean {
		if (this.used + bytes > this.limit) return false;
		this.add(id, bytes);
		return true;
	}

	/** Counts bytes of a recording that are there already. */
	add(id: string, bytes: number): void {
		this.used += bytes;
		this.byRecording.set(id, (this.byRecording.get(id) ?? 0) + bytes);
	}

	/** A recording is gone from the spool. */
	release(id: string): void {
		this.used -= this.byRecording.get(id) ?? 0;
		this.byRecording.delete(id);
	}
}

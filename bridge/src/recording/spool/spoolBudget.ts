import type { FreeSpace } from './freeSpace';

/** Why nothing more may be written: the bound of the spool, or of the disk. */
export type NoRoom = 'spool-full' | 'disk-low';

/** Counts the bytes in a spool of one process, and says when there is no room for more. */
export class SpoolBudget {
	private used = 0;
	private readonly byRecording = new Map<string, number>();

	constructor(
		private readonly limit: number,
		readonly disk: Pick<FreeSpace, 'low' | 'stop'>,
	) {}

	/** Why nothing can be recorded; undefined while there is room. */
	get noRoom(): NoRoom | undefined {
		if (this.disk.low) return 'disk-low';
		return this.used >= this.limit ? 'spool-full' : undefined;
	}

	/** Counts bytes of a recording that are about to be written. @returns why there is no room for them */
	take(id: string, bytes: number): NoRoom | undefined {
		if (this.disk.low) return 'disk-low';
		if (this.used + bytes > this.limit) return 'spool-full';
		this.add(id, bytes);
		return undefined;
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

import { closeSync, fsyncSync, openSync } from 'node:fs';
import type { EventFile } from './eventFile';

/**
 * Flushes event files to the disk itself, one each time after what was ordered meanwhile: what is written waits for one of them at most. A
 * file that is written to again before its turn is flushed once.
 */
export class DiskFlush {
	/** Paths of files and of their folders. */
	private readonly marked = new Set<string>();

	constructor(private readonly onError: (error: unknown) => void) {}

	/** The file has been written to. */
	mark(file: EventFile): void {
		if (this.marked.size === 0) setImmediate(() => this.flushNext());
		this.marked.add(file.path);
		this.marked.add(file.folder.path);
	}

	private flushNext(): void {
		const [path] = this.marked;
		if (path === undefined) return;
		this.marked.delete(path);
		this.flush(path);
		if (this.marked.size > 0) setImmediate(() => this.flushNext());
	}

	private flush(path: string): void {
		try {
			const file = openSync(path, 'r');
			try {
				fsyncSync(file);
			} finally {
				closeSync(file);
			}
		} catch (error) {
			// Delivered meanwhile, and removed.
			if ((error as NodeJS.ErrnoException).code !== 'ENOENT') this.onError(error);
		}
	}
}

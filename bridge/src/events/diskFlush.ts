import { open } from 'node:fs/promises';
import type { EventFile } from './eventFile';

/**
 * Flushes event files to the disk itself, in the background: nothing waits for it, the audio least of all. Files written to while one
 * round is under way are flushed together in the next.
 */
export class DiskFlush {
	private marked = new Set<EventFile>();
	private running = false;

	constructor(private readonly onError: (error: unknown) => void) {}

	/** The file has been written to. */
	mark(file: EventFile): void {
		this.marked.add(file);
		if (!this.running) void this.run();
	}

	private async run(): Promise<void> {
		this.running = true;
		while (this.marked.size > 0) {
			const files = this.marked;
			this.marked = new Set();
			const folders = new Set([...files].map(({ folder }) => folder.path));
			for (const path of [...[...files].map((file) => file.path), ...folders]) {
				await this.flush(path);
			}
		}
		this.running = false;
	}

	private async flush(path: string): Promise<void> {
		try {
			const file = await open(path, 'r');
			try {
				await file.sync();
			} finally {
				await file.close();
			}
		} catch (error) {
			// Delivered meanwhile, and removed.
			if ((error as NodeJS.ErrnoException).code !== 'ENOENT') this.onError(error);
		}
	}
}

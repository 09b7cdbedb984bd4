import type { Logger } from 'pino';
import type { FileRef } from './disk/eventDisk';
import type { EventStore } from './eventStore';

/** The folders that dead processes left: whoever of the living comes first takes them over, whole. */
export class Orphans {
	private looking = false;

	/** @param onFound told which event files are in a folder that was taken over, oldest first */
	constructor(
		private readonly store: EventStore,
		private readonly log: Logger,
		private readonly onFound: (files: FileRef[]) => void,
	) {}

	/** Looks for folders nobody alive has; never throws. */
	async look(): Promise<void> {
		if (this.looking) return;
		this.looking = true;
		try {
			for (const { folder, names } of await this.store.disk.ask('takeOver')) {
				this.log.info({ calls: names.length }, 'undelivered events of another process taken over');
				this.onFound(names.map((name) => ({ folder, name })));
			}
		} catch (error) {
			this.store.fail(error);
		} finally {
			this.looking = false;
		}
	}
}

import type { Logger } from 'pino';
import { errorCode } from '../logger';
import { EventFolder } from './eventFolder';
import type { EventStore } from './eventStore';

/** The folders that dead processes left: whoever of the living comes first takes them over, whole. */
export class Orphans {
	private readonly adopted = new Set<EventFolder>();
	private looking = false;
	private closed = false;

	/** @param onFound told which event files are in a folder that was taken over, oldest first */
	constructor(
		private readonly store: EventStore,
		private readonly log: Logger,
		private readonly onFound: (folder: EventFolder, names: string[]) => void,
	) {}

	/** Looks for folders nobody alive has; never throws. */
	async look(): Promise<void> {
		if (this.looking) return;
		this.looking = true;
		try {
			for (const path of await EventFolder.all(this.store.root)) await this.tryToAdopt(path);
		} catch (error) {
			this.store.fail(error);
		} finally {
			this.looking = false;
		}
	}

	/** Lets go of all of them. */
	close(): void {
		this.closed = true;
		for (const folder of this.adopted) folder.dispose();
	}

	private async tryToAdopt(path: string): Promise<void> {
		if (this.closed) return;
		let folder: EventFolder | undefined;
		try {
			folder = EventFolder.adopt(path);
			if (!folder) return;
			this.adopted.add(folder);
			const names = await folder.list();
			if (names.length === 0 || this.closed) {
				folder.dispose();
				return;
			}
			this.log.info({ calls: names.length }, 'undelivered events of another process taken over');
			this.onFound(folder, names);
		} catch (error) {
			// Its last owner may just be removing it.
			folder?.dispose();
			this.log.debug({ code: errorCode(error) }, 'a folder of events cannot be taken over');
		}
	}
}

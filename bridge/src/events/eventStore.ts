import type { Logger } from 'pino';
import { signText } from '../../../nodes/shared/derivedKey';
import { secretInUse, type SharedSecrets } from '../../../nodes/shared/sharedSecrets';
import { errorCode } from '../logger';
import { eventsFolder } from './dataFolder';
import { DiskFlush } from './diskFlush';
import type { EventCounts } from './eventCounts';
import { EventFile } from './eventFile';
import { LANE_CHARACTERS, newFileName } from './eventFileName';
import { EventFolder } from './eventFolder';
import { LineSeal } from './sealedLine';

const LANE_PURPOSE = 'plivo-ultravox/stored-events-lane';

export interface EventStoreOptions {
	/** BRIDGE_DATA_FOLDER. */
	dataFolder: string;
	secret: SharedSecrets;
	/** Flush every event to the disk. */
	sync: boolean;
	counts: EventCounts;
	log: Logger;
}

/** Where events are on disk: `<data folder>/events/<a folder of each process>/<a file for each call>`. */
export class EventStore {
	readonly seal: LineSeal;
	/** Where the folders of all processes are. */
	readonly root: string;
	/** Why events are not written to disk at this moment: one sentence. */
	problem: string | undefined;
	private readonly flush: DiskFlush | undefined;
	private own: EventFolder | undefined;

	constructor(private readonly options: EventStoreOptions) {
		this.root = eventsFolder(options.dataFolder);
		this.seal = new LineSeal(options.secret);
		if (options.sync) this.flush = new DiskFlush((error) => this.fail(error));
	}

	/** Makes the folder of this process. */
	open(): void {
		this.guard(() => (this.own = EventFolder.create(this.root)));
	}

	/** A file for one more call, not on disk yet; undefined when there is no folder. */
	newFile(eventsUrl: string): EventFile | undefined {
		if (!this.own) return undefined;
		const { origin } = new URL(eventsUrl);
		const lane = signText(origin, secretInUse(this.options.secret), LANE_PURPOSE).slice(
			0,
			LANE_CHARACTERS,
		);
		return this.file(this.own, newFileName(lane));
	}

	/** A file by its name. */
	file(folder: EventFolder, name: string): EventFile {
		return new EventFile(folder, name, this.flush);
	}

	/** Does something on disk; when that fails it is counted and told, and the result is undefined. */
	guard<Result>(action: () => Result): Result | undefined {
		try {
			return action();
		} catch (error) {
			this.fail(error);
			return undefined;
		}
	}

	/** Something on disk has failed. */
	fail(error: unknown): void {
		const { counts, log } = this.options;
		counts.eventWriteFailures += 1;
		if (this.problem !== undefined) return;
		const code = errorCode(error);
		this.problem = `Events cannot be written to BRIDGE_DATA_FOLDER (${code}).`;
		log.error({ code }, 'events cannot be written to BRIDGE_DATA_FOLDER: they are kept in memory');
	}

	/**
	 * Tries again after a failure.
	 * @param writeRest writes what could not be written; false when it still cannot be
	 */
	mend(writeRest: () => boolean): void {
		if (this.problem === undefined) return;
		try {
			if (this.own) this.own.repair();
			else this.own = EventFolder.create(this.root);
		} catch {
			this.options.counts.eventWriteFailures += 1;
			return;
		}
		if (!writeRest()) return;
		this.problem = undefined;
		this.options.log.info('events are written to disk again');
	}

	/** Lets go of the folder; what is left in it is for others, or for the next start. */
	close(): void {
		this.own?.dispose();
	}
}

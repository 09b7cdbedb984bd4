import type { Logger } from 'pino';
import { signText } from '../../../nodes/shared/derivedKey';
import { secretInUse, type SharedSecrets } from '../../../nodes/shared/sharedSecrets';
import { errorCode } from '../logger';
import { eventsFolder } from './dataFolder';
import { DiskLine } from './disk/diskLine';
import { OWN_FOLDER, type FileRef } from './disk/eventDisk';
import type { EventCounts } from './eventCounts';
import { LANE_CHARACTERS, newFileName } from './eventFileName';

/** How long (ms) the start waits for the folder. */
const OPEN_MS = 5_000;
const LANE_PURPOSE = 'plivo-ultravox/stored-events-lane';

export interface EventStoreOptions {
	/** BRIDGE_DATA_FOLDER. */
	dataFolder: string;
	secret: SharedSecrets;
	/** Flush every event to the disk. */
	sync: boolean;
	counts: EventCounts;
	log: Logger;
	/** The disk does not answer any more: what is to be written first need not be waited for. */
	onStall: () => void;
}

/** Where events are on disk: `<data folder>/events/<a folder of each process>/<a file for each call>`. */
export class EventStore {
	/** Why events are not written to disk at this moment: one sentence. */
	problem: string | undefined;
	/** To the thread that has the files. */
	readonly disk: DiskLine;
	private mending = false;
	private closed = false;

	constructor(private readonly options: EventStoreOptions) {
		const { dataFolder, secret, sync } = options;
		this.disk = new DiskLine(
			{ root: eventsFolder(dataFolder), secret, sync },
			{
				onStall: () => {
					this.tell('it does not answer');
					options.onStall();
				},
				onError: (error) => this.fail(error),
			},
		);
	}

	/** Makes the folder of this process. A disk that does not answer is not waited for. */
	async open(): Promise<void> {
		await this.inTime(this.attempt(this.repair()), OPEN_MS);
	}

	/** A file for one more call, not on disk yet. */
	newFile(eventsUrl: string): FileRef {
		const { origin } = new URL(eventsUrl);
		const lane = signText(origin, secretInUse(this.options.secret), LANE_PURPOSE).slice(
			0,
			LANE_CHARACTERS,
		);
		return { folder: OWN_FOLDER, name: newFileName(lane) };
	}

	/** Whether something could be done on disk; when it fails it is counted and told. */
	async attempt(work: Promise<unknown>): Promise<boolean> {
		try {
			await work;
			return true;
		} catch (error) {
			this.fail(error);
			return false;
		}
	}

	/** Something on disk has failed. */
	fail(error: unknown): void {
		if (this.closed) return;
		this.options.counts.eventWriteFailures += 1;
		this.tell(errorCode(error));
	}

	/**
	 * Tries again after a failure.
	 * @param writeRest writes what could not be written; false when it still cannot be
	 */
	async mend(writeRest: () => Promise<boolean>): Promise<void> {
		if (this.problem === undefined || this.mending) return;
		this.mending = true;
		try {
			await this.repair();
			if (!(await writeRest())) return;
			this.problem = undefined;
			this.options.log.info('events are written to disk again');
		} catch {
			this.options.counts.eventWriteFailures += 1;
		} finally {
			this.mending = false;
		}
	}

	/**
	 * Lets go of the folder, once all is written, or the disk has not done it by then; what is left in it is for others, or for the next start.
	 */
	async close(limitMs: number): Promise<void> {
		let answered = false;
		const closing = this.attempt(this.disk.ask('close')).then(() => {
			answered = true;
		});
		await this.inTime(closing, limitMs);
		// A thread that waits for a disk keeps the process from its end.
		if (!answered) this.disk.stalled = true;
		this.closed = true;
		this.disk.stop();
	}

	private async repair(): Promise<void> {
		this.disk.own = await this.disk.ask('repair');
	}

	private async inTime(work: Promise<unknown>, limitMs: number): Promise<void> {
		let timer: NodeJS.Timeout | undefined;
		const late = new Promise<void>((resolve) => {
			timer = setTimeout(resolve, limitMs);
		});
		await Promise.race([work, late]);
		clearTimeout(timer);
	}

	private tell(code: string): void {
		if (this.problem !== undefined) return;
		this.problem = `Events cannot be written to BRIDGE_DATA_FOLDER (${code}).`;
		this.options.log.error(
			{ code },
			'events cannot be written to BRIDGE_DATA_FOLDER: they are kept in memory',
		);
	}
}

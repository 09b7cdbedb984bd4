import { createHash } from 'node:crypto';
import { access, mkdir, open, readdir, stat, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import type { Logger } from 'pino';
import { errorCode } from '../logger';

const PRIVATE_FOLDER = 0o700;
const PRIVATE_FILE = 0o600;
const NAME = /^[0-9a-f]{64}$/;
/** For how long a call is noted: tokens are good for two minutes, by a clock that may be wrong by some more. */
const NOTED_MS = 600_000;
const SWEEP_MS = 120_000;
/** A disk that takes longer (ms) has something worse to do; a caller does not wait for it. */
const LONGEST_MS = 500;

/** Since when orders are noted in the folder: the age of this file tells. */
const ORDERS_SINCE = 'orders-since';

/**
 * Which calls have had their stream, and which orders of n8n's were obeyed, in the data folder: an empty file for each, named so that it says
 * nothing to others. Whoever comes after a bridge that was killed knows it from there, and so do others on the same folder. Where the
 * folder fails, no call is refused.
 */
export class SpentCalls {
	private readonly folder: string;
	private readonly sweeping: NodeJS.Timeout;
	private failing = false;
	/** One thing after the other: of the few threads that Node.js has for files and names, a disk that stalls holds one. */
	private last: Promise<unknown> = Promise.resolve();
	/** Things that take too long. */
	private late = 0;
	/** Since when the sweep waits for the disk to answer. */
	private sweepingSince: number | undefined;

	/** @param dataFolder BRIDGE_DATA_FOLDER */
	constructor(
		dataFolder: string,
		private readonly log: Logger,
	) {
		this.folder = join(dataFolder, 'spent');
		this.sweeping = setInterval(() => void this.sweep(), SWEEP_MS);
		this.sweeping.unref();
		void this.sweep();
		void this.inTime(async () => await this.beginOrders());
	}

	/** Notes a call; false when it was noted before. */
	async add(callId: string): Promise<boolean> {
		return (await this.inTime(async () => await this.note(callId))) ?? true;
	}

	/**
	 * Notes an order that was signed at a certain time.
	 * @returns whether it is new; undefined when it may have been obeyed before anything was noted, or cannot be noted
	 */
	async isNewOrder(nonce: string, signedAt: Date): Promise<boolean | undefined> {
		return await this.inTime(async () => {
			const isFirst = await this.note(`order ${nonce}`);
			if (isFirst !== true) return isFirst;
			const since = await stat(join(this.folder, ORDERS_SINCE)).catch(() => undefined);
			return since && since.mtimeMs <= signedAt.getTime() ? true : undefined;
		});
	}

	async has(callId: string): Promise<boolean> {
		const isKnown = async () => {
			return await access(this.pathOf(callId)).then(
				() => true,
				() => false,
			);
		};
		return (await this.inTime(isKnown)) ?? false;
	}

	/** The disk does not answer. */
	get stuck(): boolean {
		return this.late > 0 || performance.now() - (this.sweepingSince ?? Infinity) > LONGEST_MS;
	}

	/** Nothing is noted any more. */
	close(): void {
		clearInterval(this.sweeping);
	}

	private pathOf(callId: string): string {
		return join(this.folder, createHash('sha256').update(callId).digest('hex'));
	}

	private async beginOrders(): Promise<void> {
		try {
			await mkdir(this.folder, { recursive: true, mode: PRIVATE_FOLDER });
			await createFile(join(this.folder, ORDERS_SINCE));
		} catch {
			// Then nobody knows since when, and it is as without a folder.
		}
	}

	/** False when somebody else has noted it; undefined when it cannot be noted. */
	private async note(callId: string): Promise<boolean | undefined> {
		try {
			await mkdir(this.folder, { recursive: true, mode: PRIVATE_FOLDER });
			const isFirst = await createFile(this.pathOf(callId));
			this.failing = false;
			return isFirst;
		} catch (error) {
			if (!this.failing) {
				const code = errorCode(error);
				this.log.warn({ code }, 'which calls have had their stream cannot be noted on disk');
			}
			this.failing = true;
			return undefined;
		}
	}

	/** Undefined when it takes too long. */
	private async inTime<Result>(work: () => Promise<Result>): Promise<Result | undefined> {
		if (this.late > 0) return undefined;
		const done = this.last.then(work);
		this.last = done;
		let timer: NodeJS.Timeout | undefined;
		const limit = new Promise<undefined>((resolve) => {
			timer = setTimeout(resolve, LONGEST_MS, undefined);
		});
		const result = await Promise.race([done, limit]);
		clearTimeout(timer);
		if (result === undefined) {
			this.late += 1;
			void done.then(() => (this.late -= 1));
		}
		return result;
	}

	/** Removes the notes of calls whose tokens are good no more. */
	private async sweep(): Promise<void> {
		if (this.late > 0 || this.sweepingSince !== undefined) return;
		this.sweepingSince = performance.now();
		const names = await readdir(this.folder).catch(() => []);
		for (const name of names.filter((each) => NAME.test(each))) {
			const path = join(this.folder, name);
			// Many of them take their time on a disk that answers.
			this.sweepingSince = performance.now();
			try {
				if (Date.now() - (await stat(path)).mtimeMs > NOTED_MS) await unlink(path);
			} catch {
				// Another bridge on the same folder was faster.
			}
		}
		this.sweepingSince = undefined;
	}
}

/** An empty file; false when there is one already. */
async function createFile(path: string): Promise<boolean> {
	try {
		const file = await open(path, 'wx', PRIVATE_FILE);
		await file.close();
		return true;
	} catch (error) {
		if (errorCode(error) === 'EEXIST') return false;
		throw error;
	}
}

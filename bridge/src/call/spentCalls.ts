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

/**
 * Which calls have had their stream, in the data folder: an empty file for each, named so that it says nothing to others. Whoever comes
 * after a bridge that was killed knows it from there, and so do others on the same folder. Where the folder fails, no call is refused.
 */
export class SpentCalls {
	private readonly folder: string;
	private readonly sweeping: NodeJS.Timeout;
	private failing = false;

	/** @param dataFolder BRIDGE_DATA_FOLDER */
	constructor(
		dataFolder: string,
		private readonly log: Logger,
	) {
		this.folder = join(dataFolder, 'spent');
		this.sweeping = setInterval(() => void this.sweep(), SWEEP_MS);
		this.sweeping.unref();
		void this.sweep();
	}

	/** Notes a call; false when it was noted before. */
	async add(callId: string): Promise<boolean> {
		return (await this.inTime(this.note(callId))) ?? true;
	}

	async has(callId: string): Promise<boolean> {
		const known = access(this.pathOf(callId)).then(
			() => true,
			() => false,
		);
		return (await this.inTime(known)) ?? false;
	}

	/** Nothing is noted any more. */
	close(): void {
		clearInterval(this.sweeping);
	}

	private pathOf(callId: string): string {
		return join(this.folder, createHash('sha256').update(callId).digest('hex'));
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
	private async inTime<Result>(work: Promise<Result>): Promise<Result | undefined> {
		let timer: NodeJS.Timeout | undefined;
		const limit = new Promise<undefined>((resolve) => {
			timer = setTimeout(resolve, LONGEST_MS, undefined);
		});
		const result = await Promise.race([work, limit]);
		clearTimeout(timer);
		return result;
	}

	/** Removes the notes of calls whose tokens are good no more. */
	private async sweep(): Promise<void> {
		const names = await readdir(this.folder).catch(() => []);
		for (const name of names.filter((each) => NAME.test(each))) {
			const path = join(this.folder, name);
			try {
				if (Date.now() - (await stat(path)).mtimeMs > NOTED_MS) await unlink(path);
			} catch {
				// Another bridge on the same folder was faster.
			}
		}
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

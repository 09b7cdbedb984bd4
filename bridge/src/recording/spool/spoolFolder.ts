import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, rmdir, unlink } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { FolderLock, LOCK_NAME } from '../../events/folderLock';
import { errorCode } from '../../logger';

/** Machine and process are for people who look; whom a folder belongs to is told by its lock alone. */
const FOLDER_NAME = /^[A-Za-z0-9-]+~\d+~[0-9a-f]{12}$/;
/** For the process and its group: others may be allowed to fetch recordings. */
const FOLDER_MODE = 0o750;
const CREATE_ATTEMPTS = 5;

/** A folder of recordings that belongs to one process: whoever has its lock. */
export class SpoolFolder {
	private released = false;

	private constructor(
		readonly path: string,
		private lock: FolderLock | undefined,
	) {}

	/** A folder of our own below `root` that is not there yet: `restore` makes it. */
	static later(root: string): SpoolFolder {
		return new SpoolFolder(join(root, newName()), undefined);
	}

	/** Makes a folder of our own below `root`. Throws the system's or SQLite's error when it cannot be made or locked. */
	static async create(root: string): Promise<SpoolFolder> {
		// Somebody who looks for what others left can come between the making and the locking.
		for (let attempt = 1; ; attempt++) {
			const path = join(root, newName());
			await mkdir(path, { mode: FOLDER_MODE });
			try {
				const lock = FolderLock.take(path);
				if (lock) return new SpoolFolder(path, lock);
			} catch (error) {
				if (attempt === CREATE_ATTEMPTS) throw error;
			}
		}
	}

	/** Takes over the folder of a process that is gone; undefined when it lives, or somebody else has taken the folder over. */
	static takeOver(path: string): SpoolFolder | undefined {
		try {
			const lock = FolderLock.take(path);
			return lock && new SpoolFolder(path, lock);
		} catch {
			// It was removed meanwhile. What cannot be locked is nobody's to take.
			return undefined;
		}
	}

	/** The paths of all such folders below `root`, which may not be there. */
	static async all(root: string): Promise<string[]> {
		const names = await readdir(root).catch((error: unknown) => {
			if (errorCode(error) !== 'ENOENT') throw error;
			return [];
		});
		return names.filter((name) => FOLDER_NAME.test(name)).map((name) => join(root, name));
	}

	/** Makes the folder, and locks it, if it is not there yet or somebody has cleared it away. Throws when that cannot be done. */
	async restore(): Promise<void> {
		await mkdir(this.path, { recursive: true, mode: FOLDER_MODE });
		if (this.lock && existsSync(join(this.path, LOCK_NAME))) return;
		this.lock?.release();
		this.lock = undefined;
		const lock = FolderLock.take(this.path);
		if (!lock) throw new Error('The folder belongs to another process now.');
		this.lock = lock;
	}

	/** Lets go of the folder if no recording is in it, and removes it. @returns whether it is gone */
	async removeEmpty(): Promise<boolean> {
		const names = await readdir(this.path).catch(() => []);
		if (names.some((name) => name !== LOCK_NAME)) return false;
		// Removed while the lock is held: who waits for the lock of a removed folder finds nothing in it.
		await unlink(join(this.path, LOCK_NAME)).catch(() => undefined);
		await rmdir(this.path).catch(() => undefined);
		this.release();
		return true;
	}

	/** What is in the folder is another process's to take over. */
	release(): void {
		if (this.released) return;
		this.released = true;
		this.lock?.release();
	}
}

function newName(): string {
	const machine = hostname()
		.replace(/[^A-Za-z0-9-]/g, '-')
		.slice(0, 63);
	return `${machine}~${process.pid}~${randomBytes(6).toString('hex')}`;
}

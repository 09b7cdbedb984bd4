import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { byAge, isFileName } from './eventFileName';
import { FolderLock, LOCK_NAME } from './folderLock';

const FOLDER_NAME = /^[0-9a-f]{32}$/;
/** Transcripts are nobody else's business. */
export const PRIVATE_FOLDER = 0o700;
const PROBE_BYTES = 4_096;
const CREATE_ATTEMPTS = 5;

/** A folder of event files that belongs to one process: whoever has its lock. */
export class EventFolder {
	private files = 0;
	private disposed = false;

	private constructor(
		readonly path: string,
		private lock: FolderLock,
		private readonly adopted: boolean,
	) {}

	/** Makes a folder of our own below `root`. Throws the system's error when that cannot be done. */
	static create(root: string): EventFolder {
		mkdirSync(root, { recursive: true, mode: PRIVATE_FOLDER });
		// Somebody who looks for orphans can come between the making and the locking.
		for (let attempt = 1; ; attempt++) {
			const path = join(root, randomBytes(16).toString('hex'));
			mkdirSync(path, { mode: PRIVATE_FOLDER });
			try {
				const lock = FolderLock.take(path);
				if (lock) return new EventFolder(path, lock, false);
			} catch (error) {
				if (attempt === CREATE_ATTEMPTS) throw error;
			}
		}
	}

	/** Takes over the folder when its process is dead; undefined when it lives. Throws when the folder cannot be locked. */
	static adopt(path: string): EventFolder | undefined {
		const lock = FolderLock.take(path);
		return lock && new EventFolder(path, lock, true);
	}

	/** The paths of all such folders below `root`. */
	static all(root: string): string[] {
		const names = readdirSync(root);
		return names.filter((name) => FOLDER_NAME.test(name)).map((name) => join(root, name));
	}

	/** Names of the event files that a dead process left, oldest first. What it was rewriting when it died is removed. */
	list(): string[] {
		const names = readdirSync(this.path);
		for (const name of names) {
			if (name !== LOCK_NAME && !isFileName(name)) rmSync(join(this.path, name), { force: true });
		}
		const files = names.filter(isFileName).sort(byAge);
		this.files = files.length;
		return files;
	}

	/** One of the files of an adopted folder is gone; with the last the folder goes. */
	fileGone(): void {
		this.files -= 1;
		if (this.adopted && this.files <= 0) this.dispose();
	}

	/** Finds out whether the folder can be written to, after it could not, and makes it anew when it has vanished. Throws when not. */
	repair(): void {
		mkdirSync(this.path, { recursive: true, mode: PRIVATE_FOLDER });
		if (!existsSync(join(this.path, LOCK_NAME))) {
			this.lock.release();
			const lock = FolderLock.take(this.path);
			if (!lock) throw new Error('The folder belongs to another process now.');
			this.lock = lock;
		}
		const probe = join(this.path, 'probe');
		try {
			writeFileSync(probe, Buffer.alloc(PROBE_BYTES));
		} finally {
			rmSync(probe, { force: true });
		}
	}

	/** Lets go of the folder: with what is left in it, others may take it over; when nothing is, it is removed. */
	dispose(): void {
		if (this.disposed) return;
		this.disposed = true;
		try {
			// Removed while the lock is held: who waits for the lock of a removed folder finds nothing in it.
			if (!readdirSync(this.path).some(isFileName)) {
				rmSync(join(this.path, LOCK_NAME), { force: true });
				rmdirSync(this.path);
			}
		} catch {
			// It stays behind empty, and the next to look for orphans removes it.
		} finally {
			this.lock.release();
		}
	}
}

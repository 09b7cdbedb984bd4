import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';

/** Name of the file that is locked. Nothing but SQLite may open it: closing it elsewhere in the process would end the lock. */
export const LOCK_NAME = 'lock';

/** SQLITE_BUSY: somebody else has it. */
const BUSY = 5;

/**
 * A lock on a folder that ends with the process, however that ends. It is the operating system's own: SQLite takes an exclusive lock on
 * an empty database, which Node.js has no call for. So there is no process id to be mistaken for another's, in another container or
 * after a restart, no heartbeat to miss, and a process that is merely stopped keeps what it has.
 */
export class FolderLock {
	private constructor(private readonly database: DatabaseSync) {}

	/**
	 * Takes the lock, or returns undefined when somebody alive has it, be it this very process. Throws the system's or SQLite's error
	 * when the folder cannot be locked at all.
	 */
	static take(folder: string): FolderLock | undefined {
		// Asked for when it is needed: a Node.js that was built without it can still keep events in memory.
		const sqlite = process.getBuiltinModule('node:sqlite') as
			typeof import('node:sqlite') | undefined;
		if (!sqlite) throw new Error('This Node.js was built without node:sqlite.');
		const database = new sqlite.DatabaseSync(join(folder, LOCK_NAME));
		try {
			// No journal file: nothing is ever written.
			database.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE');
			return new FolderLock(database);
		} catch (error) {
			database.close();
			if ((error as { errcode?: unknown }).errcode === BUSY) return undefined;
			throw error;
		}
	}

	release(): void {
		this.database.close();
	}
}

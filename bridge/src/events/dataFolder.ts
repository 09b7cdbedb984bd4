import { join } from 'node:path';
import { inFolder, makeFolder } from '../config/folder';
import { errorCode } from '../logger';
import { EventFolder, PRIVATE_FOLDER } from './eventFolder';

/** What passes: a disk that is full or fails. Events are kept in memory until it can be written to again. */
const TROUBLES = new Set(['ENOSPC', 'EDQUOT', 'EIO']);
/** The same as SQLite says it: SQLITE_IOERR and SQLITE_FULL, in the lowest byte. */
const LOCK_TROUBLES = new Set([10, 13]);

/** Where the folders of all processes with events are. */
export function eventsFolder(dataFolder: string): string {
	return join(dataFolder, 'events');
}

/**
 * Makes sure that events can be written to the data folder, also that it can be locked. A full disk is no reason not to take calls.
 * @throws BridgeConfigError when it never will be
 */
export async function checkDataFolder(dataFolder: string): Promise<void> {
	await inFolder('BRIDGE_DATA_FOLDER', async () => {
		const root = eventsFolder(dataFolder);
		try {
			await makeFolder(root, PRIVATE_FOLDER);
			EventFolder.create(root).dispose();
		} catch (error) {
			if (!isTrouble(error)) throw error;
		}
	});
}

function isTrouble(error: unknown): boolean {
	const { errcode } = error as { errcode?: unknown };
	if (typeof errcode === 'number') return LOCK_TROUBLES.has(errcode & 0xff);
	return TROUBLES.has(errorCode(error));
}

import { join } from 'node:path';
import { inFolder, makeFolder } from '../config/folder';
import { isDiskTrouble } from './diskTrouble';
import { EventFolder, PRIVATE_FOLDER } from './eventFolder';

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
			// Events are kept in memory until it can be written to again.
			if (!isDiskTrouble(error)) throw error;
		}
	});
}

import { lstat, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { inFolder, makeFolder } from '../config/folder';
import { isDiskTrouble } from '../events/diskTrouble';
import { placeOf, type RecordingsConfig } from './recordingSettings';
import { FreeSpace } from './spool/freeSpace';
import { Spool } from './spool/spool';
import { SpoolBudget } from './spool/spoolBudget';
import { FolderStore } from './store/folderStore';
import type { RecordingStore } from './store/recordingStore';
import { S3Store } from './store/s3Store';

/** Inside the folder of the recordings, so that a finished one gets its place by a mere rename. */
const SPOOL_IN_FOLDER = '.spool';

/** A store, and the spool before it. */
export interface OpenPlace {
	store: RecordingStore;
	spool: Spool;
	budget: SpoolBudget;
	/** Why the spool cannot be written to at this moment: a disk that is full or fails. */
	trouble: unknown;
}

/** A spool, and why it cannot be written to at this moment. */
type OpenSpool = Pick<OpenPlace, 'spool' | 'trouble'>;

/**
 * Opens the place of the settings; undefined when there is none. A store on the network is not asked, and a disk may be full: neither is a
 * reason not to take calls.
 * @throws BridgeConfigError when recordings never can be written
 */
export async function openPlace(
	config: RecordingsConfig,
	dataFolder: string | undefined,
): Promise<OpenPlace | undefined> {
	const place = placeOf(config);
	if (!place) return undefined;
	if ('folder' in place) {
		const root = resolve(place.folder);
		const opened = await openSpool(join(root, SPOOL_IN_FOLDER), 'BRIDGE_RECORDINGS');
		const budget = new SpoolBudget(Infinity, await watched(root, config));
		return { ...opened, store: new FolderStore(root), budget };
	}
	// Right below the folder for temporary files, where nobody but its owner can take it away.
	const folder =
		dataFolder === undefined
			? join(tmpdir(), 'plivo-ultravox-bridge-recordings')
			: join(resolve(dataFolder), 'recordings');
	const mayBeLink = dataFolder !== undefined;
	const opened = await openSpool(folder, 'BRIDGE_DATA_FOLDER', mayBeLink);
	const { endpoint, region, accessKeyId = '', secretAccessKey = '', timeoutMs } = config.s3;
	const account = {
		endpoint: (endpoint ?? `https://s3.${region}.amazonaws.com`).replace(/\/+$/, ''),
		region,
		accessKeyId,
		secretAccessKey,
		bucket: place.bucket,
		timeoutMs,
	};
	const store = new S3Store(account, place.prefix);
	return {
		...opened,
		store,
		budget: new SpoolBudget(config.spoolBytes, await watched(folder, config)),
	};
}

/** The room on the disk of a folder, known from now on. */
async function watched(folder: string, { freeBytes }: RecordingsConfig): Promise<FreeSpace> {
	const space = new FreeSpace(folder, freeBytes);
	await space.watch();
	return space;
}

async function openSpool(folder: string, variable: string, mayBeLink = true): Promise<OpenSpool> {
	const makeRoot = async () => await makeOwn(folder, mayBeLink);
	return await inFolder(variable, async () => {
		try {
			return { spool: await Spool.open(folder, makeRoot), trouble: undefined };
		} catch (trouble) {
			if (!isDiskTrouble(trouble)) throw trouble;
			return { spool: Spool.later(folder, makeRoot), trouble };
		}
	});
}

/** Makes a folder if it is not there. Throws when it cannot be made, or is not ours. */
async function makeOwn(folder: string, mayBeLink: boolean): Promise<void> {
	await makeFolder(folder, 0o750);
	// In a folder that everybody may write to, somebody else could have been there first, also with a link, and would read along.
	const found = await (mayBeLink ? stat(folder) : lstat(folder));
	if (!found.isDirectory()) throw unusable('it is a link');
	if (process.getuid && found.uid !== process.getuid()) {
		throw unusable('it belongs to another user');
	}
}

function unusable(code: string): Error {
	return Object.assign(new Error(code), { code });
}

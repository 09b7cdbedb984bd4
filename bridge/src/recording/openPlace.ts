import { mkdir, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { BridgeConfigError } from '../config/config';
import { errorCode } from '../logger';
import { placeOf, type RecordingsConfig } from './recordingSettings';
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
}

/**
 * Opens the place of the settings; undefined when there is none. A store on the network is not asked: whether it answers is no condition for
 * taking calls.
 * @throws BridgeConfigError when recordings cannot be written
 */
export async function openPlace(
	config: RecordingsConfig,
	dataFolder: string | undefined,
): Promise<OpenPlace | undefined> {
	const place = placeOf(config);
	if (!place) return undefined;
	if ('folder' in place) {
		const root = resolve(place.folder);
		const spool = await openSpool(join(root, SPOOL_IN_FOLDER), 'BRIDGE_RECORDINGS');
		return { store: new FolderStore(root), spool, budget: new SpoolBudget(Infinity) };
	}
	// Right below the folder for temporary files, where nobody but its owner can take it away.
	const folder =
		dataFolder === undefined
			? join(tmpdir(), 'plivo-ultravox-bridge-recordings')
			: join(resolve(dataFolder), 'recordings');
	const spool = await openSpool(folder, 'BRIDGE_DATA_FOLDER');
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
	return { store, spool, budget: new SpoolBudget(config.spoolBytes) };
}

async function openSpool(folder: string, variable: string): Promise<Spool> {
	try {
		await mkdir(folder, { recursive: true, mode: 0o750 });
		// In a folder that everybody may write to, somebody else could have been there first, and would read along.
		const { uid } = await stat(folder);
		if (process.getuid && uid !== process.getuid()) {
			throw Object.assign(new Error('not ours'), { code: 'it belongs to another user' });
		}
		return await Spool.open(folder);
	} catch (error) {
		throw new BridgeConfigError(
			`${variable} must be a folder that this process can write to (${errorCode(error)}).`,
		);
	}
}

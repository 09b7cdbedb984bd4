import { readdir, rename, rm, rmdir, stat, unlink } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { EXTENSIONS, type RecordingFormat } from '../file/recordingFacts';
import { isRecordingId } from '../recordingId';
import {
	disown,
	giveSignOfLife,
	isOrphaned,
	isOwner,
	makeOwnedFolder,
	newOwner,
	signOfLife,
} from './owner';

const SIGN_OF_LIFE_EVERY_MS = 20_000;
/** Ends of the names of the facts: while the recording grows, and once it is whole. */
const GROWING = '.growing.json';
const READY = '.json';

/** The two files of a recording in the spool. */
export interface SpooledFiles {
	id: string;
	folder: string;
	sound: string;
	facts: string;
}

/** A recording of a process that is gone; one that was still growing is to be repaired first. */
export interface TakenOver {
	files: SpooledFiles;
	growing: boolean;
}

/**
 * Where recordings are written and wait to be delivered: a folder for each process, which a later process takes over when the first
 * is gone. Several processes may share one spool, also those of several machines.
 */
export class Spool {
	private readonly own: string[] = [];
	private timer: NodeJS.Timeout | undefined;

	private constructor(private readonly root: string) {}

	/** Opens a spool in a folder that exists. Throws the system's error when it cannot be written to. */
	static async open(root: string): Promise<Spool> {
		const spool = new Spool(root);
		await spool.addFolder();
		spool.timer = setInterval(() => void spool.giveSigns(), SIGN_OF_LIFE_EVERY_MS);
		spool.timer.unref();
		return spool;
	}

	/** The files of a new recording: its facts are not final yet. */
	growing(id: string, format: RecordingFormat): SpooledFiles {
		return filesIn(this.own[0] as string, id, format, GROWING);
	}

	/** The recording is whole, and its facts are final. */
	async makeReady(files: SpooledFiles): Promise<SpooledFiles> {
		const facts = join(files.folder, files.id + READY);
		await rename(files.facts, facts);
		return { ...files, facts };
	}

	/** Removes both files, if they are still there. */
	async discard({ sound, facts }: SpooledFiles): Promise<void> {
		await rm(sound, { force: true });
		await rm(facts, { force: true });
	}

	/** Ids of all recordings that wait to be delivered, those of other processes too. */
	async readyIds(): Promise<string[]> {
		const found: string[] = [];
		for (const owner of await ownersIn(this.root)) {
			for (const name of await namesIn(join(this.root, owner))) {
				const id = name.endsWith(READY) ? name.slice(0, -READY.length) : '';
				if (isRecordingId(id)) found.push(id);
			}
		}
		return found;
	}

	/** A recording that waits to be delivered, in whoever's folder it is. */
	async findReady(id: string): Promise<SpooledFiles | undefined> {
		for (const owner of await ownersIn(this.root)) {
			const folder = join(this.root, owner);
			const names = new Set(await namesIn(folder));
			if (!names.has(id + READY)) continue;
			const format: RecordingFormat = names.has(id + EXTENSIONS.opus) ? 'opus' : 'wav';
			return filesIn(folder, id, format, READY);
		}
		return undefined;
	}

	/**
	 * Takes over the folders of processes that are gone.
	 * @returns their recordings
	 */
	async takeOver(): Promise<TakenOver[]> {
		const taken: TakenOver[] = [];
		for (const owner of await ownersIn(this.root)) {
			const orphan = join(this.root, owner);
			if (this.own.includes(orphan)) continue;
			const folder = await this.claim(orphan, owner);
			if (folder) taken.push(...(await recordingsIn(folder)));
		}
		return taken;
	}

	/** Removes what folders of this process are empty. */
	async tidy(): Promise<void> {
		for (const folder of this.own.slice(1)) {
			if (!(await removeEmpty(folder))) continue;
			this.own.splice(this.own.indexOf(folder), 1);
			disown(basename(folder));
		}
	}

	/** What is still in the folders is left to another process. */
	async close(): Promise<void> {
		clearInterval(this.timer);
		for (const folder of this.own) {
			await removeEmpty(folder);
			disown(basename(folder));
		}
	}

	private async addFolder(): Promise<void> {
		const folder = join(this.root, newOwner());
		await makeOwnedFolder(folder);
		this.own.push(folder);
	}

	/** Only one of several processes that try can rename the folder. */
	private async claim(orphan: string, owner: string): Promise<string | undefined> {
		const name = newOwner();
		const folder = join(this.root, name);
		try {
			if (await isOrphaned(orphan, owner)) {
				await giveSignOfLife(orphan).catch(() => undefined);
				await rename(orphan, folder);
				this.own.push(folder);
				return folder;
			}
		} catch {
			// Another process was faster.
		}
		disown(name);
		return undefined;
	}

	private async giveSigns(): Promise<void> {
		for (const folder of this.own) await giveSignOfLife(folder).catch(() => undefined);
	}
}

/** Bytes of both files; 0 for what is not there. */
export async function bytesOf({ sound, facts }: SpooledFiles): Promise<number> {
	const sizes = [sound, facts].map(async (path) => await stat(path).catch(() => ({ size: 0 })));
	return (await Promise.all(sizes)).reduce((sum, { size }) => sum + size, 0);
}

function filesIn(
	folder: string,
	id: string,
	format: RecordingFormat,
	factsEnd: string,
): SpooledFiles {
	return {
		id,
		folder,
		sound: join(folder, id + EXTENSIONS[format]),
		facts: join(folder, id + factsEnd),
	};
}

async function recordingsIn(folder: string): Promise<TakenOver[]> {
	const names = await namesIn(folder);
	const found: TakenOver[] = [];
	for (const name of names) {
		const growing = name.endsWith(GROWING);
		if (!growing && !name.endsWith(READY)) continue;
		const id = name.slice(0, -(growing ? GROWING : READY).length);
		if (!isRecordingId(id)) continue;
		const format: RecordingFormat = names.includes(id + EXTENSIONS.opus) ? 'opus' : 'wav';
		found.push({ files: filesIn(folder, id, format, growing ? GROWING : READY), growing });
	}
	return found;
}

async function ownersIn(root: string): Promise<string[]> {
	return (await readdir(root)).filter(isOwner);
}

/** Nothing when the folder was taken over or removed meanwhile. */
async function namesIn(folder: string): Promise<string[]> {
	return await readdir(folder).catch(() => []);
}

async function removeEmpty(folder: string): Promise<boolean> {
	const names = await namesIn(folder);
	const sign = signOfLife(folder);
	if (names.some((name) => join(folder, name) !== sign)) return false;
	await unlink(sign).catch(() => undefined);
	return await rmdir(folder).then(
		() => true,
		() => false,
	);
}

import { readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { EXTENSIONS, type RecordingFormat } from '../file/recordingFacts';
import { isRecordingId } from '../recordingId';
import { SpoolFolder } from './spoolFolder';

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
	/** Folders of processes that are gone, taken over and not empty yet. */
	private adopted: SpoolFolder[] = [];

	private constructor(
		private readonly root: string,
		private readonly own: SpoolFolder,
		private readonly makeRoot: () => Promise<void>,
	) {}

	/**
	 * Opens a spool in a folder.
	 * @param makeRoot makes the folder if it is not there; throws when it must not be used
	 * @throws what `makeRoot` does, and the system's error when the folder cannot be written to or locked
	 */
	static async open(root: string, makeRoot: () => Promise<void>): Promise<Spool> {
		await makeRoot();
		return new Spool(root, await SpoolFolder.create(root), makeRoot);
	}

	/** The same for a folder that cannot be written to at this moment: it is tried again with each recording. */
	static later(root: string, makeRoot: () => Promise<void>): Spool {
		return new Spool(root, SpoolFolder.later(root), makeRoot);
	}

	/** The files of a new recording: its facts are not final yet. */
	growing(id: string, format: RecordingFormat): SpooledFiles {
		return filesIn(this.own.path, id, format, GROWING);
	}

	/** Makes sure that there is a folder for new recordings: somebody may have cleared it away. Throws when it cannot be made. */
	async restore(): Promise<void> {
		await this.makeRoot();
		await this.own.restore();
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
		for (const folder of await SpoolFolder.all(this.root)) {
			for (const name of await namesIn(folder)) {
				const id = name.endsWith(READY) ? name.slice(0, -READY.length) : '';
				if (isRecordingId(id)) found.push(id);
			}
		}
		return found;
	}

	/** A recording that waits to be delivered, in whoever's folder it is. */
	async findReady(id: string): Promise<SpooledFiles | undefined> {
		for (const folder of await SpoolFolder.all(this.root)) {
			const names = new Set(await namesIn(folder));
			if (!names.has(id + READY)) continue;
			const format: RecordingFormat = names.has(id + EXTENSIONS.opus) ? 'opus' : 'wav';
			return filesIn(folder, id, format, READY);
		}
		return undefined;
	}

	/**
	 * Takes over the folders of processes that are gone: those whose lock is free, and, as some file systems of several machines keep locks
	 * from no other machine, which show no sign of life if they are another's. To be called now and then: it is the sign of life of ours.
	 * @returns their recordings
	 */
	async takeOver(): Promise<TakenOver[]> {
		const taken: TakenOver[] = [];
		const now = await this.own.beat();
		// One at a time: names are looked up by the few threads that wait for a disk.
		for (const one of this.adopted) await one.beat();
		for (const path of await SpoolFolder.all(this.root)) {
			if (!SpoolFolder.isOfThisMachine(path)) {
				if (now === undefined || !(await SpoolFolder.isQuiet(path, now))) continue;
			}
			const folder = SpoolFolder.takeOver(path);
			if (!folder) continue;
			this.adopted.push(folder);
			taken.push(...(await recordingsIn(path)));
		}
		return taken;
	}

	/** Removes what folders taken over are empty. */
	async tidy(): Promise<void> {
		const left: SpoolFolder[] = [];
		for (const folder of this.adopted) if (!(await folder.removeEmpty())) left.push(folder);
		this.adopted = left;
	}

	/** What is still in the folders is left to another process. */
	async close(): Promise<void> {
		for (const folder of [this.own, ...this.adopted]) {
			if (!(await folder.removeEmpty())) folder.release();
		}
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

/** Nothing when the folder was taken over or removed meanwhile. */
async function namesIn(folder: string): Promise<string[]> {
	return await readdir(folder).catch(() => []);
}

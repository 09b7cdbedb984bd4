import { access, mkdir, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { AskedDisk } from '../file/askedDisk';
import { fileSound } from '../file/fileSound';
import { EXTENSIONS, readFacts, type RecordingFacts } from '../file/recordingFacts';
import { whenMissing } from '../file/whenMissing';
import { dayOf, isRecordingId } from '../recordingId';
import type { SpooledFiles } from '../spool/spool';
import type { ByteRange } from './byteRange';
import type { RecordingStore } from './recordingStore';

const FACTS = '.json';

/** Recordings in a folder of the machine: `<day>/<id>.wav` and `<day>/<id>.json`. */
export class FolderStore implements RecordingStore {
	private readonly disk = new AskedDisk('the store');

	/** `root` is on the same file system as the spool. */
	constructor(private readonly root: string) {}

	async put({ id, sound, facts }: SpooledFiles): Promise<boolean> {
		const known = await readFacts(facts, id);
		if (!known) return false;
		const day = join(this.root, dayOf(id));
		await mkdir(day, { recursive: true, mode: 0o750 });
		const target = join(day, id + EXTENSIONS[known.format]);
		try {
			await rename(sound, target);
		} catch (error) {
			if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
			// Either it is there already, because the process was killed between the two, or somebody has deleted it.
			if (!(await exists(target))) {
				await rm(facts, { force: true });
				return false;
			}
		}
		await rename(facts, join(day, id + FACTS));
		return true;
	}

	async days(): Promise<string[]> {
		const names = await this.disk.ask(async () => await readdir(this.root));
		return names.filter((name) => /^\d{4}-\d\d-\d\d$/.test(name));
	}

	async idsOf(day: string): Promise<string[]> {
		const folder = join(this.root, day);
		const names = await this.disk.ask(async () => await readdir(folder).catch(whenMissing([])));
		return names
			.filter((name) => name.endsWith(FACTS))
			.map((name) => name.slice(0, -FACTS.length))
			.filter((id) => isRecordingId(id) && dayOf(id) === day);
	}

	async facts(id: string): Promise<RecordingFacts | undefined> {
		return await this.disk.ask(async () => await readFacts(this.path(id, FACTS), id));
	}

	async read(
		{ id, format }: RecordingFacts,
		range: ByteRange | undefined,
	): Promise<Readable | undefined> {
		return await fileSound(this.path(id, EXTENSIONS[format]), range, this.disk);
	}

	async remove(id: string, known?: RecordingFacts): Promise<boolean> {
		const facts = known ?? (await this.facts(id));
		if (!facts) return false;
		await this.disk.ask(async () => {
			// The sound goes first: what is left after a failure is still listed and can be removed again.
			await rm(this.path(id, EXTENSIONS[facts.format]), { force: true });
			await rm(this.path(id, FACTS), { force: true });
		});
		return true;
	}

	close(): void {
		// Nothing is ever under way for longer than a rename.
	}

	private path(id: string, end: string): string {
		return join(this.root, dayOf(id), id + end);
	}
}

async function exists(path: string): Promise<boolean> {
	return await access(path).then(
		() => true,
		() => false,
	);
}

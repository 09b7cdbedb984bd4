import type { Readable } from 'node:stream';
import { AskedDisk } from '../file/askedDisk';
import { fileSound } from '../file/fileSound';
import { readFacts, type RecordingFacts } from '../file/recordingFacts';
import { dayOf } from '../recordingId';
import type { ByteRange } from '../store/byteRange';
import type { RecordingSource } from '../store/recordingStore';
import type { Spool } from './spool';

/** Recordings that are whole and not delivered yet, as others see them. All of it throws StoreError when the disk hangs. */
export class SpoolSource implements RecordingSource {
	private readonly disk = new AskedDisk('recordings on their way to the store');

	constructor(private readonly spool: Spool) {}

	async days(): Promise<string[]> {
		return [...new Set((await this.ids()).map(dayOf))];
	}

	async idsOf(day: string): Promise<string[]> {
		return (await this.ids()).filter((id) => dayOf(id) === day);
	}

	async facts(id: string): Promise<RecordingFacts | undefined> {
		return await this.disk.ask(async () => {
			const files = await this.spool.findReady(id);
			return files && (await readFacts(files.facts, id));
		});
	}

	/** The sound of a recording, or a part of it; undefined when it does not wait here. */
	async read(id: string, range: ByteRange | undefined): Promise<Readable | undefined> {
		const files = await this.disk.ask(async () => await this.spool.findReady(id));
		return files && (await fileSound(files.sound, range, this.disk));
	}

	/** Deletes a recording, if it waits here. @returns its facts */
	async remove(id: string): Promise<RecordingFacts | undefined> {
		return await this.disk.ask(async () => {
			const files = await this.spool.findReady(id);
			if (!files) return undefined;
			const known = await readFacts(files.facts, id);
			await this.spool.discard(files);
			return known;
		});
	}

	private async ids(): Promise<string[]> {
		return await this.disk.ask(async () => await this.spool.readyIds());
	}
}

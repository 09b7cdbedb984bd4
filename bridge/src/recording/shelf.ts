import type { Readable } from 'node:stream';
import { readFacts, type RecordingFacts } from './file/recordingFacts';
import type { Spool } from './spool/spool';
import { SpoolSource } from './spool/spoolSource';
import type { ByteRange } from './store/byteRange';
import { readSound } from './store/folderStore';
import {
	factsFrom,
	listRecordings,
	type ListQuery,
	type RecordingPage,
} from './store/recordingList';
import type { RecordingSource, RecordingStore } from './store/recordingStore';

/** The recordings there are: those in the store, and those that are whole and on their way there. */
export class Shelf {
	private readonly sources: readonly RecordingSource[];

	constructor(
		private readonly spool: Spool,
		private readonly store: RecordingStore,
	) {
		this.sources = [new SpoolSource(spool), store];
	}

	/** One page of them, newest first. Throws StoreError. */
	async list(query: ListQuery): Promise<RecordingPage> {
		return await listRecordings(this.sources, query);
	}

	/** What is known of a recording; undefined when there is none. Throws StoreError. */
	async find(id: string): Promise<RecordingFacts | undefined> {
		return await factsFrom(this.sources, id);
	}

	/** The sound of a recording, or a part of it; undefined when it is gone. Throws StoreError. */
	async read(facts: RecordingFacts, range?: ByteRange): Promise<Readable | undefined> {
		const waiting = await this.spool.findReady(facts.id);
		const sound = waiting && (await readSound(waiting.sound, range));
		return sound ?? (await this.store.read(facts, range));
	}

	/** Deletes a recording, wherever it is. @returns false when there is none. Throws StoreError. */
	async remove(id: string): Promise<boolean> {
		const waiting = await this.spool.findReady(id);
		const known = waiting && (await readFacts(waiting.facts, waiting.id));
		if (waiting) await this.spool.discard(waiting);
		return await this.store.remove(id, known);
	}
}

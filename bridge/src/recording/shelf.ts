import type { Readable } from 'node:stream';
import type { RecordingFacts } from './file/recordingFacts';
import type { Spool } from './spool/spool';
import { SpoolSource } from './spool/spoolSource';
import type { ByteRange } from './store/byteRange';
import {
	factsFrom,
	listRecordings,
	type ListQuery,
	type RecordingPage,
} from './store/recordingList';
import type { RecordingStore } from './store/recordingStore';

/** The recordings there are: those in the store, and those that are whole and on their way there. */
export class Shelf {
	private readonly waiting: SpoolSource;

	constructor(
		spool: Spool,
		private readonly store: RecordingStore,
	) {
		this.waiting = new SpoolSource(spool);
	}

	/** One page of them, newest first. Throws StoreError. */
	async list(query: ListQuery): Promise<RecordingPage> {
		return await listRecordings([this.waiting, this.store], query);
	}

	/** What is known of a recording; undefined when there is none. Throws StoreError. */
	async find(id: string): Promise<RecordingFacts | undefined> {
		return await factsFrom([this.waiting, this.store], id);
	}

	/** The sound of a recording, or a part of it; undefined when it is gone. Throws StoreError. */
	async read(facts: RecordingFacts, range?: ByteRange): Promise<Readable | undefined> {
		const sound = await this.waiting.read(facts.id, range);
		return sound ?? (await this.store.read(facts, range));
	}

	/** Deletes a recording, wherever it is. @returns false when there is none. Throws StoreError. */
	async remove(id: string): Promise<boolean> {
		return await this.store.remove(id, await this.waiting.remove(id));
	}
}

import type { Readable } from 'node:stream';
import type { RecordingFacts } from '../file/recordingFacts';
import type { SpooledFiles } from '../spool/spool';
import type { ByteRange } from './byteRange';

/** Recordings by day; every list may be in any order. */
export interface RecordingSource {
	/** Days with recordings: `2026-11-20`. */
	days(): Promise<string[]>;
	/** Ids of the recordings of a day. */
	idsOf(day: string): Promise<string[]>;
	/** Undefined when there is no such recording. */
	facts(id: string): Promise<RecordingFacts | undefined>;
}

/** Where recordings end up. */
export interface RecordingStore extends RecordingSource {
	/**
	 * Takes a recording over from the spool: resolves when it is safe here and gone there. May be tried again.
	 * @returns false when there is nothing left of it to be kept, because somebody has deleted it
	 */
	put(files: SpooledFiles, signal: AbortSignal): Promise<boolean>;
	/** The sound, or a part of it; undefined when it is not there. */
	read(facts: RecordingFacts, range: ByteRange | undefined): Promise<Readable | undefined>;
	/**
	 * Removes a recording.
	 * @param known its facts, when it may be here in part only
	 * @returns false when there was none
	 */
	remove(id: string, known?: RecordingFacts): Promise<boolean>;
	/** Gives up what is under way. */
	close(): void;
}

/** A store that cannot be reached or refuses: the detail is for the log. */
export class StoreError extends Error {
	override name = 'StoreError';

	constructor(readonly detail: string) {
		super(`The store of the recordings answered with ${detail}.`);
	}
}

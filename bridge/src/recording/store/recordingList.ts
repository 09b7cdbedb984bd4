import type { RecordingFacts } from '../file/recordingFacts';
import { callInId, dayOf, safeCallId } from '../recordingId';
import type { RecordingSource } from './recordingStore';

/** Days that one request looks at; the next page goes on from there. */
const MOST_DAYS = 31;
/** Facts read at the same time. */
const READS_AT_ONCE = 8;

export interface ListQuery {
	/** Only recordings of this call of Ultravox's. */
	callId?: string | undefined;
	/** Only those older than this: a `next` of an earlier page, or an id. */
	after?: string | undefined;
	limit: number;
}

export interface RecordingPage {
	/** Newest first. */
	recordings: RecordingFacts[];
	/** Where the next page begins; null when there is none. A page may be short or empty although there is one. */
	next: string | null;
}

/** One page of recordings from several sources; one that is in more than one of them counts once. */
export async function listRecordings(
	sources: readonly RecordingSource[],
	query: ListQuery,
): Promise<RecordingPage> {
	const last = query.after === undefined ? undefined : dayOf(query.after);
	const days = (await union(sources.map((source) => source.days()))).filter(
		(day) => last === undefined || day <= last,
	);
	const recordings: RecordingFacts[] = [];
	for (const [count, day] of days.entries()) {
		if (count === MOST_DAYS) return { recordings, next: endOf(days[count - 1] as string) };
		const ids = (await union(sources.map((source) => source.idsOf(day)))).filter((id) =>
			isWanted(id, query),
		);
		while (ids.length > 0) {
			const read = await readFacts(sources, ids.splice(0, READS_AT_ONCE), query);
			for (const facts of read) {
				if (recordings.length === query.limit) {
					return { recordings, next: recordings.at(-1)?.id ?? null };
				}
				recordings.push(facts);
			}
		}
	}
	return { recordings, next: null };
}

/** Before the first id of a day, after the last of the day before. */
function endOf(day: string): string {
	return `${day.replaceAll('-', '')}T000000000`;
}

/** Whether a text can be an `after`. */
export function isPlaceInList(text: string): boolean {
	return /^\d{8}T\d{9}(-[A-Za-z0-9_-]{1,100})?$/.test(text);
}

function isWanted(id: string, { after, callId }: ListQuery): boolean {
	if (after !== undefined && id >= after) return false;
	return callId === undefined || callInId(id) === safeCallId(callId);
}

async function readFacts(
	sources: readonly RecordingSource[],
	ids: string[],
	{ callId }: ListQuery,
): Promise<RecordingFacts[]> {
	const found = await Promise.all(ids.map(async (id) => await factsFrom(sources, id)));
	return found.filter(
		(facts): facts is RecordingFacts =>
			facts !== undefined && (callId === undefined || facts.callId === callId),
	);
}

/** What the first source that has the recording says of it. */
export async function factsFrom(
	sources: readonly RecordingSource[],
	id: string,
): Promise<RecordingFacts | undefined> {
	for (const source of sources) {
		const facts = await source.facts(id);
		if (facts) return facts;
	}
	return undefined;
}

/** Each once, the latest first. */
async function union(lists: ReadonlyArray<Promise<string[]>>): Promise<string[]> {
	return [...new Set((await Promise.all(lists)).flat())].sort().reverse();
}

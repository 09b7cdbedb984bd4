import type { IDataObject } from 'n8n-workflow';
import type { RequestContext } from '../shared/providerFailure';
import { bridgeRequest, objectsIn } from './bridgeControl';

/** The longest page that the bridge gives. */
const PAGE_SIZE = 200;

/** One page of the bridge's recordings, newest first. */
export interface RecordingPage {
	recordings: IDataObject[];
	/** Where the next page begins; undefined at the end. A page may be empty although there is one. */
	next: string | undefined;
}

/** A page of the bridge's recordings. @throws NodeApiError also for an answer that is no page */
export async function recordingPage(
	context: RequestContext,
	query: IDataObject,
	itemIndex?: number,
): Promise<RecordingPage> {
	const path = '/control/recordings';
	const answer = await bridgeRequest(context, {
		method: 'GET',
		path,
		query,
		itemIndex,
		repeat: 'safe',
	});
	const recordings = objectsIn(context, answer, 'recordings', itemIndex);
	const { next } = answer;
	return { recordings, next: typeof next === 'string' && next !== '' ? next : undefined };
}

/** The bridge's recordings, newest first, page by page; a page that would come a second time ends the list. */
export async function allRecordings(
	context: RequestContext,
	query: IDataObject,
	most = Infinity,
	itemIndex?: number,
): Promise<IDataObject[]> {
	const all: IDataObject[] = [];
	const seen = new Set<string>();
	let after: string | undefined;
	do {
		const limit = Math.min(PAGE_SIZE, most - all.length);
		const page = await recordingPage(
			context,
			{ ...query, limit, ...(after === undefined ? {} : { after }) },
			itemIndex,
		);
		all.push(...page.recordings);
		after = page.next === undefined || seen.has(page.next) ? undefined : page.next;
		if (after !== undefined) seen.add(after);
	} while (after !== undefined && all.length < most);
	return all.slice(0, most);
}

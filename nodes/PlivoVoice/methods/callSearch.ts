import type { IDataObject, ILoadOptionsFunctions, INodeListSearchItems } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import { callContextFromRecord } from '../../shared/plivoCallRecord';
import { pathSegment } from '../../shared/pathSegment';
import type { ListSearchMethod } from '../../shared/plivoListSearch';
import { plivoListSearch } from '../../shared/plivoListSearch';
import { plivoRequest } from '../../shared/plivoRequest';
import { locatorId } from '../../shared/locatorId';
import { refusedWith } from '../../shared/refusal';

/** So many calls are looked up at once: Plivo takes 300 requests in 5 seconds (plivo.md §1.3). */
const CALLS_AT_ONCE = 20;
/** So many calls are looked up for one search, at most. */
const MOST_LOOKED_UP = 100;

/** Who calls whom, and since when or until when. */
function nameOf(record: IDataObject): string {
	const { from, to, status, startedAt, endedAt } = callContextFromRecord(record, 'Z');
	const time = (endedAt ?? startedAt)?.slice(0, 16).replace('T', ' ');
	return [
		`${from ?? 'unknown'} to ${to ?? 'unknown'}`,
		...(time === undefined ? [] : [`${time} UTC`]),
		...(status === null ? [] : [status]),
	].join(', ');
}

type View = 'live' | 'queued';

/** One call of a list that was read a moment ago; undefined when it has left it since. */
async function lookUp(
	context: ILoadOptionsFunctions,
	status: View,
	uuid: string,
): Promise<IDataObject | undefined> {
	let failure: unknown;
	try {
		return await plivoRequest<IDataObject>(context, {
			method: 'GET',
			path: `/Call/${pathSegment(uuid)}/`,
			query: { status },
			repeat: 'safe',
		});
	} catch (error) {
		failure = error;
	}
	if (['404', '400'].includes(refusedWith(failure) ?? '')) return undefined;
	throw failure;
}

/**
 * A search in the live or the queued calls. Plivo's list has their ids only (plivo.md §1.1), so that every call offered is looked
 * up.
 * @param id of a call, which becomes the value
 */
function openCallSearch(status: View, id: (call: IDataObject) => unknown): ListSearchMethod {
	return async function (filter, paginationToken) {
		const sought = (filter ?? '').trim().toLowerCase();
		const { calls = [] } = await plivoRequest<{ calls?: string[] }>(this, {
			method: 'GET',
			path: '/Call/',
			query: { status },
			repeat: 'safe',
		});
		const first = Number(paginationToken ?? 0) || 0;
		const results: INodeListSearchItems[] = [];
		let offset = first;
		while (offset < calls.length) {
			const uuids = calls.slice(offset, offset + CALLS_AT_ONCE);
			const found = await Promise.all(uuids.map((uuid) => lookUp(this, status, uuid)));
			for (const [index, uuid] of uuids.entries()) {
				const call = found[index];
				if (call === undefined) continue;
				const item = { name: nameOf(call), value: String(id(call) ?? uuid) };
				const isHit = item.name.toLowerCase().includes(sought) || item.value === sought;
				if (isHit) results.push(item);
			}
			offset += uuids.length;
			if (results.length >= CALLS_AT_ONCE || offset - first >= MOST_LOOKED_UP) break;
		}
		return offset < calls.length ? { results, paginationToken: String(offset) } : { results };
	};
}

export const searchLiveCalls = openCallSearch('live', ({ call_uuid }) => call_uuid);

export const searchQueuedCalls = openCallSearch('queued', ({ call_uuid }) => call_uuid);

/** Queued calls by the id of their request, which takes them back. */
export const searchCallRequests = openCallSearch(
	'queued',
	({ request_uuid, call_uuid }) => request_uuid ?? call_uuid,
);

/** Finished calls of the last 7 days (plivo.md §5.2). */
export const searchCalls = plivoListSearch({
	path: '/Call/',
	id: ({ call_uuid }) => String(call_uuid),
	name: nameOf,
});

/** Recordings of the last 7 days (plivo-recordings.md §R2). */
export const searchRecordings = plivoListSearch({
	path: '/Recording/',
	id: ({ recording_id }) => String(recording_id),
	name: ({ from_number, to_number, conference_name, add_time, recording_duration_ms }) => {
		const ends = callContextFromRecord({ from_number, to_number });
		const room = typeof conference_name === 'string' ? conference_name : '';
		const what = ends.from === null && room !== '' ? room : nameOf({ from_number, to_number });
		const seconds = Math.round(Number(recording_duration_ms) / 1000);
		return [what, String(add_time ?? ''), ...(seconds >= 0 ? [`${seconds} s`] : [])]
			.filter((part) => part !== '')
			.join(', ');
	},
});

/** The streams of the call chosen beside it (plivo.md §5.4). */
export const searchAudioStreams: ListSearchMethod = async function (filter, paginationToken) {
	const callUuid = locatorId(this.getCurrentNodeParameter('callUuid'));
	if (callUuid === '' || callUuid.startsWith('=')) {
		throw new NodeOperationError(
			this.getNode(),
			'Choose a call first: its streams are listed then. Where the call comes from the item, give the stream by ID.',
		);
	}
	const search = plivoListSearch({
		path: `/Call/${pathSegment(callUuid)}/Stream/`,
		id: ({ stream_id }) => String(stream_id),
		name: ({ status, start_time, stream_id }) =>
			[String(stream_id), status, start_time].filter((part) => typeof part === 'string').join(', '),
	});
	return await search.call(this, filter, paginationToken);
};

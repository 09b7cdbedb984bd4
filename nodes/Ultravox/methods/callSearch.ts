import type { IDataObject } from 'n8n-workflow';
import type { ListSearchMethod } from '../../shared/plivoListSearch';
import { ultravoxListSearch } from '../../shared/ultravoxListSearch';
import { contextOf } from '../callItem';
import { chosen } from './knowledgeSearch';

const minute = (time: string) => `${time.slice(0, 16).replace('T', ' ')} UTC`;

/** When a call was, with whom, and what became of it. */
function nameOf(object: IDataObject): string {
	const { callId, agentName, from, to, startedAt, status, endReason } = contextOf(object);
	return [
		startedAt === null ? callId : minute(startedAt),
		agentName,
		from === null && to === null ? null : `${from ?? 'unknown'} to ${to ?? 'unknown'}`,
		endReason ?? status ?? 'not joined yet',
	]
		.filter((part) => part !== null)
		.join(', ');
}

/** Calls, latest first. What Ultravox's own search looks at is not documented: what is shown is searched. */
export const searchCalls = ultravoxListSearch({
	path: '/api/calls',
	query: { sort: '-created' },
	isSearched: false,
	id: ({ callId }) => String(callId),
	name: nameOf,
});

/** Calls of which only the facts are left. */
export const searchDeletedCalls = ultravoxListSearch({
	path: '/api/deleted_calls',
	isSearched: false,
	id: ({ callId }) => String(callId),
	name: ({ callId, created, deletionTime }) =>
		typeof created === 'string' && typeof deletionTime === 'string'
			? `${minute(created)}, deleted ${minute(deletionTime)}`
			: String(callId),
});

/** The stages of the call chosen beside it. */
export const searchCallStages: ListSearchMethod = async function (filter, paginationToken) {
	const callId = chosen(this, 'callId', 'Call', 'stages');
	const search = ultravoxListSearch({
		path: `/api/calls/${callId}/stages`,
		isSearched: false,
		id: ({ callStageId }) => String(callStageId),
		name: ({ callStageId, created }) =>
			typeof created === 'string'
				? `${minute(created)}, ${String(callStageId)}`
				: String(callStageId),
	});
	return await search.call(this, filter, paginationToken);
};

import type { IDataObject } from 'n8n-workflow';
import type { ListSearchMethod } from '../../shared/plivoListSearch';
import { bridgeRequest, objectsIn } from '../bridgeControl';
import { recordingPage } from '../recordingPages';

export { searchApplications, searchNumbers } from '../../shared/plivoSearches';
export { searchAgents } from '../../shared/searchAgents';
export { searchModels, searchVoices } from '../../shared/ultravoxSearches';

const PAGE_SIZE = 50;

const minute = (time: unknown) => `${String(time).slice(0, 16).replace('T', ' ')} UTC`;

/** `4:05` */
const length = (milliseconds: unknown) => {
	const seconds = Math.round(Number(milliseconds) / 1000);
	return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
};

const named = (objects: IDataObject[], name: (object: IDataObject) => string, id: string) =>
	objects.map((object) => ({ name: name(object), value: String(object[id]) }));

const sought = (filter: string | undefined) => {
	const text = (filter ?? '').trim().toLowerCase();
	return ({ name, value }: { name: string; value: string }) =>
		name.toLowerCase().includes(text) || value.toLowerCase() === text;
};

/** The calls that are on the bridge now. */
export const searchLiveCalls: ListSearchMethod = async function (filter) {
	const answer = await bridgeRequest(this, {
		method: 'GET',
		path: '/control/calls',
		repeat: 'safe',
	});
	const name = ({ startedAt, durationMs, callId }: IDataObject) =>
		`${minute(startedAt)}, ${length(durationMs)}, ${String(callId)}`;
	const results = named(objectsIn(this, answer, 'calls'), name, 'callId').filter(sought(filter));
	return { results };
};

/** The recordings of the bridge, newest first, by time or by the id of their call. */
export const searchBridgeRecordings: ListSearchMethod = async function (filter, paginationToken) {
	const { recordings, next } = await recordingPage(this, {
		limit: PAGE_SIZE,
		...(paginationToken ? { after: paginationToken } : {}),
	});
	const name = ({ startedAt, durationMs, callId }: IDataObject) =>
		`${minute(startedAt)}, ${length(durationMs)}, ${String(callId)}`;
	return { results: named(recordings, name, 'id').filter(sought(filter)), paginationToken: next };
};

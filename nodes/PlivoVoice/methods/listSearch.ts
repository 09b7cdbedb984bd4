import type { IDataObject } from 'n8n-workflow';
import { fromProviderNumber } from '../../shared/phoneNumber';
import { plivoListSearch } from '../../shared/plivoListSearch';

export { searchApplications, searchNumbers } from '../../shared/plivoSearches';
export {
	searchAudioStreams,
	searchCallRequests,
	searchCalls,
	searchLiveCalls,
	searchQueuedCalls,
	searchRecordings,
} from './callSearch';
export {
	searchConferenceMembers,
	searchConferences,
	searchMultiPartyCallParticipants,
	searchMultiPartyCalls,
} from './conferenceSearch';

const text = (value: unknown) => (typeof value === 'string' ? value : '');

/** A name with what tells it from others of that name. */
const named = (name: unknown, detail: unknown) =>
	text(name) === '' ? text(detail) : `${text(name)} (${text(detail)})`;

export const searchTrunks = plivoListSearch({
	path: '/Zentrunk/Trunk/',
	id: ({ trunk_id }) => String(trunk_id),
	name: ({ name, trunk_id, trunk_direction }: IDataObject) =>
		`${named(name, String(trunk_id))}, ${text(trunk_direction)}`,
});

export const searchSipCredentials = plivoListSearch({
	path: '/Zentrunk/Credential/',
	id: ({ credential_uuid }) => String(credential_uuid),
	name: ({ name, username }) => named(name, username),
});

export const searchIpAccessLists = plivoListSearch({
	path: '/Zentrunk/IPAccessControlList/',
	id: ({ ipacl_uuid }) => String(ipacl_uuid),
	name: ({ name, ipacl_uuid, ip_addresses }) =>
		named(name, Array.isArray(ip_addresses) ? ip_addresses.join(', ') : ipacl_uuid),
});

export const searchOriginationUris = plivoListSearch({
	path: '/Zentrunk/URI/',
	id: ({ uri_uuid }) => String(uri_uuid),
	name: ({ name, uri }) => named(name, uri),
});

/** A phone number with the name the user gave it. */
const aliased = (number: string, alias: unknown) =>
	text(alias) === '' ? number : `${number} (${text(alias)})`;

export const searchVerifiedCallerIds = plivoListSearch({
	path: '/VerifiedCallerId/',
	id: ({ phone_number }) => fromProviderNumber(String(phone_number)),
	name: ({ phone_number, alias }) => aliased(fromProviderNumber(String(phone_number)), alias),
});

/** Of the last 30 days: Plivo's list goes no further back without times (plivo.md §1.3). */
export const searchTrunkCalls = plivoListSearch({
	path: '/Zentrunk/Call/',
	id: ({ call_uuid }) => String(call_uuid),
	name: ({ from_number, to_number, end_time }) =>
		`${text(from_number)} to ${text(to_number)}, ${text(end_time)} UTC`,
});

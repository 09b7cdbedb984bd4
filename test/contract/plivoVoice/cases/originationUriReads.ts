import type { ContractCase } from '../../operations/contractCase';
import { answer, byId, page } from '../../operations/contractCase';
import { URI, ALL, PATH } from '../support/originationUri';

const TRUNKS = '/Zentrunk/Trunk/';

const TRUNK_ID = '20372631212782780';

const OTHER_TRUNK_ID = '42741122632602585';

/** As `GET` gives it; the password is never there. */
const uri = {
	uri_uuid: URI,
	name: 'LiveKit',
	uri: 'myproject.sip.livekit.cloud;transport=tcp',
	authentication_needed: false,
	username: null,
};

const usedBy = (filter: 'primary_uri_uuid' | 'fallback_uri_uuid') => ({
	method: 'GET' as const,
	path: TRUNKS,
	query: { [filter]: URI, limit: '20', offset: '0' },
});

const lookUps = [usedBy('primary_uri_uuid'), usedBy('fallback_uri_uuid')];

const trunk = (trunk_id: string, name: string | null, uris: object) => ({
	trunk_id,
	name,
	trunk_direction: 'inbound',
	primary_uri_uuid: null,
	fallback_uri_uuid: null,
	...uris,
});

/** URIs are read and deleted. */
export const originationUriReadCases: ContractCase[] = [
	{
		resource: 'originationUri',
		operation: 'get',
		size: 'smallest',
		title: 'T1.9 a URI as the documents show it',
		source: 'plivo.md §2.3',
		parameters: { originationUri: byId(URI) },
		answers: [answer(200, { api_id: 'a1', ...uri })],
		requests: [{ method: 'GET', path: PATH }],
		items: [uri],
	},
	{
		resource: 'originationUri',
		operation: 'get',
		size: 'full',
		title: 'T1.12 in a wrapper, and a password that Plivo should not tell',
		source: 'plivo.md §2.3 (sip_user), §2.4 (the wrapper here is UNCONFIRMED)',
		parameters: { originationUri: byId(URI) },
		answers: [
			answer(200, {
				api_id: 'a1',
				object: {
					...uri,
					authentication_needed: true,
					username: 'plivo',
					password: 'hush-hush',
					sip_user: 'agent_1',
				},
			}),
		],
		requests: [{ method: 'GET', path: PATH }],
		items: [{ ...uri, authentication_needed: true, username: 'plivo', sip_user: 'agent_1' }],
	},
	{
		resource: 'originationUri',
		operation: 'get',
		size: 'bad',
		title: 'the address instead of the id',
		source: 'plivo.md §2',
		parameters: { originationUri: byId('={{ "sip.example.com" }}') },
		requests: [],
		refusal: /'Origination URI' is not an ID: 'sip\.example\.com'/,
	},
	{
		resource: 'originationUri',
		operation: 'getMany',
		size: 'smallest',
		title: 'T1.9 one page',
		source: 'plivo.md §1.1, §2.3',
		parameters: {},
		answers: [page([uri])],
		requests: [{ method: 'GET', path: ALL, query: { limit: '20', offset: '0' } }],
		items: [uri],
	},
	{
		resource: 'originationUri',
		operation: 'getMany',
		size: 'full',
		title: 'T1.9 all pages: it ends on a short one',
		source: 'plivo.md §1.1, §2.3',
		parameters: { returnAll: true },
		answers: [page(Array(20).fill(uri), 21), page([uri], 21)],
		requests: ['0', '20'].map((offset) => ({
			method: 'GET',
			path: ALL,
			query: { limit: '20', offset },
		})),
		items: Array(21).fill(uri),
	},
	{
		resource: 'originationUri',
		operation: 'getMany',
		size: 'bad',
		title: 'a limit that is no number',
		source: 'plivo.md §1.1',
		parameters: { limit: '={{ "many" }}' },
		requests: [],
		refusal: /'Limit' is not a number/,
	},
	{
		resource: 'originationUri',
		operation: 'delete',
		size: 'smallest',
		title: 'T1.9 a URI that no trunk uses, as primary or as fallback',
		source: 'plivo.md §2.3',
		parameters: { originationUri: byId(URI) },
		answers: [page([]), page([]), answer(204)],
		requests: [...lookUps, { method: 'DELETE', path: PATH }],
		items: [{ uri_uuid: URI, deleted: true, deletedTrunks: [] }],
	},
	{
		resource: 'originationUri',
		operation: 'delete',
		size: 'full',
		title: 'its trunks go too, whether Plivo took them along or not, and the item names them',
		source: 'plivo.md §2.3, §11',
		parameters: { originationUri: byId(URI), deleteTrunks: true },
		answers: [
			page([trunk(TRUNK_ID, 'Ultravox', { primary_uri_uuid: URI })]),
			page([trunk(OTHER_TRUNK_ID, null, { fallback_uri_uuid: URI })]),
			answer(204),
			answer(404, { api_id: 'a4', error: 'not found' }),
			answer(204),
		],
		requests: [
			...lookUps,
			{ method: 'DELETE', path: PATH },
			{ method: 'DELETE', path: `${TRUNKS}${TRUNK_ID}/` },
			{ method: 'DELETE', path: `${TRUNKS}${OTHER_TRUNK_ID}/` },
		],
		items: [
			{
				uri_uuid: URI,
				deleted: true,
				deletedTrunks: [
					{ trunk_id: TRUNK_ID, name: 'Ultravox' },
					{ trunk_id: OTHER_TRUNK_ID, name: null },
				],
			},
		],
	},
	{
		resource: 'originationUri',
		operation: 'delete',
		size: 'bad',
		title: 'trunks use it, one of them as fallback: nothing is deleted, and they are named',
		source: 'plivo.md §2.3 (trap)',
		parameters: { originationUri: byId(URI) },
		answers: [
			page([trunk(TRUNK_ID, 'Ultravox', { primary_uri_uuid: URI })]),
			page([trunk(OTHER_TRUNK_ID, null, { fallback_uri_uuid: URI })]),
		],
		requests: lookUps,
		refusal: /'Origination URI' is used by Ultravox \(20372631212782780\), 42741122632602585$/,
		hint: /'Delete Trunks Too'/,
	},
	{
		resource: 'originationUri',
		operation: 'delete',
		size: 'more',
		title: 'a list that does not heed the filter names trunks of other URIs: they do not count',
		source: 'plivo.md §2.4',
		parameters: { originationUri: byId(URI), deleteTrunks: true },
		answers: [
			page([trunk(TRUNK_ID, 'Other', { primary_uri_uuid: 'another' })]),
			page([trunk(TRUNK_ID, 'Other', { primary_uri_uuid: 'another' })]),
			answer(204),
		],
		requests: [...lookUps, { method: 'DELETE', path: PATH }],
		items: [{ uri_uuid: URI, deleted: true, deletedTrunks: [] }],
	},
	{
		resource: 'originationUri',
		operation: 'delete',
		size: 'more',
		title: 'the URI went, one of its trunks did not: that is said',
		source: 'plivo.md §2.3, §11',
		parameters: { originationUri: byId(URI), deleteTrunks: true },
		answers: [
			page([trunk(TRUNK_ID, 'Ultravox', { primary_uri_uuid: URI })]),
			page([]),
			answer(204),
			answer(403, { api_id: 'f1c7', error: 'locked' }),
		],
		requests: [
			...lookUps,
			{ method: 'DELETE', path: PATH },
			{ method: 'DELETE', path: `${TRUNKS}${TRUNK_ID}/` },
		],
		refusal:
			/origination URI is deleted, but its trunk Ultravox \(20372631212782780\) could not be/,
		hint: /HTTP status 403.*f1c7/,
	},
];

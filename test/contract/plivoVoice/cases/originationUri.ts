import type { ContractCase } from '../../operations/contractCase';
import { answer, byId, page } from '../../operations/contractCase';

const URI = '5b40a428-bfc7-4daf-9d06-726c558bf3b8';
const ALL = '/Zentrunk/URI/';
const PATH = `${ALL}${URI}/`;
const TRUNKS = '/Zentrunk/Trunk/';
const TRUNK_ID = '20372631212782780';
const OTHER_TRUNK_ID = '42741122632602585';

const created = answer(201, {
	api_id: 'a1',
	message: 'Origination URI created successfully.',
	uri_uuid: URI,
});
const updated = answer(202, { api_id: 'a1', message: 'origination uri updated successfully.' });
const message = 'Origination URI created successfully.';

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

export const originationUriCases: ContractCase[] = [
	{
		resource: 'originationUri',
		operation: 'create',
		size: 'smallest',
		title: 'T1.5 a host',
		source: 'plivo.md §2.3',
		parameters: { uri: 'sip.example.com' },
		answers: [created],
		requests: [{ method: 'POST', path: ALL, body: { uri: 'sip.example.com' } }],
		items: [{ message, uri_uuid: URI, uri: 'sip.example.com', note: null, name: null }],
	},
	{
		resource: 'originationUri',
		operation: 'create',
		size: 'full',
		title: 'T1.5 T1.6 user, port and transport; the password goes to Plivo only',
		source: 'plivo.md §2.3',
		parameters: {
			uri: 'sip:agent_1@sip.example.com:5061;transport=tls',
			authenticationNeeded: true,
			username: 'plivo-in',
			password: 'any word',
			additionalFields: { name: 'Ultravox' },
		},
		answers: [created],
		requests: [
			{
				method: 'POST',
				path: ALL,
				body: {
					name: 'Ultravox',
					uri: 'sip:agent_1@sip.example.com:5061;transport=tls',
					authentication_needed: true,
					username: 'plivo-in',
					password: 'any word',
				},
			},
		],
		items: [
			{
				message,
				uri_uuid: URI,
				uri: 'sip:agent_1@sip.example.com:5061;transport=tls',
				note: null,
				name: 'Ultravox',
			},
		],
	},
	{
		resource: 'originationUri',
		operation: 'create',
		size: 'bad',
		title: 'T1.6 authentication without a password',
		source: 'plivo.md §2.3, peers.md T1.6',
		parameters: {
			uri: 'sip.example.com',
			authenticationNeeded: true,
			username: 'plivo',
			password: '={{ "" }}',
		},
		requests: [],
		refusal: /'Password' is empty/,
	},
	{
		resource: 'originationUri',
		operation: 'create',
		size: 'more',
		title: 'T1.6 authentication without a user name',
		source: 'plivo.md §2.3, peers.md T1.6',
		parameters: {
			uri: 'sip.example.com',
			authenticationNeeded: true,
			username: '={{ "" }}',
			password: 'any word',
		},
		requests: [],
		refusal: /'User Name' is empty/,
	},
	{
		resource: 'originationUri',
		operation: 'create',
		size: 'more',
		title: 'T1.5 sip: in front of a host goes, with a note',
		source: 'plivo.md §2.3, peers.md T1.5',
		parameters: { uri: 'sip:203.0.113.7:5060' },
		answers: [created],
		requests: [{ method: 'POST', path: ALL, body: { uri: '203.0.113.7:5060' } }],
		items: [
			{
				message,
				uri_uuid: URI,
				uri: '203.0.113.7:5060',
				note: "'sip:203.0.113.7:5060' is written as '203.0.113.7:5060' for Plivo",
				name: null,
			},
		],
	},
	{
		resource: 'originationUri',
		operation: 'create',
		size: 'more',
		title: 'T1.5 a user gets sip: in front, with a note',
		source: 'plivo.md §2.3',
		parameters: { uri: 'agent_1@sip.example.com' },
		answers: [created],
		requests: [{ method: 'POST', path: ALL, body: { uri: 'sip:agent_1@sip.example.com' } }],
		items: [
			{
				message,
				uri_uuid: URI,
				uri: 'sip:agent_1@sip.example.com',
				note: "'agent_1@sip.example.com' is written as 'sip:agent_1@sip.example.com' for Plivo",
				name: null,
			},
		],
	},
	...[
		['sip.example.com/agents', /'URI' has a path: 'sip\.example\.com\/agents'/],
		['https://sip.example.com', /'URI' is a web address/],
		['+14155550100', /'URI' is not a SIP address: '\+14155550100'/],
		['sip:a@b.com<sip:c@d.com', /'URI' contains '<'/],
		['sip.example.com;transport=ws', /'URI' ends with ';transport=ws'/],
	].map(([text, refusal]): ContractCase => ({
		resource: 'originationUri',
		operation: 'create',
		size: 'more',
		title: `T1.5 ${String(text)} is refused`,
		source: 'plivo.md §2.3, peers.md T1.5',
		parameters: { uri: String(text) },
		requests: [],
		refusal: refusal as RegExp,
	})),
	{
		resource: 'originationUri',
		operation: 'create',
		size: 'more',
		title: 'T1.12 Plivo repeats the password in its refusal: the message does not',
		source: 'plivo.md §1.2, peers.md T1.12',
		parameters: {
			uri: 'sip.example.com',
			authenticationNeeded: true,
			username: 'plivo',
			password: 'hush-hush',
		},
		answers: [answer(422, { api_id: 'f1c7', message: 'bad password hush-hush' })],
		requests: [
			{
				method: 'POST',
				path: ALL,
				body: {
					uri: 'sip.example.com',
					authentication_needed: true,
					username: 'plivo',
					password: 'hush-hush',
				},
			},
		],
		refusal: /^Plivo refused the request: bad password \[removed\]$/,
	},
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
		operation: 'update',
		size: 'smallest',
		title: 'another address; the login stays as it is',
		source: 'plivo.md §2.3',
		parameters: { originationUri: byId(URI), updateFields: { uri: 'sip.example.org:5060' } },
		answers: [updated],
		requests: [{ method: 'POST', path: PATH, body: { uri: 'sip.example.org:5060' } }],
		items: [
			{
				uri_uuid: URI,
				message: 'origination uri updated successfully.',
				uri: 'sip.example.org:5060',
				note: null,
			},
		],
	},
	{
		resource: 'originationUri',
		operation: 'update',
		size: 'full',
		title: 'everything; the password goes to Plivo only',
		source: 'plivo.md §2.3',
		parameters: {
			originationUri: byId(URI),
			updateFields: {
				name: 'New',
				uri: 'sip.example.org',
				authenticationNeeded: true,
				username: 'plivo',
				password: 'hush-hush',
			},
		},
		answers: [updated],
		requests: [
			{
				method: 'POST',
				path: PATH,
				body: {
					name: 'New',
					uri: 'sip.example.org',
					authentication_needed: true,
					username: 'plivo',
					password: 'hush-hush',
				},
			},
		],
		items: [
			{
				uri_uuid: URI,
				message: 'origination uri updated successfully.',
				name: 'New',
				authentication_needed: true,
				username: 'plivo',
				uri: 'sip.example.org',
				note: null,
			},
		],
	},
	{
		resource: 'originationUri',
		operation: 'update',
		size: 'bad',
		title: 'T1.6 a new password without the user name',
		source: 'plivo.md §2.3 (must be restated together)',
		parameters: { originationUri: byId(URI), updateFields: { password: 'hush-hush' } },
		requests: [],
		refusal: /'User Name' is missing/,
		hint: /repeat the one that stays as it is/,
	},
	{
		resource: 'originationUri',
		operation: 'update',
		size: 'more',
		title: 'T1.6 a new password restates that it is needed, and the user name',
		source: 'plivo.md §2.3',
		parameters: {
			originationUri: byId(URI),
			updateFields: { username: 'plivo', password: 'hush-hush' },
		},
		answers: [updated],
		requests: [
			{
				method: 'POST',
				path: PATH,
				body: { authentication_needed: true, username: 'plivo', password: 'hush-hush' },
			},
		],
		items: [
			{
				uri_uuid: URI,
				message: 'origination uri updated successfully.',
				authentication_needed: true,
				username: 'plivo',
			},
		],
	},
	{
		resource: 'originationUri',
		operation: 'update',
		size: 'more',
		title: 'no login any more',
		source: 'plivo.md §2.3',
		parameters: { originationUri: byId(URI), updateFields: { authenticationNeeded: false } },
		answers: [updated],
		requests: [{ method: 'POST', path: PATH, body: { authentication_needed: false } }],
		items: [
			{
				uri_uuid: URI,
				message: 'origination uri updated successfully.',
				authentication_needed: false,
			},
		],
	},
	...[
		[{}, /'Update Fields' are empty/],
		[{ uri: '' }, /'URI' is empty/],
		[{ uri: 'sip.example.com/x' }, /'URI' has a path/],
		[{ authenticationNeeded: true }, /'User Name' is missing/],
		[{ authenticationNeeded: true, username: 'plivo' }, /'Password' is missing/],
		[
			{ authenticationNeeded: false, username: 'plivo', password: 'hush-hush' },
			/'Authentication Needed' is off, which does not go with a user name or password/,
		],
	].map(([updateFields, refusal]): ContractCase => ({
		resource: 'originationUri',
		operation: 'update',
		size: 'more',
		title: `T1.6 ${JSON.stringify(updateFields)} is refused`,
		source: 'plivo.md §2.3',
		parameters: { originationUri: byId(URI), updateFields: updateFields as object },
		requests: [],
		refusal: refusal as RegExp,
	})),
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

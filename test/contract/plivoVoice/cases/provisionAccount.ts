import type { Reply } from '../../../engine/support/recordingServer';
import type { ExpectedRequest } from '../../operations/contractCase';
import { AUTH_ID, answer, page } from '../../operations/contractCase';

/** Ids in the account of the cases of Provision SIP Trunk. */
export const ID = {
	credential: '9adbf7c1-9d5b-4a3c-8f38-6b7f3c0d0f11',
	list: 'd3a5c1f0-51c9-4c9b-9bb8-1f2f3e4d5c6b',
	uri: '5b40a428-bfc7-4daf-9d06-726c558bf3b8',
	fallback: '06ecae31-4bf8-40b9-ac62-e902418e9935',
	outbound: '20372631212782780',
	inbound: '42741122632602585',
	application: '66240912345678901',
};

export const PATHS = {
	credentials: '/Zentrunk/Credential/',
	lists: '/Zentrunk/IPAccessControlList/',
	uris: '/Zentrunk/URI/',
	trunks: '/Zentrunk/Trunk/',
	number: '/Number/14155550100/',
};

/** The password of a generated login (plivo.md §2.1). */
export const STRONG = /^(?=.*[A-Za-z])(?=.*\d)(?=.*[~!@#$%^&*()_+])[A-Za-z\d~!@#$%^&*()_+]{20}$/;

/** A read of the first page of a collection. */
export const reads = (path: string): ExpectedRequest => ({
	method: 'GET',
	path,
	query: { limit: '20', offset: '0' },
});
export const posts = (path: string, body: object): ExpectedRequest => ({
	method: 'POST',
	path,
	body,
});
export const deletes = (path: string): ExpectedRequest => ({ method: 'DELETE', path });
export const readsNumber: ExpectedRequest = { method: 'GET', path: PATHS.number };

/** What is there of an account that was provisioned for 'Acme AI' on LiveKit. */
export const there = {
	credential: { credential_uuid: ID.credential, name: 'Acme AI', username: 'acmeai' },
	list: { ipacl_uuid: ID.list, name: 'Acme AI', ip_addresses: ['203.0.113.7/32'] },
	uri: {
		uri_uuid: ID.uri,
		name: 'Acme AI',
		uri: 'acme.sip.livekit.cloud;transport=tcp',
		authentication_needed: false,
		username: null,
	},
	fallback: {
		uri_uuid: ID.fallback,
		name: 'Acme AI fallback',
		uri: 'backup.example.com:5060',
		authentication_needed: false,
	},
	outbound: {
		trunk_id: ID.outbound,
		name: 'Acme AI outbound',
		trunk_direction: 'outbound',
		trunk_status: 'enabled',
		secure: false,
		credential_uuid: ID.credential,
		ipacl_uuid: null,
		primary_uri_uuid: null,
		fallback_uri_uuid: null,
	},
	inbound: {
		trunk_id: ID.inbound,
		name: 'Acme AI inbound',
		trunk_direction: 'inbound',
		trunk_status: 'enabled',
		secure: false,
		credential_uuid: null,
		ipacl_uuid: null,
		primary_uri_uuid: ID.uri,
		fallback_uri_uuid: null,
	},
};

/** The answers to what is made. */
export const made = {
	credential: answer(201, { api_id: 'a', message: 'ok', credential_uuid: ID.credential }),
	list: answer(201, { api_id: 'a', message: 'ok', ipacl_uuid: ID.list }),
	uri: answer(201, { api_id: 'a', message: 'ok', uri_uuid: ID.uri }),
	fallback: answer(201, { api_id: 'a', message: 'ok', uri_uuid: ID.fallback }),
	outbound: answer(201, { api_id: 'a', message: 'ok', trunk_id: ID.outbound }),
	inbound: answer(201, { api_id: 'a', message: 'ok', trunk_id: ID.inbound }),
};

export const nothing: Reply = page([]);
export const gone: Reply = answer(204);
export const changed: Reply = answer(202, { api_id: 'a', message: 'changed' });

/** The number as `GET /Number/{digits}/` gives it (plivo.md §3.1). */
export const number = (
	leadsTo: `Application/${string}` | `Zentrunk/Trunk/${string}` | null,
): Reply =>
	answer(200, {
		api_id: 'a',
		number: '14155550100',
		application: leadsTo === null ? null : `/v1/Account/${AUTH_ID}/${leadsTo}/`,
	});

const trunk = (id: string, name: string) => ({
	trunk_id: id,
	name,
	trunk_domain: `${id}.zt.plivo.com`,
	sipAddress: `sip:${id}.zt.plivo.com`,
});

/** The two trunks as the item tells them. */
export const shown = {
	outbound: {
		...trunk(ID.outbound, 'Acme AI outbound'),
		credential_uuid: ID.credential,
		ipacl_uuid: null,
	},
	inbound: {
		...trunk(ID.inbound, 'Acme AI inbound'),
		primary_uri_uuid: ID.uri,
		primarySipAddress: 'sip:acme.sip.livekit.cloud;transport=tcp',
		fallback_uri_uuid: null,
		fallbackSipAddress: null,
	},
	assigned: {
		phoneNumber: '+14155550100',
		assigned: true,
		changed: true,
		reason: null,
		consoleSteps: null,
	},
};

/** The parts as `created` and `reused` list them. */
export const parts = {
	credential: { kind: 'SIP credential', name: 'Acme AI', id: ID.credential },
	list: { kind: 'IP access list', name: 'Acme AI', id: ID.list },
	outbound: { kind: 'outbound trunk', name: 'Acme AI outbound', id: ID.outbound },
	uri: { kind: 'origination URI', name: 'Acme AI', id: ID.uri },
	fallback: { kind: 'origination URI', name: 'Acme AI fallback', id: ID.fallback },
	inbound: { kind: 'inbound trunk', name: 'Acme AI inbound', id: ID.inbound },
};

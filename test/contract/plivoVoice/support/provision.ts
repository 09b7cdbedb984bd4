import type { ContractCase } from '../../operations/contractCase';
import { deletes, ID, parts, PATHS, posts, reads, shown, STRONG } from '../cases/provisionAccount';

type Case = Omit<ContractCase, 'resource' | 'operation' | 'source'> & { source?: string };

export const provision = (one: Case): ContractCase => ({
	source: 'plivo.md §2, §3.2, peers.md T1.11',
	...one,
	resource: 'trunk',
	operation: 'provision',
});

export const strong = expect.stringMatching(STRONG) as string;

export const liveKit = {
	platform: 'liveKit',
	name: 'Acme AI',
	platformAddress: 'acme.sip.livekit.cloud',
};

export const everything = { ...liveKit, phoneNumbers: '+14155550100' };

export const inboundOnly = { ...everything, directions: 'inbound' };

/** The reads before anything is made, in order. */
export const looks = [reads(PATHS.credentials), reads(PATHS.trunks), reads(PATHS.uris)];

export const inboundLooks = [reads(PATHS.uris), reads(PATHS.trunks)];

export const makes = {
	credential: posts(PATHS.credentials, { name: 'Acme AI', username: 'acmeai', password: strong }),
	outbound: posts(PATHS.trunks, {
		name: 'Acme AI outbound',
		trunk_direction: 'outbound',
		credential_uuid: ID.credential,
	}),
	uri: posts(PATHS.uris, { name: 'Acme AI', uri: 'acme.sip.livekit.cloud;transport=tcp' }),
	inbound: posts(PATHS.trunks, {
		name: 'Acme AI inbound',
		trunk_direction: 'inbound',
		primary_uri_uuid: ID.uri,
	}),
	assignment: posts(PATHS.number, { app_id: ID.inbound }),
};

export const removes = {
	credential: deletes(`${PATHS.credentials}${ID.credential}/`),
	outbound: deletes(`${PATHS.trunks}${ID.outbound}/`),
	uri: deletes(`${PATHS.uris}${ID.uri}/`),
	inbound: deletes(`${PATHS.trunks}${ID.inbound}/`),
};

/** What the item of everything says when it was all there before. */
export const unchanged = {
	platform: 'liveKit',
	changed: false,
	complete: true,
	outbound: shown.outbound,
	inbound: shown.inbound,
	numbers: [{ ...shown.assigned, changed: false }],
	username: 'acmeai',
	created: [],
	reused: [parts.credential, parts.outbound, parts.uri, parts.inbound],
	notes: [expect.stringMatching(/its password was shown when it was made/) as string],
};

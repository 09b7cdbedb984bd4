import type { ContractCase } from '../../operations/contractCase';
import { page } from '../../operations/contractCase';
import {
	provision,
	liveKit,
	everything,
	inboundOnly,
	looks,
	inboundLooks,
	makes,
	unchanged,
} from '../support/provision';
import {
	changed,
	ID,
	made,
	nothing,
	number,
	parts,
	PATHS,
	reads,
	readsNumber,
	shown,
	there,
} from './provisionAccount';

/** An earlier run has left something, or all of it. */
export const againProvisionCases: ContractCase[] = [
	provision({
		size: 'more',
		title: 'T1.11 a second run changes nothing: no POST, and no password',
		parameters: everything,
		answers: [
			page([there.credential]),
			page([there.outbound, there.inbound]),
			page([there.uri]),
			number(`Zentrunk/Trunk/${ID.inbound}`),
		],
		requests: [...looks, readsNumber],
		items: [unchanged],
	}),
	provision({
		size: 'more',
		title:
			'T1.11 names are compared exactly, on all pages; an address in other letters is the same',
		parameters: { ...everything, platformAddress: 'SIP:Acme.sip.livekit.cloud;transport=tcp' },
		answers: [
			page([{ ...there.credential, name: 'acme ai', credential_uuid: 'x' }, there.credential]),
			page(Array(20).fill({ ...there.outbound, trunk_id: '1', name: 'Acme AI outbound 2' }), 22),
			page([there.outbound, there.inbound], 22),
			page([there.uri]),
			number(`Zentrunk/Trunk/${ID.inbound}`),
		],
		requests: [
			reads(PATHS.credentials),
			reads(PATHS.trunks),
			{ method: 'GET', path: PATHS.trunks, query: { limit: '20', offset: '20' } },
			reads(PATHS.uris),
			readsNumber,
		],
		items: [expect.objectContaining({ changed: false }) as object & ContractCase['parameters']],
	}),
	provision({
		size: 'more',
		title: 'T1.11 what an earlier run left unfinished is completed; what is there is used',
		parameters: everything,
		answers: [
			page([there.credential]),
			page([there.outbound]),
			nothing,
			number(null),
			made.uri,
			made.inbound,
			changed,
			number(`Zentrunk/Trunk/${ID.inbound}`),
		],
		requests: [...looks, readsNumber, makes.uri, makes.inbound, makes.assignment, readsNumber],
		items: [
			{
				...unchanged,
				changed: true,
				numbers: [shown.assigned],
				created: [parts.uri, parts.inbound],
				reused: [parts.credential, parts.outbound],
			},
		],
	}),
	provision({
		size: 'more',
		title: 'a login that is there: whether the typed password is its own, Plivo does not tell',
		source: 'plivo.md §2.1',
		parameters: {
			...liveKit,
			directions: 'outbound',
			outboundAuthentication: 'password',
			username: 'acmeai',
			password: 'Secret_123',
		},
		answers: [page([there.credential]), page([there.outbound])],
		requests: [reads(PATHS.credentials), reads(PATHS.trunks)],
		items: [
			{
				...unchanged,
				inbound: null,
				numbers: [],
				reused: [parts.credential, parts.outbound],
				notes: [
					'The SIP credential was there already: Plivo does not tell whether its password is the one given here.',
				],
			},
		],
	}),
	...(
		[
			[{ secure: true }, /Secure is on, not off/],
			[{ trunk_status: 'disabled' }, /it is disabled/],
			[{ trunk_direction: 'outbound' }, /it is outbound/],
			[{ primary_uri_uuid: ID.fallback }, /it has another primary URI, or none/],
			[{ fallback_uri_uuid: ID.fallback }, /it has a fallback URI/],
			[{ secure: true, trunk_status: 'disabled' }, /Secure is on, not off, and it is disabled/],
		] as const
	).map(([difference, words]) =>
		provision({
			size: 'more',
			title: `T1.11 a trunk of that name with other settings is not changed: ${words.source}`,
			parameters: inboundOnly,
			answers: [page([there.uri]), page([{ ...there.inbound, ...difference }])],
			requests: inboundLooks,
			refusal: new RegExp(
				`The inbound trunk 'Acme AI inbound' \\(${ID.inbound}\\) exists already, but ${words.source}`,
			),
			hint: /never changed here/,
		}),
	),
	provision({
		size: 'more',
		title: 'T1.11 a trunk of that name whose URI would be made only now leads elsewhere',
		parameters: inboundOnly,
		answers: [nothing, page([there.inbound])],
		requests: inboundLooks,
		refusal: /inbound trunk 'Acme AI inbound' .* exists already, but it has another primary URI/,
	}),
	...(
		[
			[{ uri: 'other.example.com' }, /its address is 'other\.example\.com', not 'acme\./],
			[{ authentication_needed: true }, /Plivo signs in there with a user name/],
		] as const
	).map(([difference, words]) =>
		provision({
			size: 'more',
			title: `T1.11 a URI of that name is not changed: ${words.source}`,
			parameters: inboundOnly,
			answers: [page([{ ...there.uri, ...difference }])],
			requests: [reads(PATHS.uris)],
			refusal: words,
		}),
	),
	provision({
		size: 'more',
		title: 'T1.11 a login of that name with another user name is not changed',
		parameters: liveKit,
		answers: [page([{ ...there.credential, username: 'somebody' }])],
		requests: [reads(PATHS.credentials)],
		refusal: /SIP credential 'Acme AI' .* its user name is 'somebody', not 'acmeai'/,
	}),
	provision({
		size: 'more',
		title: 'T1.11 an access list of that name with other addresses is not changed',
		parameters: {
			...liveKit,
			directions: 'outbound',
			outboundAuthentication: 'ipAccessList',
			ipAddresses: '203.0.113.7, 203.0.113.8',
		},
		answers: [page([there.list])],
		requests: [reads(PATHS.lists)],
		refusal: /its addresses are 203\.0\.113\.7\/32, not 203\.0\.113\.7, 203\.0\.113\.8/,
	}),
	provision({
		size: 'more',
		title: 'T1.11 two of that name: which one is meant, nobody knows',
		parameters: inboundOnly,
		answers: [page([there.uri, { ...there.uri, uri_uuid: ID.fallback }])],
		requests: [reads(PATHS.uris)],
		refusal: /Plivo has 2 things called 'Acme AI' where one origination URI is looked for/,
	}),
];

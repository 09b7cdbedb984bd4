import type { ContractCase } from '../../operations/contractCase';
import { answer, page } from '../../operations/contractCase';
import {
	changed,
	deletes,
	gone,
	ID,
	made,
	nothing,
	number,
	parts,
	PATHS,
	posts,
	reads,
	readsNumber,
	shown,
	STRONG,
	there,
} from './provisionAccount';

type Case = Omit<ContractCase, 'resource' | 'operation' | 'source'> & { source?: string };

const provision = (one: Case): ContractCase => ({
	source: 'plivo.md §2, §3.2, peers.md T1.11',
	...one,
	resource: 'trunk',
	operation: 'provision',
});

const strong = expect.stringMatching(STRONG) as string;

const liveKit = {
	platform: 'liveKit',
	name: 'Acme AI',
	platformAddress: 'acme.sip.livekit.cloud',
};
const everything = { ...liveKit, phoneNumbers: '+14155550100' };
const inboundOnly = { ...everything, directions: 'inbound' };

/** The reads before anything is made, in order. */
const looks = [reads(PATHS.credentials), reads(PATHS.trunks), reads(PATHS.uris)];
const inboundLooks = [reads(PATHS.uris), reads(PATHS.trunks)];

const makes = {
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

const removes = {
	credential: deletes(`${PATHS.credentials}${ID.credential}/`),
	outbound: deletes(`${PATHS.trunks}${ID.outbound}/`),
	uri: deletes(`${PATHS.uris}${ID.uri}/`),
	inbound: deletes(`${PATHS.trunks}${ID.inbound}/`),
};

const refused = answer(400, { api_id: 'f1c7', error: 'not today' });

/** What the item of everything says when it was all there before. */
const unchanged = {
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

const fresh: ContractCase[] = [
	provision({
		size: 'smallest',
		title:
			'T1.11 T1.12 both directions for LiveKit: nothing was there, all is made, the password shown once',
		parameters: liveKit,
		answers: [nothing, nothing, nothing, made.credential, made.outbound, made.uri, made.inbound],
		requests: [...looks, makes.credential, makes.outbound, makes.uri, makes.inbound],
		items: [
			{
				platform: 'liveKit',
				changed: true,
				complete: true,
				outbound: shown.outbound,
				inbound: shown.inbound,
				numbers: [],
				username: 'acmeai',
				password: strong,
				created: [parts.credential, parts.outbound, parts.uri, parts.inbound],
				reused: [],
				notes: [],
			},
		],
	}),
	provision({
		size: 'full',
		title:
			'T1.11 own platform: typed login, encrypted, fallback, a number taken from an application',
		parameters: {
			platform: 'custom',
			name: 'Acme AI',
			directions: 'both',
			platformAddress: 'sips:agent@sip.example.com:5061',
			phoneNumbers: '(415) 555-0100, 14155550100',
			outboundAuthentication: 'password',
			username: 'acmeai',
			password: 'Secret_123',
			options: {
				defaultCountry: 'US',
				fallbackAddress: 'sip:backup.example.com;transport=tls',
				overwriteNumbers: true,
				secure: true,
			},
		},
		answers: [
			nothing,
			nothing,
			nothing,
			number(`Application/${ID.application}`),
			made.credential,
			made.outbound,
			made.uri,
			made.fallback,
			made.inbound,
			changed,
			number(`Zentrunk/Trunk/${ID.inbound}`),
		],
		requests: [
			...looks,
			readsNumber,
			posts(PATHS.credentials, { name: 'Acme AI', username: 'acmeai', password: 'Secret_123' }),
			posts(PATHS.trunks, {
				name: 'Acme AI outbound',
				trunk_direction: 'outbound',
				secure: true,
				credential_uuid: ID.credential,
			}),
			posts(PATHS.uris, {
				name: 'Acme AI',
				uri: 'sip:agent@sip.example.com:5061;transport=tls',
			}),
			posts(PATHS.uris, {
				name: 'Acme AI fallback',
				uri: 'backup.example.com;transport=tls',
			}),
			posts(PATHS.trunks, {
				name: 'Acme AI inbound',
				trunk_direction: 'inbound',
				secure: true,
				primary_uri_uuid: ID.uri,
				fallback_uri_uuid: ID.fallback,
			}),
			makes.assignment,
			readsNumber,
		],
		items: [
			{
				platform: 'custom',
				changed: true,
				complete: true,
				outbound: shown.outbound,
				inbound: {
					...shown.inbound,
					primarySipAddress: 'sip:agent@sip.example.com:5061;transport=tls',
					fallback_uri_uuid: ID.fallback,
					fallbackSipAddress: 'sip:backup.example.com;transport=tls',
				},
				numbers: [shown.assigned],
				username: 'acmeai',
				created: [parts.credential, parts.outbound, parts.uri, parts.fallback, parts.inbound],
				reused: [],
				notes: [
					"'sips:agent@sip.example.com:5061' is written as 'sip:agent@sip.example.com:5061;transport=tls' for Plivo",
					"'sip:backup.example.com;transport=tls' is written as 'backup.example.com;transport=tls' for Plivo",
				],
			},
		],
	}),
	provision({
		size: 'more',
		title: 'T1.11 outbound by addresses: no login, no URI, no number',
		parameters: {
			platform: 'vapi',
			name: 'Acme AI',
			directions: 'outbound',
			outboundAuthentication: 'ipAccessList',
			ipAddresses: '203.0.113.7/32',
		},
		answers: [nothing, nothing, made.list, made.outbound],
		requests: [
			reads(PATHS.lists),
			reads(PATHS.trunks),
			posts(PATHS.lists, { name: 'Acme AI', ip_addresses: ['203.0.113.7/32'] }),
			posts(PATHS.trunks, {
				name: 'Acme AI outbound',
				trunk_direction: 'outbound',
				ipacl_uuid: ID.list,
			}),
		],
		items: [
			{
				platform: 'vapi',
				changed: true,
				complete: true,
				outbound: { ...shown.outbound, credential_uuid: null, ipacl_uuid: ID.list },
				inbound: null,
				numbers: [],
				username: null,
				created: [parts.list, parts.outbound],
				reused: [],
				notes: [],
			},
		],
	}),
	provision({
		size: 'more',
		title: 'T1.2 a very wide range is taken, with a warning',
		source: 'peers.md T1.2',
		parameters: {
			platform: 'vapi',
			name: 'Acme AI',
			directions: 'outbound',
			outboundAuthentication: 'ipAccessList',
			ipAddresses: '64.0.0.0/7',
		},
		answers: [nothing, nothing, made.list, made.outbound],
		requests: [
			reads(PATHS.lists),
			reads(PATHS.trunks),
			posts(PATHS.lists, { name: 'Acme AI', ip_addresses: ['64.0.0.0/7'] }),
			posts(PATHS.trunks, {
				name: 'Acme AI outbound',
				trunk_direction: 'outbound',
				ipacl_uuid: ID.list,
			}),
		],
		items: [
			{
				platform: 'vapi',
				changed: true,
				complete: true,
				outbound: { ...shown.outbound, credential_uuid: null, ipacl_uuid: ID.list },
				inbound: null,
				numbers: [],
				username: null,
				created: [parts.list, parts.outbound],
				reused: [],
				notes: [expect.stringMatching(/^64\.0\.0\.0\/7 lets very many addresses in/) as string],
			},
		],
	}),
	...(
		[
			['elevenLabs', false, 'sip.rtc.elevenlabs.io:5060;transport=tcp'],
			['elevenLabs', true, 'sip.rtc.elevenlabs.io:5061;transport=tls'],
			['elevenLabsIndia', false, 'sip.rtc.in.residency.elevenlabs.io:5060;transport=tcp'],
			['retell', false, 'sip.retellai.com;transport=tcp'],
			['retell', true, 'sip.retellai.com;transport=tls'],
			['vapi', false, 'sip.vapi.ai;transport=udp'],
			['xai', false, 'sip.voice.x.ai;transport=tls'],
		] as const
	).map(([platform, secure, uri]) =>
		provision({
			size: 'more',
			title: `T1.11 the address of ${platform}, ${secure ? '' : 'not '}encrypted, is filled in`,
			source: 'plivo.md §2.3, peers.md T1.11',
			parameters: { platform, name: 'Acme AI', directions: 'inbound', options: { secure } },
			answers: [nothing, nothing, made.uri, made.inbound],
			requests: [
				...inboundLooks,
				posts(PATHS.uris, { name: 'Acme AI', uri }),
				posts(PATHS.trunks, {
					name: 'Acme AI inbound',
					trunk_direction: 'inbound',
					...(secure ? { secure } : {}),
					primary_uri_uuid: ID.uri,
				}),
			],
			items: [
				expect.objectContaining({
					changed: true,
					inbound: { ...shown.inbound, primarySipAddress: `sip:${uri}` },
				}) as object & ContractCase['parameters'],
			],
		}),
	),
	...(
		[
			['agent_1@acme.sip.ultravox.ai', false, 'sip:agent_1@acme.sip.ultravox.ai'],
			['acme.sip.ultravox.ai', true, 'acme.sip.ultravox.ai:5060;transport=tls'],
			['acme.sip.ultravox.ai:5061', true, 'acme.sip.ultravox.ai:5061;transport=tls'],
		] as const
	).map(([platformAddress, secure, uri]) =>
		provision({
			size: 'more',
			title: `T1.11 Ultravox at ${platformAddress}, ${secure ? '' : 'not '}encrypted`,
			source: 'plivo.md §2.3, ultravox.md §5.4',
			parameters: {
				name: 'Acme AI',
				directions: 'inbound',
				platformAddress,
				options: { secure },
			},
			answers: [nothing, nothing, made.uri, made.inbound],
			requests: [
				...inboundLooks,
				posts(PATHS.uris, { name: 'Acme AI', uri }),
				posts(PATHS.trunks, {
					name: 'Acme AI inbound',
					trunk_direction: 'inbound',
					...(secure ? { secure } : {}),
					primary_uri_uuid: ID.uri,
				}),
			],
		}),
	),
];

const bad: ContractCase[] = (
	[
		['bad', 'no address', { ...liveKit, platformAddress: '={{ "" }}' }, /'SIP Address' is empty/],
		['more', 'no name', { ...liveKit, name: '={{ "" }}' }, /'Name' is empty/],
		[
			'more',
			'an address with a path',
			{ ...liveKit, platformAddress: 'acme.sip.livekit.cloud/room' },
			/'SIP Address' has a path: 'acme\.sip\.livekit\.cloud\/room'$/,
		],
		[
			'more',
			'T1.7 the fallback is the platform itself',
			{ ...liveKit, options: { fallbackAddress: 'ACME.sip.livekit.cloud;transport=tcp' } },
			/'Fallback SIP Address' is the address of the platform itself/,
		],
		[
			'more',
			'T1.11 encryption with a platform that does not encrypt: the user can do something about it',
			{ platform: 'vapi', name: 'Acme AI', options: { secure: true } },
			/^'Secure' does not go with Vapi, whose address for Plivo is sip\.vapi\.ai;transport=udp$/,
		],
		[
			'more',
			'encryption with an address that says it is not encrypted',
			{ ...liveKit, platformAddress: 'sip.example.com;transport=udp', options: { secure: true } },
			/'Secure' does not go with sip\.example\.com;transport=udp, which is not encrypted/,
		],
		[
			'more',
			'T1.2 everybody may call, in two halves',
			{
				...liveKit,
				outboundAuthentication: 'ipAccessList',
				ipAddresses: '0.0.0.0/1, 128.0.0.0/1',
			},
			/'IP Addresses' has entries that together let everybody in/,
		],
		[
			'more',
			'a fallback for outbound only',
			{ ...liveKit, directions: 'outbound', options: { fallbackAddress: 'sip.example.com' } },
			/'Fallback SIP Address' does not go with 'Directions: Outbound'/,
		],
		[
			'more',
			'D4.7 letters in a phone number',
			{ ...liveKit, phoneNumbers: '+14155550100, +1415CALLME' },
			/'Phone Numbers': "\+1415CALLME" contains letters/,
		],
		[
			'more',
			'D4.7 a phone number that does not name its country',
			{ ...liveKit, phoneNumbers: '+14155550100, 2025550123' },
			/'Phone Numbers': "2025550123" does not say its country/,
		],
		[
			'more',
			'two phone numbers as one destination',
			{ ...liveKit, phoneNumbers: '+14155550100<+14155550101' },
			/'Phone Numbers': .* contains "<"/,
		],
		[
			'more',
			'T1.2 everybody may call',
			{ ...liveKit, outboundAuthentication: 'ipAccessList', ipAddresses: '0.0.0.0/0' },
			/'IP Addresses' has an entry that lets everybody in/,
		],
		[
			'more',
			'a password without special characters',
			{
				...liveKit,
				outboundAuthentication: 'password',
				username: 'acmeai',
				password: 'Secret123',
			},
			/'Password' has no special character/,
		],
	] as const
).map(([size, title, parameters, refusal]) =>
	provision({ size, title, parameters, requests: [], refusal }),
);

const again: ContractCase[] = [
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

/** Runs that stop at each step: what was made goes again, last first, and trunks before URIs. */
const stopped: ContractCase[] = [
	provision({
		size: 'more',
		title: 'T1.11 the first step is refused: nothing to remove',
		parameters: everything,
		answers: [nothing, nothing, nothing, number(null), refused],
		requests: [...looks, readsNumber, makes.credential],
		refusal:
			/^Creating the SIP credential 'Acme AI' did not succeed: Plivo refused the request: not today$/,
		hint: /^Plivo is as it was before\. HTTP status 400.*f1c7/,
	}),
	provision({
		size: 'more',
		title: 'T1.11 the outbound trunk is refused: the login goes again',
		parameters: everything,
		answers: [nothing, nothing, nothing, number(null), made.credential, refused, gone],
		requests: [...looks, readsNumber, makes.credential, makes.outbound, removes.credential],
		refusal: /^Creating the outbound trunk 'Acme AI outbound' did not succeed: .*not today$/,
		hint: new RegExp(
			`^Removed again: SIP credential 'Acme AI' \\(${ID.credential}\\)\\. HTTP status 400`,
		),
	}),
	provision({
		size: 'more',
		title: 'T1.11 the URI is refused: trunk and login go again',
		parameters: everything,
		answers: [
			nothing,
			nothing,
			nothing,
			number(null),
			made.credential,
			made.outbound,
			refused,
			gone,
			gone,
		],
		requests: [
			...looks,
			readsNumber,
			makes.credential,
			makes.outbound,
			makes.uri,
			removes.outbound,
			removes.credential,
		],
		refusal: /^Creating the origination URI 'Acme AI' did not succeed/,
		hint: /^Removed again: outbound trunk 'Acme AI outbound' \(.*\); SIP credential 'Acme AI'/,
	}),
	provision({
		size: 'more',
		title: 'T1.11 the inbound trunk is refused: URI, trunk and login go again; one is gone already',
		parameters: everything,
		answers: [
			nothing,
			nothing,
			nothing,
			number(null),
			made.credential,
			made.outbound,
			made.uri,
			refused,
			answer(404, { api_id: 'a', error: 'not found' }),
			gone,
			gone,
		],
		requests: [
			...looks,
			readsNumber,
			makes.credential,
			makes.outbound,
			makes.uri,
			makes.inbound,
			removes.uri,
			removes.outbound,
			removes.credential,
		],
		refusal: /^Creating the inbound trunk 'Acme AI inbound' did not succeed/,
		hint: /^Removed again: origination URI .*; outbound trunk .*; SIP credential 'Acme AI'/,
	}),
	provision({
		size: 'more',
		title: 'T1.11 the number is gone when its turn comes: the trunk goes before its URI',
		parameters: inboundOnly,
		answers: [
			nothing,
			nothing,
			number(null),
			made.uri,
			made.inbound,
			answer(404, { api_id: 'f1c7' }),
			gone,
			gone,
		],
		requests: [
			...inboundLooks,
			readsNumber,
			makes.uri,
			makes.inbound,
			makes.assignment,
			removes.inbound,
			removes.uri,
		],
		refusal: /^Assigning \+14155550100 to the trunk 'Acme AI inbound' did not succeed/,
		hint: /Removed again: inbound trunk .*; origination URI/,
	}),
	provision({
		size: 'more',
		title: 'T1.11 what was there before stays when a later step is refused',
		parameters: liveKit,
		answers: [page([there.credential]), page([there.outbound]), nothing, made.uri, refused, gone],
		requests: [...looks, makes.uri, makes.inbound, removes.uri],
		refusal: /^Creating the inbound trunk 'Acme AI inbound' did not succeed/,
		hint: new RegExp(`^Removed again: origination URI 'Acme AI' \\(${ID.uri}\\)\\. HTTP`),
	}),
	provision({
		size: 'more',
		title: 'T1.11 removing is refused: what is left is named with its id, and keeps what it needs',
		parameters: everything,
		answers: [
			nothing,
			nothing,
			nothing,
			number(null),
			made.credential,
			made.outbound,
			refused,
			answer(403, { api_id: 'b2', error: 'locked' }),
		],
		requests: [
			...looks,
			readsNumber,
			makes.credential,
			makes.outbound,
			makes.uri,
			removes.outbound,
		],
		refusal: /^Creating the origination URI 'Acme AI' did not succeed: .*not today$/,
		hint: new RegExp(
			`^Could not be put back, see to it by hand: outbound trunk 'Acme AI outbound' \\(${ID.outbound}\\): Plivo does not allow this: locked; SIP credential 'Acme AI' \\(${ID.credential}\\): the outbound trunk that is left uses it\\. HTTP status 400.*f1c7`,
		),
	}),
	provision({
		size: 'more',
		title:
			'T1.11 Plivo failed, but made the trunk all the same: it is found by its name, and removed',
		source: 'plivo.md §1.4 (a POST is never repeated), peers.md T1.11',
		parameters: { ...inboundOnly, phoneNumbers: '' },
		answers: [
			nothing,
			nothing,
			made.uri,
			answer(500, { api_id: 'f1c7', error: 'oops' }),
			page([there.inbound]),
			gone,
			gone,
		],
		requests: [
			...inboundLooks,
			makes.uri,
			makes.inbound,
			reads(PATHS.trunks),
			removes.inbound,
			removes.uri,
		],
		refusal: /^Creating the inbound trunk 'Acme AI inbound' did not succeed: Plivo failed: oops$/,
		hint: /Removed again: inbound trunk 'Acme AI inbound' .*; origination URI 'Acme AI'/,
	}),
	provision({
		size: 'more',
		title: 'T1.11 Plivo failed and cannot be asked what it made: that is said',
		parameters: { ...inboundOnly, phoneNumbers: '' },
		answers: [
			nothing,
			nothing,
			answer(500, { api_id: 'f1c7', error: 'oops' }),
			answer(403, { api_id: 'b2', error: 'locked' }),
		],
		requests: [...inboundLooks, makes.uri, reads(PATHS.uris)],
		refusal: /^Creating the origination URI 'Acme AI' did not succeed/,
		hint: /^Could not be put back, .*: origination URI 'Acme AI', if Plivo made it all the same/,
	}),
	provision({
		size: 'more',
		title: 'T1.11 an answer without an id is no success',
		parameters: { ...inboundOnly, phoneNumbers: '' },
		answers: [nothing, nothing, answer(201, { api_id: 'a', message: 'ok' }), nothing],
		requests: [...inboundLooks, makes.uri, reads(PATHS.uris)],
		refusal: /^Creating the origination URI 'Acme AI' did not succeed: Plivo did not tell its ID$/,
	}),
	provision({
		size: 'more',
		title: 'T1.12 Plivo repeats the typed password in its refusal: the message does not',
		source: 'peers.md T1.12',
		parameters: {
			...liveKit,
			directions: 'outbound',
			outboundAuthentication: 'password',
			username: 'acmeai',
			password: 'Secret_123',
		},
		answers: [nothing, nothing, answer(400, { api_id: 'a', error: 'Secret_123 is bad' })],
		requests: [
			reads(PATHS.credentials),
			reads(PATHS.trunks),
			posts(PATHS.credentials, { name: 'Acme AI', username: 'acmeai', password: 'Secret_123' }),
		],
		refusal: /did not succeed: Plivo refused the request: \[removed\] is bad$/,
	}),
];

const steps = [
	'Open Phone Numbers in the Plivo console',
	'Select +14155550100',
	'Under Voice Configuration, select SIP Trunk',
	`Choose the inbound trunk Acme AI inbound (${ID.inbound})`,
	'Save the changes',
];

const allThere = [page([there.uri]), page([there.inbound])];

const numbers: ContractCase[] = [
	provision({
		size: 'more',
		title:
			'T1.8 Plivo refuses the number: the trunk stays, and the item has the steps for the console',
		source: 'plivo.md §3.2, peers.md T1.8',
		parameters: inboundOnly,
		answers: [
			nothing,
			nothing,
			number(null),
			made.uri,
			made.inbound,
			answer(400, { api_id: 'f1c7', error: 'app_id is invalid' }),
		],
		requests: [...inboundLooks, readsNumber, makes.uri, makes.inbound, makes.assignment],
		items: [
			{
				...unchanged,
				changed: true,
				complete: false,
				outbound: null,
				username: null,
				numbers: [
					{
						phoneNumber: '+14155550100',
						assigned: false,
						changed: false,
						reason: 'Plivo refused the request: app_id is invalid',
						consoleSteps: steps,
					},
				],
				created: [parts.uri, parts.inbound],
				reused: [],
				notes: [],
			},
		],
	}),
	provision({
		size: 'more',
		title: 'T1.8 Plivo says yes, but the number leads nowhere: no silent success',
		source: 'plivo.md §3.1, peers.md T1.8',
		parameters: inboundOnly,
		answers: [...allThere, number(null), changed, number(null)],
		requests: [...inboundLooks, readsNumber, makes.assignment, readsNumber],
		items: [
			{
				...unchanged,
				complete: false,
				outbound: null,
				username: null,
				numbers: [
					{
						phoneNumber: '+14155550100',
						assigned: false,
						changed: false,
						reason: 'Plivo took the change, but it still leads nowhere',
						consoleSteps: steps,
					},
				],
				reused: [parts.uri, parts.inbound],
				notes: [],
			},
		],
	}),
	provision({
		size: 'more',
		title: 'Plivo failed at the number, but it leads to the trunk: that counts',
		source: 'plivo.md §3.1',
		parameters: inboundOnly,
		answers: [
			...allThere,
			number(null),
			answer(500, { api_id: 'a', error: 'oops' }),
			number(`Zentrunk/Trunk/${ID.inbound}`),
		],
		requests: [...inboundLooks, readsNumber, makes.assignment, readsNumber],
		items: [
			expect.objectContaining({
				changed: true,
				complete: true,
				numbers: [shown.assigned],
			}) as object & ContractCase['parameters'],
		],
	}),
	provision({
		size: 'more',
		title: 'a number that leads somewhere else is not taken from there; nothing is made',
		source: 'plivo.md §3.1',
		parameters: inboundOnly,
		answers: [nothing, nothing, number(`Application/${ID.application}`)],
		requests: [...inboundLooks, readsNumber],
		refusal: new RegExp(
			`'Phone Numbers': \\+14155550100 leads somewhere else: to ${ID.application}`,
		),
		hint: /'Overwrite Number Assignment'/,
	}),
	provision({
		size: 'more',
		title: 'D4.8 a number of somebody else: nothing is made',
		source: 'plivo.md §3.1, peers.md D4.8',
		parameters: inboundOnly,
		answers: [nothing, nothing, answer(404, {})],
		requests: [...inboundLooks, readsNumber],
		refusal: /\+14155550100 is not a number of this account/,
	}),
	provision({
		size: 'more',
		title: 'T1.11 the second number cannot be assigned: the first goes back to its application',
		parameters: {
			...inboundOnly,
			phoneNumbers: '+14155550100, +14155550101',
			options: { overwriteNumbers: true },
		},
		answers: [
			...allThere,
			number(`Application/${ID.application}`),
			number(null),
			changed,
			number(`Zentrunk/Trunk/${ID.inbound}`),
			answer(404, { api_id: 'f1c7' }),
			changed,
		],
		requests: [
			...inboundLooks,
			readsNumber,
			{ method: 'GET', path: '/Number/14155550101/' },
			makes.assignment,
			readsNumber,
			posts('/Number/14155550101/', { app_id: ID.inbound }),
			posts(PATHS.number, { app_id: ID.application }),
		],
		refusal: /^Assigning \+14155550101 to the trunk 'Acme AI inbound' did not succeed/,
		hint: new RegExp(`^\\+14155550100 leads to ${ID.application} again\\. `),
	}),
	provision({
		size: 'more',
		title: 'T1.11 neither the first number nor the new trunk can be put back: both are named',
		parameters: {
			...inboundOnly,
			phoneNumbers: '+14155550100, +14155550101',
			options: { overwriteNumbers: true },
		},
		answers: [
			page([there.uri]),
			nothing,
			number(null),
			answer(200, {
				api_id: 'a',
				number: '14155550101',
				application: `/v1/Account/MA/Application/${ID.application}/`,
			}),
			made.inbound,
			changed,
			number(`Zentrunk/Trunk/${ID.inbound}`),
			answer(401, { api_id: 'f1c7' }),
			answer(401, { api_id: 'f1c7' }),
			answer(403, { api_id: 'b2', error: 'locked' }),
		],
		requests: [
			...inboundLooks,
			readsNumber,
			{ method: 'GET', path: '/Number/14155550101/' },
			makes.inbound,
			makes.assignment,
			readsNumber,
			// n8n itself asks twice when the credential is refused.
			posts('/Number/14155550101/', { app_id: ID.inbound }),
			posts('/Number/14155550101/', { app_id: ID.inbound }),
			removes.inbound,
		],
		refusal: /^Assigning \+14155550101 to the trunk 'Acme AI inbound' did not succeed/,
		hint: /inbound trunk 'Acme AI inbound' \(\d+\): .*locked; \+14155550100 now leads to the trunk\. .*HTTP status 401/,
	}),
	provision({
		size: 'more',
		title: 'T1.11 a number that led nowhere cannot be taken off a trunk that stays: that is said',
		source: 'plivo.md §3.2 (clearing is UNCONFIRMED)',
		parameters: { ...inboundOnly, phoneNumbers: '+14155550100, +14155550101' },
		answers: [
			...allThere,
			number(null),
			number(null),
			changed,
			number(`Zentrunk/Trunk/${ID.inbound}`),
			answer(404, { api_id: 'f1c7' }),
		],
		requests: [
			...inboundLooks,
			readsNumber,
			{ method: 'GET', path: '/Number/14155550101/' },
			makes.assignment,
			readsNumber,
			posts('/Number/14155550101/', { app_id: ID.inbound }),
		],
		refusal: /^Assigning \+14155550101 to the trunk 'Acme AI inbound' did not succeed/,
		hint: /Could not be put back, see to it by hand: \+14155550100 now leads to the trunk/,
	}),
];

export const provisionCases: ContractCase[] = [...fresh, ...bad, ...again, ...stopped, ...numbers];

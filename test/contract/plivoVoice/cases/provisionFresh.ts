import type { IDataObject } from 'n8n-workflow';
import type { ContractCase } from '../../operations/contractCase';
import { provision, strong, liveKit, looks, inboundLooks, makes } from '../support/provision';
import {
	changed,
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
} from './provisionAccount';

/** An outbound trunk that lets in who calls from these addresses. */
const outboundByAddresses = (
	ipAddresses: string,
	{ notes, ...rest }: { title: string; source?: string; notes: string[] },
): ContractCase =>
	provision({
		...rest,
		size: 'more',
		parameters: {
			platform: 'vapi',
			name: 'Acme AI',
			directions: 'outbound',
			outboundAuthentication: 'ipAccessList',
			ipAddresses,
		},
		answers: [nothing, nothing, made.list, made.outbound],
		requests: [
			reads(PATHS.lists),
			reads(PATHS.trunks),
			posts(PATHS.lists, { name: 'Acme AI', ip_addresses: [ipAddresses] }),
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
				notes,
			},
		],
	});

/** An inbound trunk that leads to the address of a platform: what the address is written as for Plivo. */
const inboundTo = (
	uri: string,
	secure: boolean,
	{
		parameters,
		...rest
	}: { title: string; source: string; parameters: IDataObject; items?: IDataObject[] },
): ContractCase =>
	provision({
		...rest,
		size: 'more',
		parameters: { ...parameters, name: 'Acme AI', directions: 'inbound', options: { secure } },
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
	});

/** Nothing is there before. */
export const freshProvisionCases: ContractCase[] = [
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
	outboundByAddresses('203.0.113.7/32', {
		title: 'T1.11 outbound by addresses: no login, no URI, no number',
		notes: [],
	}),
	outboundByAddresses('64.0.0.0/7', {
		title: 'T1.2 a very wide range is taken, with a warning',
		source: 'peers.md T1.2',
		notes: [expect.stringMatching(/^64\.0\.0\.0\/7 lets very many addresses in/) as string],
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
		inboundTo(uri, secure, {
			title: `T1.11 the address of ${platform}, ${secure ? '' : 'not '}encrypted, is filled in`,
			source: 'plivo.md §2.3, peers.md T1.11',
			parameters: { platform },
			items: [
				expect.objectContaining({
					changed: true,
					inbound: { ...shown.inbound, primarySipAddress: `sip:${uri}` },
				}) as IDataObject,
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
		inboundTo(uri, secure, {
			title: `T1.11 Ultravox at ${platformAddress}, ${secure ? '' : 'not '}encrypted`,
			source: 'plivo.md §2.3, ultravox.md §5.4',
			parameters: { platformAddress },
		}),
	),
];

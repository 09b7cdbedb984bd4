import type { ContractCase } from '../../operations/contractCase';
import { answer, byId } from '../../operations/contractCase';
import { TRUNK_ID, URI, CREDENTIAL, LIST, sipAddress } from '../support/trunk';

/** A trunk is made. */
export const trunkCreationCases: ContractCase[] = [
	{
		resource: 'trunk',
		operation: 'create',
		size: 'smallest',
		title: 'T1.7 an inbound trunk needs its primary URI only; defaults are left to Plivo',
		source: 'plivo.md §2.4',
		parameters: { trunkDirection: 'inbound', primaryUri: byId(URI) },
		answers: [
			answer(201, { api_id: 'a1', message: 'Trunk created successfully.', trunk_id: TRUNK_ID }),
		],
		requests: [
			{
				method: 'POST',
				path: '/Zentrunk/Trunk/',
				body: { trunk_direction: 'inbound', primary_uri_uuid: URI },
			},
		],
		items: [
			{
				message: 'Trunk created successfully.',
				trunk_id: TRUNK_ID,
				trunk_domain: `${TRUNK_ID}.zt.plivo.com`,
				sipAddress,
			},
		],
	},
	{
		resource: 'trunk',
		operation: 'create',
		size: 'full',
		title: 'T1.3 T1.4 an outbound trunk with both ways to sign in, encrypted, switched off',
		source: 'plivo.md §2.4',
		parameters: {
			trunkDirection: 'outbound',
			sipCredential: byId(CREDENTIAL),
			ipAccessList: byId(LIST),
			additionalFields: { name: 'Ultravox out', trunkStatus: 'disabled', secure: true },
		},
		answers: [
			answer(201, {
				api_id: 'a1',
				message: 'Trunk created successfully.',
				trunk_id: TRUNK_ID,
				trunk_domain: `${TRUNK_ID}.zt.plivo.com`,
			}),
		],
		requests: [
			{
				method: 'POST',
				path: '/Zentrunk/Trunk/',
				body: {
					trunk_direction: 'outbound',
					credential_uuid: CREDENTIAL,
					ipacl_uuid: LIST,
					name: 'Ultravox out',
					trunk_status: 'disabled',
					secure: true,
				},
			},
		],
		items: [
			{
				message: 'Trunk created successfully.',
				trunk_id: TRUNK_ID,
				trunk_domain: `${TRUNK_ID}.zt.plivo.com`,
				sipAddress,
			},
		],
	},
	{
		resource: 'trunk',
		operation: 'create',
		size: 'bad',
		title: 'T1.3 an outbound trunk that nobody has to sign in to is not made',
		source: 'plivo.md §2.4',
		parameters: { trunkDirection: 'outbound' },
		requests: [],
		refusal: /'SIP Credential' and 'IP Access List' are both empty/,
	},
	{
		resource: 'trunk',
		operation: 'create',
		size: 'more',
		title: 'T1.7 the fallback has to be another URI',
		source: 'peers.md T1.7',
		parameters: { trunkDirection: 'inbound', primaryUri: byId(URI), fallbackUri: byId(URI) },
		requests: [],
		refusal: /'Fallback URI' is the same as 'Primary URI'/,
	},
	{
		resource: 'trunk',
		operation: 'create',
		size: 'more',
		title: 'a success without an id is none',
		source: 'plivo.md §2.4, design.md (no success that was not confirmed)',
		parameters: { trunkDirection: 'inbound', primaryUri: byId(URI) },
		answers: [answer(201, { api_id: 'f1c7', message: 'ok' })],
		requests: [
			{
				method: 'POST',
				path: '/Zentrunk/Trunk/',
				body: { trunk_direction: 'inbound', primary_uri_uuid: URI },
			},
		],
		refusal: /Plivo did not confirm it: its answer has no trunk_id/,
		hint: /f1c7/,
	},
];

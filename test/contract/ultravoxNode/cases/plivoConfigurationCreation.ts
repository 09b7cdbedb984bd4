import type { ContractCase } from '../../operations/contractCase';
import { answer, AUTH_ID, AUTH_TOKEN } from '../../operations/contractCase';
import {
	ANNA,
	BEN,
	CREDENTIALS,
	stored,
	uuids,
	mapping,
	plivo,
	posts,
} from '../support/plivoConfiguration';

/** A configuration is made. */
export const createdConfigurationCases: ContractCase[] = [
	plivo({
		operation: 'create',
		size: 'smallest',
		title:
			'U0.1 U0.2 U0.4 U0.6 the credential alone: no agent is allowed, the read-only prefix is shown and not sent',
		parameters: {},
		answers: [answer(201, stored())],
		requests: [posts({ ...CREDENTIALS, callCreationAllowAllAgents: false })],
		items: [stored()],
	}),
	plivo({
		operation: 'create',
		size: 'full',
		title: 'U0.1 U0.7 P2.13 agents, and a mapping whose preview is made of the sample',
		parameters: {
			callCreationAllowedAgentIds: [ANNA, BEN.toUpperCase(), ANNA],
			additionalFields: {
				callCreationAllowAllAgents: false,
				requestContextMapping: mapping(
					['From', 'user.phone_number'],
					['Geo.City', 'user.city'],
					['ForwardedFrom', 'forwarded'],
				),
				previewSample: '{"From": "+15551234567", "Geo": {"City": "Berlin"}}',
			},
		},
		answers: [
			answer(
				201,
				stored({
					callCreationAllowedAgentIds: [ANNA, BEN],
					requestContextMapping: {
						From: 'user.phone_number',
						'Geo.City': 'user.city',
						ForwardedFrom: 'forwarded',
					},
				}),
			),
		],
		requests: [
			posts({
				...CREDENTIALS,
				callCreationAllowedAgentIds: [ANNA, BEN],
				callCreationAllowAllAgents: false,
				requestContextMapping: {
					From: 'user.phone_number',
					'Geo.City': 'user.city',
					ForwardedFrom: 'forwarded',
				},
			}),
		],
		items: [
			{
				...stored({
					callCreationAllowedAgentIds: [ANNA, BEN],
					requestContextMapping: {
						From: 'user.phone_number',
						'Geo.City': 'user.city',
						ForwardedFrom: 'forwarded',
					},
				}),
				contextPreview: { user: { phone_number: '+15551234567', city: 'Berlin' } },
			},
		],
	}),
	plivo({
		operation: 'create',
		size: 'more',
		title: 'U0.10 all agents, by the name that the API has for it',
		parameters: { additionalFields: { callCreationAllowAllAgents: true } },
		answers: [answer(201, stored({ callCreationAllowAllAgents: true }))],
		requests: [posts({ ...CREDENTIALS, callCreationAllowAllAgents: true })],
		items: [stored({ callCreationAllowAllAgents: true })],
	}),
	plivo({
		operation: 'create',
		size: 'more',
		title: 'U0.5 100 agents are allowed',
		parameters: { callCreationAllowedAgentIds: uuids(100) },
		answers: [answer(201, stored())],
		requests: [
			posts({
				...CREDENTIALS,
				callCreationAllowedAgentIds: uuids(100),
				callCreationAllowAllAgents: false,
			}),
		],
	}),
	plivo({
		operation: 'create',
		size: 'bad',
		title: 'U0.5 101 agents are refused before anything is sent',
		parameters: { callCreationAllowedAgentIds: uuids(101) },
		requests: [],
		refusal: /'Agent Names or IDs' has 101 agents, and may have 100/,
	}),
	plivo({
		operation: 'create',
		size: 'more',
		title: 'U0.5 an entry that is no ID is named, in a list written with commas',
		parameters: { callCreationAllowedAgentIds: `={{ "${ANNA}, reception" }}` },
		requests: [],
		refusal: /'Agent Names or IDs' has an entry that is no agent ID: 'reception'/,
	}),
	plivo({
		operation: 'create',
		size: 'more',
		title: 'U0.6 all agents and a list of agents exclude each other',
		parameters: {
			callCreationAllowedAgentIds: [ANNA],
			additionalFields: { callCreationAllowAllAgents: true },
		},
		requests: [],
		refusal: /'Allow All Agents' does not go with 'Agent Names or IDs'/,
	}),
	plivo({
		operation: 'create',
		size: 'more',
		title: 'U0.3 the token is not told, though the refusal echoes it',
		parameters: {},
		answers: [answer(400, { authToken: [`'${AUTH_TOKEN}' is not valid for ${AUTH_ID}.`] })],
		requests: [posts({ ...CREDENTIALS, callCreationAllowAllAgents: false })],
		refusal: /Ultravox refused the request: authToken: '\[removed\]' is not valid/,
		hint: /HTTP status 400/,
	}),
	plivo({
		operation: 'create',
		size: 'more',
		title: 'U0.3 the token is not in the item, though the answer holds it twice',
		parameters: {},
		answers: [answer(201, stored({ authToken: AUTH_TOKEN, note: `stored ${AUTH_TOKEN}` }))],
		requests: [posts({ ...CREDENTIALS, callCreationAllowAllAgents: false })],
		items: [stored({ note: 'stored [removed]' })],
	}),
	plivo({
		operation: 'create',
		size: 'more',
		title: 'U0.9 a second one is refused, with the way out',
		source: 'ultravox.md §5.1 (POST when one exists: UNCONFIRMED)',
		parameters: {},
		answers: [answer(400, { detail: 'A Plivo config already exists.' })],
		requests: [posts({ ...CREDENTIALS, callCreationAllowAllAgents: false })],
		refusal: /A Plivo config already exists/,
		hint: /change it with Update or Ensure\. HTTP status 400/,
	}),
	...(
		[
			['a level without a name', [['From', 'user..number']], /is no usable path: 'user\.\.number'/],
			['a name objects have', [['From', '__proto__.x']], /is no usable path: '__proto__\.x'/],
			[
				'one field twice',
				[
					['From', 'a'],
					['From', 'b'],
				],
				/'Field of the Call' has 'From' twice/,
			],
			[
				'one variable twice',
				[
					['From', 'user'],
					['To', 'user'],
				],
				/'Context Mapping' has 'user' twice/,
			],
			[
				'a value that is a group too',
				[
					['From', 'user.number'],
					['To', 'user'],
				],
				/'Context Mapping' has both 'user' and 'user\.number'/,
			],
		] as Array<[string, Array<[string, string]>, RegExp]>
	).map(([what, pairs, refusal]) =>
		plivo({
			operation: 'create',
			size: 'more',
			title: `U0.7 a mapping with ${what}`,
			parameters: { additionalFields: { requestContextMapping: mapping(...pairs) } },
			requests: [],
			refusal,
		}),
	),
];

import type { IDataObject } from 'n8n-workflow';
import type { ContractCase } from '../../operations/contractCase';
import { answer, AUTH_ID, AUTH_TOKEN } from '../../operations/contractCase';

const PATH = '/api/telephony_configs/plivo';
const ANNA = '5b40a428-bfc7-4daf-9d06-726c558bf3b8';
const BEN = '06ecae31-4bf8-40b9-ac62-e902418e9935';
const SOURCE = 'ultravox.md §5.1, ultravox-openapi.yaml PlivoConfig, peers.md U0';
const CREDENTIALS = { authId: AUTH_ID, authToken: AUTH_TOKEN };

/** As Ultravox gives it back: the token by its first characters only. */
const stored = (fields: IDataObject = {}): IDataObject => ({
	callCreationAllowedAgentIds: [],
	callCreationAllowAllAgents: false,
	requestContextMapping: {},
	authId: AUTH_ID,
	authTokenPrefix: { prefix: AUTH_TOKEN.slice(0, 8) },
	...fields,
});

const uuids = (count: number) =>
	Array.from(
		{ length: count },
		(_, index) => `5b40a428-bfc7-4daf-9d06-${String(index).padStart(12, '0')}`,
	);

const mapping = (...pairs: Array<[string, string]>) => ({
	values: pairs.map(([requestField, contextField]) => ({ requestField, contextField })),
});

type Case = Omit<ContractCase, 'resource' | 'source'> & { source?: string };
const plivo = (one: Case): ContractCase => ({
	source: SOURCE,
	...one,
	resource: 'plivoConfiguration',
});

const reads = { method: 'GET', path: PATH } as const;
const posts = (body: IDataObject) => ({ method: 'POST', path: PATH, body }) as const;
const patches = (body: IDataObject) => ({ method: 'PATCH', path: PATH, body }) as const;
const missing = answer(404, { detail: 'Not found.' });

const creates: ContractCase[] = [
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

const others: ContractCase[] = [
	plivo({
		operation: 'get',
		size: 'smallest',
		title: 'U0.4 U0.8 what is stored, with the prefix of the token',
		parameters: {},
		answers: [answer(200, stored({ callCreationAllowedAgentIds: [ANNA] }))],
		requests: [reads],
		items: [stored({ callCreationAllowedAgentIds: [ANNA] })],
	}),
	plivo({
		operation: 'get',
		size: 'full',
		title: 'U0.7 the context that a sample gives',
		parameters: { options: { previewSample: { From: '+15551234567' } } },
		answers: [answer(200, stored({ requestContextMapping: { From: 'user.phone_number' } }))],
		requests: [reads],
		items: [
			{
				...stored({ requestContextMapping: { From: 'user.phone_number' } }),
				contextPreview: { user: { phone_number: '+15551234567' } },
			},
		],
	}),
	plivo({
		operation: 'get',
		size: 'more',
		title: 'U0.7 without a sample, a made-up call shows it',
		parameters: {},
		answers: [answer(200, stored({ requestContextMapping: { From: 'caller', Unknown: 'x.y' } }))],
		requests: [reads],
		items: [
			{
				...stored({ requestContextMapping: { From: 'caller', Unknown: 'x.y' } }),
				contextPreview: { caller: '14155550100', x: { y: '(Unknown)' } },
			},
		],
	}),
	...[missing, answer(400, { detail: 'No Plivo config is stored.' }), answer(200, {})].map(
		(none, index) =>
			plivo({
				operation: 'get',
				size: index === 0 ? 'bad' : 'more',
				title: `none is stored, told in way ${index + 1} of those nobody documents`,
				source: 'ultravox.md §5.1 (GET when none exists: UNCONFIRMED)',
				parameters: {},
				answers: [none],
				requests: [reads],
				refusal: /Ultravox has no Plivo configuration in this account/,
				hint: /Make one with Create or Ensure/,
			}),
	),
	plivo({
		operation: 'update',
		size: 'smallest',
		title: 'U0.8 only what was changed is sent',
		parameters: { updateFields: { callCreationAllowedAgentIds: [ANNA] } },
		answers: [answer(200, stored({ callCreationAllowedAgentIds: [ANNA] }))],
		requests: [patches({ callCreationAllowedAgentIds: [ANNA] })],
		items: [stored({ callCreationAllowedAgentIds: [ANNA] })],
	}),
	plivo({
		operation: 'update',
		size: 'full',
		title: 'U0.8 U0.10 everything at once, the credential too',
		parameters: {
			updateFields: {
				callCreationAllowedAgentIds: [],
				callCreationAllowAllAgents: true,
				requestContextMapping: mapping(['From', 'user.phone_number']),
				previewSample: '{}',
				renewCredential: true,
			},
		},
		answers: [answer(200, stored({ callCreationAllowAllAgents: true }))],
		requests: [
			patches({
				...CREDENTIALS,
				callCreationAllowedAgentIds: [],
				callCreationAllowAllAgents: true,
				requestContextMapping: { From: 'user.phone_number' },
			}),
		],
		items: [stored({ callCreationAllowAllAgents: true })],
	}),
	plivo({
		operation: 'update',
		size: 'more',
		title: 'U0.7 a mapping that was added and left empty is taken away',
		parameters: { updateFields: { requestContextMapping: {} } },
		answers: [answer(200, stored())],
		requests: [patches({ requestContextMapping: {} })],
		items: [stored()],
	}),
	plivo({
		operation: 'update',
		size: 'bad',
		title: 'nothing to change',
		parameters: { updateFields: { previewSample: '{"From": "1"}' } },
		requests: [],
		refusal: /'Update Fields' are empty/,
	}),
	plivo({
		operation: 'update',
		size: 'more',
		title: 'none is stored',
		parameters: { updateFields: { renewCredential: true } },
		answers: [missing],
		requests: [patches(CREDENTIALS)],
		refusal: /Ultravox has no Plivo configuration in this account/,
	}),
	plivo({
		operation: 'delete',
		size: 'smallest',
		title: 'U0.8 it is gone',
		parameters: {},
		answers: [answer(204)],
		requests: [{ method: 'DELETE', path: PATH }],
		items: [{ provider: 'plivo', deleted: true }],
	}),
	plivo({
		operation: 'delete',
		size: 'full',
		title: 'the answer was lost: the second attempt finds it gone',
		source: 'ultravox.md §1.3',
		parameters: {},
		answers: [answer(503), missing],
		requests: Array(2).fill({ method: 'DELETE', path: PATH }),
		items: [{ provider: 'plivo', deleted: true }],
	}),
	plivo({
		operation: 'delete',
		size: 'bad',
		title: 'none is stored',
		parameters: {},
		answers: [missing],
		requests: [{ method: 'DELETE', path: PATH }],
		refusal: /Ultravox has no Plivo configuration in this account/,
	}),
];

/** An 'Ensure' with what Ultravox has before. */
const ensures = (
	title: string,
	parameters: IDataObject,
	before: IDataObject,
	body: IDataObject | null,
): ContractCase => {
	const now = { ...before, ...body, authToken: undefined };
	return plivo({
		operation: 'ensure',
		size: 'more',
		title,
		parameters,
		answers: [answer(200, before), answer(200, now)],
		requests: [reads, ...(body === null ? [] : [patches(body)])],
		items: [
			{
				...before,
				...(JSON.parse(JSON.stringify(now)) as IDataObject),
				created: false,
				changed: body !== null,
			},
		],
	});
};

const withAnna = stored({ callCreationAllowedAgentIds: [ANNA] });
const withBoth = stored({ callCreationAllowedAgentIds: [ANNA, BEN] });
const withAll = stored({ callCreationAllowAllAgents: true });

const ensured: ContractCase[] = [
	plivo({
		operation: 'ensure',
		size: 'smallest',
		title: 'U0.9 there is none: it is created',
		parameters: { callCreationAllowedAgentIds: [ANNA] },
		answers: [missing, answer(201, withAnna)],
		requests: [
			reads,
			posts({
				...CREDENTIALS,
				callCreationAllowedAgentIds: [ANNA],
				callCreationAllowAllAgents: false,
			}),
		],
		items: [{ ...withAnna, created: true, changed: true }],
	}),
	plivo({
		operation: 'ensure',
		size: 'full',
		title: 'U0.9 another agent joins the one that is allowed; the mapping differs',
		parameters: {
			agentChange: 'add',
			callCreationAllowedAgentIds: [BEN],
			additionalFields: {
				callCreationAllowAllAgents: false,
				requestContextMapping: mapping(['From', 'user.phone_number']),
				previewSample: '{"From": "+15551234567"}',
			},
		},
		answers: [
			answer(200, withAnna),
			answer(200, { ...withBoth, requestContextMapping: { From: 'user.phone_number' } }),
		],
		requests: [
			reads,
			patches({
				callCreationAllowedAgentIds: [ANNA, BEN],
				requestContextMapping: { From: 'user.phone_number' },
			}),
		],
		items: [
			{
				...withBoth,
				requestContextMapping: { From: 'user.phone_number' },
				contextPreview: { user: { phone_number: '+15551234567' } },
				created: false,
				changed: true,
			},
		],
	}),
	ensures(
		'U0.9 run again, nothing is written',
		{ callCreationAllowedAgentIds: [BEN, ANNA] },
		withBoth,
		null,
	),
	ensures(
		'U0.9 one agent leaves, the other stays',
		{ agentChange: 'remove', callCreationAllowedAgentIds: [ANNA] },
		withBoth,
		{ callCreationAllowedAgentIds: [BEN] },
	),
	ensures(
		'U0.9 these and no others',
		{ agentChange: 'set', callCreationAllowedAgentIds: [BEN] },
		withAnna,
		{ callCreationAllowedAgentIds: [BEN] },
	),
	ensures(
		'U0.6 U0.9 all agents: the list goes, for both are refused',
		{ additionalFields: { callCreationAllowAllAgents: true } },
		withBoth,
		{ callCreationAllowAllAgents: true, callCreationAllowedAgentIds: [] },
	),
	ensures(
		'U0.9 an agent where all are allowed: nothing to do',
		{ callCreationAllowedAgentIds: [ANNA] },
		withAll,
		null,
	),
	ensures(
		'U0.6 U0.9 from all agents to one',
		{ agentChange: 'set', callCreationAllowedAgentIds: [ANNA] },
		withAll,
		{ callCreationAllowAllAgents: false, callCreationAllowedAgentIds: [ANNA] },
	),
	ensures(
		'U0.2 U0.9 the credential of another token: it is written again',
		{},
		stored({ authTokenPrefix: { prefix: 'anotherT...' } }),
		CREDENTIALS,
	),
	plivo({
		operation: 'ensure',
		size: 'more',
		title: 'U0.9 a missing one told with 400, then made by somebody else: the agent joins theirs',
		source: 'ultravox.md §5.1, Appendix B row 8',
		parameters: { callCreationAllowedAgentIds: [BEN] },
		answers: [
			answer(400, { detail: 'No Plivo config is stored.' }),
			answer(409, { detail: 'A Plivo config already exists.' }),
			answer(200, withAnna),
			answer(200, withBoth),
		],
		requests: [
			reads,
			posts({
				...CREDENTIALS,
				callCreationAllowedAgentIds: [BEN],
				callCreationAllowAllAgents: false,
			}),
			reads,
			patches({ callCreationAllowedAgentIds: [ANNA, BEN] }),
		],
		items: [{ ...withBoth, created: false, changed: true }],
	}),
	ensures(
		'U0.2 U0.9 Ultravox shows nothing of its token: the credential is written again',
		{},
		stored({ authTokenPrefix: null }),
		CREDENTIALS,
	),
	...[{}, { callCreationAllowedAgentIds: '={{ [] }}' }].map((agents) =>
		plivo({
			operation: 'ensure',
			size: 'more',
			title: `U0.9 no agents to be set (${Object.keys(agents).join() || 'as the panel is'}): none loses its access`,
			parameters: { agentChange: 'set', ...agents },
			requests: [],
			refusal: /'Agent Names or IDs' is empty, so that no agent would be allowed any more/,
			hint: /use Update with an empty list/,
		}),
	),
	ensures(
		'U0.6 U0.9 all agents are set, and none listed',
		{ agentChange: 'set', additionalFields: { callCreationAllowAllAgents: true } },
		withBoth,
		{ callCreationAllowAllAgents: true, callCreationAllowedAgentIds: [] },
	),
	plivo({
		operation: 'create',
		size: 'more',
		title: 'an agent that does not exist has nothing to do with a second configuration',
		parameters: { callCreationAllowedAgentIds: [ANNA] },
		answers: [answer(400, { detail: `Agent ${ANNA} does not exist.` })],
		requests: [
			posts({
				...CREDENTIALS,
				callCreationAllowedAgentIds: [ANNA],
				callCreationAllowAllAgents: false,
			}),
		],
		refusal: /does not exist/,
		hint: /^(?!.*An account has one)/s,
	}),
	plivo({
		operation: 'update',
		size: 'more',
		title: 'U0.8 a missing one told with 400: a look explains it',
		source: 'ultravox.md §5.1, Appendix B row 8',
		parameters: { updateFields: { callCreationAllowAllAgents: true } },
		answers: [answer(400, { detail: 'No config.' }), answer(400, { detail: 'No config.' })],
		requests: [patches({ callCreationAllowAllAgents: true }), reads],
		refusal: /Ultravox has no Plivo configuration in this account/,
		hint: /Make one with Create or Ensure/,
	}),
	plivo({
		operation: 'update',
		size: 'more',
		title: 'U0.8 another 400 is told as it came',
		parameters: { updateFields: { callCreationAllowedAgentIds: [ANNA] } },
		answers: [answer(400, { detail: 'Unknown agent.' }), answer(200, stored())],
		requests: [patches({ callCreationAllowedAgentIds: [ANNA] }), reads],
		refusal: /Unknown agent/,
	}),
	plivo({
		operation: 'delete',
		size: 'more',
		title: 'U0.8 a missing one told with 400',
		source: 'ultravox.md §5.1, Appendix B row 8',
		parameters: {},
		answers: [answer(400, { detail: 'No config.' }), missing],
		requests: [{ method: 'DELETE', path: PATH }, reads],
		refusal: /Ultravox has no Plivo configuration in this account/,
	}),
	plivo({
		operation: 'ensure',
		size: 'more',
		title: 'U0.9 none out of all can be taken out',
		parameters: { agentChange: 'remove', callCreationAllowedAgentIds: [ANNA] },
		answers: [answer(200, withAll)],
		requests: [reads],
		refusal: /All agents are allowed, so that none can be taken out/,
	}),
	plivo({
		operation: 'ensure',
		size: 'more',
		title: 'U0.5 U0.9 with those that are there, they would be too many',
		parameters: { callCreationAllowedAgentIds: [ANNA] },
		answers: [answer(200, stored({ callCreationAllowedAgentIds: uuids(100) }))],
		requests: [reads],
		refusal: /With these agents, 101 would be allowed, and Ultravox takes 100/,
	}),
	plivo({
		operation: 'ensure',
		size: 'bad',
		title: 'U0.5 a name is no ID',
		parameters: { callCreationAllowedAgentIds: ['reception'] },
		requests: [],
		refusal: /has an entry that is no agent ID: 'reception'/,
	}),
	plivo({
		operation: 'ensure',
		size: 'more',
		title: 'U0.3 the refused credential is not told',
		parameters: {},
		answers: [missing, answer(400, { detail: `${AUTH_TOKEN} is wrong` }), missing],
		requests: [reads, posts({ ...CREDENTIALS, callCreationAllowAllAgents: false }), reads],
		refusal: /\[removed\] is wrong/,
	}),
];

export const plivoConfigurationCases: ContractCase[] = [...creates, ...others, ...ensured];

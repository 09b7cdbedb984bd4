import type { IDataObject } from 'n8n-workflow';
import type { ContractCase } from '../../operations/contractCase';
import { answer, AUTH_TOKEN } from '../../operations/contractCase';
import {
	PATH,
	ANNA,
	BEN,
	CREDENTIALS,
	stored,
	uuids,
	mapping,
	plivo,
	reads,
	posts,
	patches,
	missing,
} from '../support/plivoConfiguration';

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

/** What has to be so is made so; and what Ultravox tells in other ways. */
export const ensuredConfigurationCases: ContractCase[] = [
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

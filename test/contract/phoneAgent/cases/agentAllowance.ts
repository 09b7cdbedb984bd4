import type { ContractCase } from '../../operations/contractCase';
import { answer, AUTH_ID, AUTH_TOKEN, results } from '../../operations/contractCase';
import {
	CONFIG,
	configuration,
	account,
	readsAccount,
	readsTools,
	readsConfig,
	allows,
	bare,
} from '../support/agentRequests';
import { AGENT, agentWith, block, PATH } from '../support/simpleAgents';

type Case = Omit<ContractCase, 'resource' | 'operation' | 'source'>;
const creates = (one: Case): ContractCase => ({
	...one,
	resource: 'agent',
	operation: 'create',
	source: 'peers.md §1.3, ultravox.md §4.1, §5.1, §7.1',
});

/** Agents that calls may reach, or may not (ultravox.md §5.1). */
export const agentAllowanceCases: ContractCase[] = [
	creates({
		size: 'more',
		title: 'O3.3 without a Plivo configuration, one is made from the Plivo credential',
		parameters: { name: 'Receptionist', additionalFields: { actions: 'none' } },
		answers: [
			account,
			answer(404, { detail: 'Not found.' }),
			answer(201, agentWith(bare)),
			answer(201, { ...configuration, callCreationAllowedAgentIds: [AGENT] }),
		],
		requests: [
			readsAccount,
			readsConfig,
			{
				method: 'POST',
				path: '/api/agents',
				body: {
					name: 'Receptionist',
					callTemplate: {
						systemPrompt: block('Type of calls: inbound', 'May be interrupted: yes'),
						firstSpeakerSettings: { agent: {} },
						selectedTools: [],
					},
				},
			},
			{
				method: 'POST',
				path: CONFIG,
				body: {
					authId: AUTH_ID,
					authToken: AUTH_TOKEN,
					callCreationAllowedAgentIds: [AGENT],
					callCreationAllowAllAgents: false,
				},
			},
		],
	}),
	creates({
		size: 'more',
		title: 'O3.3 an agent that cannot be allowed is deleted again',
		parameters: { name: 'Receptionist' },
		answers: [
			account,
			results([]),
			answer(200, configuration),
			answer(201, agentWith(bare)),
			answer(403, { detail: 'not today' }),
			answer(204),
		],
		requests: [
			readsAccount,
			readsTools,
			readsConfig,
			{ method: 'POST', path: '/api/agents', body: { name: 'Receptionist', callTemplate: bare } },
			allows,
			{ method: 'DELETE', path: PATH },
		],
		refusal: /The agent could not be allowed in the Plivo configuration of Ultravox: .*not today/,
		hint: /It was deleted again/,
	}),
	creates({
		size: 'more',
		title: 'O3.3 where 100 agents are allowed, none is made',
		parameters: { name: 'Receptionist', additionalFields: { actions: 'none' } },
		answers: [
			account,
			answer(200, {
				...configuration,
				callCreationAllowedAgentIds: Array.from(
					{ length: 100 },
					(_one, index) => `00000000-0000-4000-9000-${String(index).padStart(12, '0')}`,
				),
			}),
		],
		requests: [readsAccount, readsConfig],
		refusal: /101 would be allowed, and Ultravox takes 100/,
	}),
];

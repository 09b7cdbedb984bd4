import type { ContractCase } from '../../operations/contractCase';
import { answer, byId, page } from '../../operations/contractCase';
import {
	readsApplications,
	readsNumbers,
	noApplications,
	application,
	linked,
	edited,
	editedItem,
	of,
	chosen,
	looks,
} from '../support/agentChanges';
import {
	account,
	CONFIG,
	configurationOf,
	readsAccount,
	readsConfig,
} from '../support/agentRequests';
import { AGENT, agentWith, APP, bareItem, OTHER_AGENT, PATH } from '../support/simpleAgents';

const gets = of('get', 'peers.md §1.3, ultravox.md §4.1, plivo.md §3.1, §4');
const getsMany = of('getMany', 'peers.md §1.3, ultravox.md §1.1, §4.1, plivo.md §3.1, §4');
const deletes = of('delete', 'ultravox.md §4.1, §5.1, plivo.md §3.1, §4');

/** Agents that are looked at, and that go. */
export const agentReadCases: ContractCase[] = [
	gets({
		size: 'smallest',
		title: 'O3.2 an agent of Ultravox without any block: every key is there',
		parameters: chosen,
		answers: [answer(200, { agentId: AGENT, name: 'Receptionist' }), account, noApplications],
		requests: looks,
		items: [{ ...bareItem, actionIds: [], created_at: null, updated_at: null }],
	}),
	gets({
		size: 'full',
		title:
			'O3.10 edited by hand in Ultravox, and connected: its number and application, from Plivo',
		parameters: chosen,
		answers: [answer(200, agentWith(edited)), account, page([application]), page([linked])],
		requests: [...looks, readsNumbers],
		items: [{ ...editedItem, phone_number: '+14155550100', provider_external_id: APP }],
	}),
	gets({
		size: 'more',
		title: 'O3.10 an application without a number is no connection',
		parameters: chosen,
		answers: [
			answer(200, agentWith(edited)),
			account,
			page([application]),
			page([{ number: '14155550100', application: null }]),
		],
		requests: [...looks, readsNumbers],
		items: [editedItem],
	}),
	gets({
		size: 'bad',
		title: 'a name is no ID',
		parameters: { agent: byId('={{ "Receptionist" }}') },
		requests: [],
		refusal: /'Agent' is not an ID: 'Receptionist'/,
	}),
	getsMany({
		size: 'smallest',
		title: 'no agents: nothing else is asked',
		parameters: {},
		answers: [answer(200, { results: [], next: null, previous: null, total: 0 })],
		requests: [{ method: 'GET', path: '/api/agents', query: { pageSize: '50' } }],
		items: [],
	}),
	getsMany({
		size: 'full',
		title: 'O3.10 several agents, with one look at Plivo for all',
		parameters: { limit: 2, filters: { search: 'recep' } },
		answers: [
			answer(200, {
				results: [
					agentWith(edited),
					{ ...agentWith({ firstSpeakerSettings: { user: {} } }, 'Caller'), agentId: OTHER_AGENT },
				],
				next: null,
				previous: null,
				total: 2,
			}),
			account,
			page([application]),
			page([linked]),
		],
		requests: [
			{ method: 'GET', path: '/api/agents', query: { search: 'recep', pageSize: '2' } },
			readsAccount,
			readsApplications,
			readsNumbers,
		],
		items: [
			{ ...editedItem, phone_number: '+14155550100', provider_external_id: APP },
			{ ...bareItem, id: OTHER_AGENT, name: 'Caller', type: 'outbound', actionIds: [] },
		],
	}),
	getsMany({
		size: 'bad',
		title: 'a limit of nothing',
		parameters: { limit: '={{ 0 }}' },
		requests: [],
		refusal: /'Limit' is 0, and has to be 1 or more/,
	}),
	deletes({
		size: 'smallest',
		title: 'gone, and no longer allowed',
		parameters: chosen,
		answers: [
			noApplications,
			answer(204),
			answer(200, configurationOf(AGENT, OTHER_AGENT)),
			answer(200, configurationOf(OTHER_AGENT)),
		],
		requests: [
			readsApplications,
			{ method: 'DELETE', path: PATH },
			readsConfig,
			{ method: 'PATCH', path: CONFIG, body: { callCreationAllowedAgentIds: [OTHER_AGENT] } },
		],
		items: [{ id: AGENT, deleted: true }],
	}),
	deletes({
		size: 'full',
		title: 'all agents are allowed: nothing of that changes',
		parameters: chosen,
		answers: [
			noApplications,
			answer(204),
			answer(200, { ...configurationOf(), callCreationAllowAllAgents: true }),
		],
		requests: [readsApplications, { method: 'DELETE', path: PATH }, readsConfig],
		items: [{ id: AGENT, deleted: true }],
	}),
	deletes({
		size: 'bad',
		title: 'not while a number leads to it',
		parameters: chosen,
		answers: [page([application]), page([linked])],
		requests: [readsApplications, readsNumbers],
		refusal: /\+14155550100 leads to the agent: its callers would reach nobody/,
	}),
];

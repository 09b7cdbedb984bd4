import type { IDataObject } from 'n8n-workflow';
import type { ContractCase } from '../../operations/contractCase';
import { answer, byId, results, nothingToChange } from '../../operations/contractCase';
import { deletionCases } from '../support/deletion';

const ID = '9adbf7c1-9d5b-4a3c-8f38-6b7f3c0d0f11';
const AGENT = '5b40a428-bfc7-4daf-9d06-726c558bf3b8';
const PATH = '/api/webhooks';
const ONE = `${PATH}/${ID}`;
const URL = 'https://example.com/ultravox';
const SECRETS = ['first-secret-of-the-test', 'second-secret-of-the-test'];
const QUOTED = 'a-secret-"with"-quotes';
const secretRows = { values: SECRETS.map((secret) => ({ secret })) };

const webhook = (fields: IDataObject = {}): IDataObject => ({
	webhookId: ID,
	agentId: null,
	created: '2026-11-20T10:00:00Z',
	url: URL,
	events: ['call.ended'],
	status: 'normal',
	lastStatusChange: null,
	recentFailures: [],
	...fields,
});
/** Where secrets are readable (UNCONFIRMED), they are not in the item all the same. */
const answered = (fields: IDataObject = {}) => webhook({ ...fields, secrets: SECRETS });

type Case = Omit<ContractCase, 'resource' | 'source'> & { source?: string };
const one = (rest: Case): ContractCase => ({
	source: 'ultravox.md §7.6',
	...rest,
	resource: 'webhook',
});

export const webhookCases: ContractCase[] = [
	one({
		operation: 'create',
		size: 'smallest',
		title: 'one event; the secret that Ultravox made is not in the item',
		parameters: { url: URL },
		answers: [answer(201, answered())],
		requests: [{ method: 'POST', path: PATH, body: { url: URL, events: ['call.ended'] } }],
		items: [webhook()],
	}),
	one({
		operation: 'create',
		size: 'more',
		title: 'U0.3 a secret is nowhere in the item, also where JSON has escaped it',
		parameters: {
			url: URL,
			additionalFields: { secrets: { values: [{ secret: QUOTED }] } },
		},
		answers: [answer(201, webhook({ note: JSON.stringify({ by: QUOTED, raw: [QUOTED] }) }))],
		requests: [
			{
				method: 'POST',
				path: PATH,
				body: { url: URL, events: ['call.ended'], secrets: [QUOTED] },
			},
		],
		items: [webhook({ note: '{"by":"[removed]","raw":["[removed]"]}' })],
	}),
	one({
		operation: 'create',
		size: 'full',
		title: 'all events of one agent, signed with two secrets; an address of 200 characters',
		parameters: {
			url: ` ${URL}/${'x'.repeat(171)} `,
			events: '={{ "call.started, call.joined, call.ended, call.billed" }}',
			additionalFields: { agent: byId(AGENT), secrets: secretRows },
		},
		answers: [answer(201, answered({ agentId: AGENT }))],
		requests: [
			{
				method: 'POST',
				path: PATH,
				body: {
					url: `${URL}/${'x'.repeat(171)}`,
					events: ['call.started', 'call.joined', 'call.ended', 'call.billed'],
					agentId: AGENT,
					secrets: SECRETS,
				},
			},
		],
		items: [webhook({ agentId: AGENT })],
	}),
	one({
		operation: 'create',
		size: 'bad',
		title: 'an address of 201 characters',
		parameters: { url: `${URL}/${'x'.repeat(172)}` },
		requests: [],
		refusal: /'URL' has 201 characters, and Ultravox takes 200/,
	}),
	one({
		operation: 'create',
		size: 'more',
		title: 'an event that does not exist',
		source: 'ultravox-openapi.yaml EventsEnum, ultravox.md §7.6',
		parameters: { url: URL, events: '={{ ["call.transferred"] }}' },
		requests: [],
		refusal: /'Events' has no choice 'call\.transferred'/,
	}),
	one({
		operation: 'create',
		size: 'more',
		title: 'no event at all',
		parameters: { url: URL, events: '={{ [] }}' },
		requests: [],
		refusal: /'Events' are empty/,
	}),
	one({
		operation: 'create',
		size: 'more',
		title: 'an address without scheme',
		parameters: { url: 'example.com/ultravox' },
		requests: [],
		refusal: /'URL' is not a web address/,
	}),
	one({
		operation: 'create',
		size: 'more',
		title: 'a secret that is too long',
		parameters: {
			url: URL,
			additionalFields: { secrets: { values: [{ secret: 's'.repeat(121) }] } },
		},
		requests: [],
		refusal: /'Secret' has 121 characters/,
	}),
	one({
		operation: 'create',
		size: 'more',
		title: 'a refusal that echoes a secret does not tell it',
		parameters: { url: URL, additionalFields: { secrets: secretRows } },
		answers: [answer(400, { secrets: { 0: [`${SECRETS[0] ?? ''} is weak`] } })],
		requests: [
			{
				method: 'POST',
				path: PATH,
				body: { url: URL, events: ['call.ended'], secrets: SECRETS },
			},
		],
		refusal: /\[removed\] is weak/,
	}),
	one({
		operation: 'get',
		size: 'smallest',
		title: 'with what was not delivered',
		parameters: { webhook: byId(ID) },
		answers: [
			answer(
				200,
				answered({
					status: 'unhealthy',
					lastStatusChange: '2026-11-20T11:00:00Z',
					recentFailures: [{ timestamp: '2026-11-20T11:00:00Z', failure: 'HTTP 500' }],
				}),
			),
		],
		requests: [{ method: 'GET', path: ONE }],
		items: [
			webhook({
				status: 'unhealthy',
				lastStatusChange: '2026-11-20T11:00:00Z',
				recentFailures: [{ timestamp: '2026-11-20T11:00:00Z', failure: 'HTTP 500' }],
			}),
		],
	}),
	one({
		operation: 'get',
		size: 'full',
		title: 'Ultravox fails once: a read is repeated',
		parameters: { webhook: byId(ID.toUpperCase()) },
		answers: [answer(502), answer(200, webhook())],
		requests: Array(2).fill({ method: 'GET', path: ONE }),
		items: [webhook()],
	}),
	one({
		operation: 'get',
		size: 'bad',
		title: 'an address is no ID',
		parameters: { webhook: byId(`={{ "${URL}" }}`) },
		requests: [],
		refusal: /'Webhook' is not an ID/,
	}),
	one({
		operation: 'getMany',
		size: 'smallest',
		title: 'as many as the limit',
		parameters: { limit: 1 },
		answers: [results([answered()])],
		requests: [{ method: 'GET', path: PATH, query: { pageSize: '1' } }],
		items: [webhook()],
	}),
	one({
		operation: 'getMany',
		size: 'full',
		title: 'all of one agent',
		parameters: { returnAll: true, filters: { agent: byId(AGENT) } },
		answers: [results([webhook({ agentId: AGENT })])],
		requests: [{ method: 'GET', path: PATH, query: { agentId: AGENT, pageSize: '100' } }],
		items: [webhook({ agentId: AGENT })],
	}),
	one({
		operation: 'getMany',
		size: 'bad',
		title: 'an agent by its name',
		parameters: { filters: { agent: byId('={{ "Reception" }}') } },
		requests: [],
		refusal: /'Agent' is not an ID: 'Reception'/,
	}),
	one({
		operation: 'update',
		size: 'smallest',
		title: 'the address alone',
		parameters: { webhook: byId(ID), updateFields: { url: URL } },
		answers: [answer(200, webhook())],
		requests: [{ method: 'PATCH', path: ONE, body: { url: URL } }],
		items: [webhook()],
	}),
	one({
		operation: 'update',
		size: 'full',
		title: 'everything at once',
		parameters: {
			webhook: byId(ID),
			updateFields: {
				url: URL,
				events: ['call.billed'],
				agent: byId(AGENT),
				allAgents: false,
				secrets: secretRows,
			},
		},
		answers: [answer(200, answered({ agentId: AGENT, events: ['call.billed'] }))],
		requests: [
			{
				method: 'PATCH',
				path: ONE,
				body: { url: URL, events: ['call.billed'], agentId: AGENT, secrets: SECRETS },
			},
		],
		items: [webhook({ agentId: AGENT, events: ['call.billed'] })],
	}),
	one({
		operation: 'update',
		size: 'more',
		title: 'all agents again',
		parameters: { webhook: byId(ID), updateFields: { allAgents: true } },
		answers: [answer(200, webhook())],
		requests: [{ method: 'PATCH', path: ONE, body: { agentId: null } }],
		items: [webhook()],
	}),
	one({
		operation: 'update',
		size: 'bad',
		title: 'one agent and all agents',
		parameters: { webhook: byId(ID), updateFields: { allAgents: true, agent: byId(AGENT) } },
		requests: [],
		refusal: /'All Agents' does not go with 'Agent'/,
	}),
	one({
		operation: 'update',
		size: 'more',
		parameters: { webhook: byId(ID) },
		...nothingToChange,
	}),
	...deletionCases(one, { parameters: { webhook: byId(ID) }, path: ONE, item: { webhookId: ID } }),
];

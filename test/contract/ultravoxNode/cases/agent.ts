import type { ContractCase } from '../../operations/contractCase';
import { answer, byId, results } from '../../operations/contractCase';
import { agentCopyCases } from './agentCopies';
import { agentCreationCases } from './agentCreation';
import { agent, AGENT_ID, PATH } from './agentObjects';
import { agentUpdateCases } from './agentUpdates';
import { agentUsageCases } from './agentUsage';
import { agentVariantCases } from './everyMediumAndVoice';
import { deletes, deletionCases } from '../support/deletion';

const ONE = `${PATH}/${AGENT_ID}`;
const chosen = { agent: byId(AGENT_ID) };

const call = {
	callId: '00000000-0000-4000-8000-000000000001',
	created: '2026-11-20T10:00:00Z',
	joined: '2026-11-20T10:00:05Z',
	ended: '2026-11-20T10:01:05Z',
	endReason: 'hangup',
	joinUrl: 'wss://voice.ultravox.ai/calls/secret/telephony',
	medium: { plivo: {} },
	dataConnectionConfig: { websocketUrl: 'wss://example.com', headers: { 'X-Key': '[removed]' } },
	agent: { agentId: AGENT_ID, name: 'Receptionist' },
	metadata: {},
};
/** Names of variables and requirements are for users to choose. */
const described = (secret: string) => ({
	...agent,
	callTemplate: {
		contextSchema: {
			type: 'object',
			properties: { password: { type: 'string' }, headers: { type: 'object' } },
			required: ['password'],
		},
		selectedTools: [
			{
				temporaryTool: {
					modelToolName: 'book',
					staticParameters: [
						{ name: 'X-Auth', location: 'PARAMETER_LOCATION_HEADER', value: secret },
					],
					requirements: {
						httpSecurityOptions: {
							options: [{ requirements: { apiKey: { headerApiKey: { name: 'X-Key' } } } }],
						},
					},
				},
				parameterOverrides: { 'X-Auth': secret, shop: 'north' },
			},
		],
	},
});

const readCases: ContractCase[] = [
	{
		resource: 'agent',
		operation: 'get',
		size: 'more',
		title: 'U0.3 variables and requirements are called as they are, headers have no values',
		source: 'ultravox.md §4.2, §7.1',
		parameters: chosen,
		answers: [answer(200, described('never-shown'))],
		requests: [{ method: 'GET', path: ONE }],
		items: [described('[removed]')],
	},
	{
		resource: 'agent',
		operation: 'getMany',
		size: 'more',
		title: 'U0.3 variables and requirements are called as they are, headers have no values',
		source: 'ultravox.md §4.2, §7.1',
		parameters: { limit: 1 },
		answers: [results([described('never-shown')])],
		requests: [{ method: 'GET', path: PATH, query: { pageSize: '1' } }],
		items: [described('[removed]')],
	},
	{
		resource: 'agent',
		operation: 'get',
		size: 'smallest',
		title: 'with its template',
		source: 'ultravox.md §4.1',
		parameters: chosen,
		answers: [answer(200, agent)],
		requests: [{ method: 'GET', path: ONE }],
		items: [agent],
	},
	{
		resource: 'agent',
		operation: 'get',
		size: 'full',
		title: 'the values of its headers are not shown',
		source: 'ultravox.md §8.8',
		parameters: { agent: byId(AGENT_ID.toUpperCase()) },
		answers: [
			answer(200, {
				...agent,
				callTemplate: {
					dataConnection: { websocketUrl: 'wss://example.com', headers: { 'X-Key': 'hidden' } },
				},
			}),
		],
		requests: [{ method: 'GET', path: ONE }],
		items: [
			{
				...agent,
				callTemplate: {
					dataConnection: { websocketUrl: 'wss://example.com', headers: { 'X-Key': '[removed]' } },
				},
			},
		],
	},
	{
		resource: 'agent',
		operation: 'get',
		size: 'bad',
		title: 'a name is no ID',
		source: 'ultravox.md §1 (ids are UUIDs)',
		parameters: { agent: byId('={{ "Receptionist" }}') },
		requests: [],
		refusal: /'Agent' is not an ID: 'Receptionist'/,
	},
	{
		resource: 'agent',
		operation: 'getMany',
		size: 'smallest',
		title: 'as many as the limit',
		source: 'ultravox.md §1.1',
		parameters: { limit: 1 },
		answers: [results([agent])],
		requests: [{ method: 'GET', path: PATH, query: { pageSize: '1' } }],
		items: [agent],
	},
	{
		resource: 'agent',
		operation: 'getMany',
		size: 'full',
		title: 'all pages, searched and sorted',
		source: 'ultravox.md §1.1',
		parameters: { returnAll: true, filters: { search: 'recep', sort: '-created' } },
		answers: [results(Array(100).fill(agent), 'cD0y'), results([agent])],
		requests: [
			{
				method: 'GET',
				path: PATH,
				query: { pageSize: '100', search: 'recep', sort: '-created' },
			},
			{
				method: 'GET',
				path: PATH,
				query: { pageSize: '100', search: 'recep', sort: '-created', cursor: 'cD0y' },
			},
		],
		items: Array(101).fill(agent),
	},
	{
		resource: 'agent',
		operation: 'getMany',
		size: 'bad',
		title: 'a field that agents are not sorted by, in the words of Ultravox',
		source: 'ultravox.md §1.1 (sortable fields are UNCONFIRMED)',
		parameters: { filters: { sort: 'mood' } },
		answers: [answer(400, { detail: 'Cannot sort by mood.' })],
		requests: [{ method: 'GET', path: PATH, query: { pageSize: '50', sort: 'mood' } }],
		refusal: /Cannot sort by mood\./,
	},
	...deletionCases(deletes('agent'), {
		parameters: chosen,
		path: ONE,
		item: { agentId: AGENT_ID },
	}),
	{
		resource: 'agent',
		operation: 'getCalls',
		size: 'smallest',
		title: 'the context of each call',
		source: 'ultravox.md §4.1, §2.2',
		parameters: { ...chosen, limit: 1 },
		answers: [results([call])],
		requests: [{ method: 'GET', path: `${ONE}/calls`, query: { pageSize: '1' } }],
		items: [
			{
				call: expect.objectContaining({
					callId: call.callId,
					agentId: AGENT_ID,
					agentName: 'Receptionist',
					status: 'completed',
					durationSeconds: 60,
				}) as object,
			},
		],
	},
	{
		resource: 'agent',
		operation: 'getCalls',
		size: 'full',
		title: 'all pages, with all that Ultravox says, but for what opens the call',
		source: 'ultravox.md §1.1, §2.2',
		parameters: { ...chosen, returnAll: true, simplify: false },
		answers: [
			results(
				[
					{
						...call,
						dataConnectionConfig: {
							websocketUrl: 'wss://example.com',
							headers: { 'X-Key': 'hidden' },
						},
					},
				],
				'bmV4dA==',
			),
			results([]),
		],
		requests: [
			{ method: 'GET', path: `${ONE}/calls`, query: { pageSize: '100' } },
			{ method: 'GET', path: `${ONE}/calls`, query: { pageSize: '100', cursor: 'bmV4dA==' } },
		],
		items: [
			{
				call: expect.objectContaining({ callId: call.callId }) as object,
				ultravox: Object.fromEntries(Object.entries(call).filter(([key]) => key !== 'joinUrl')),
			},
		],
	},
	{
		resource: 'agent',
		operation: 'getCalls',
		size: 'bad',
		title: 'no agent is chosen',
		source: 'ultravox.md §4.1',
		parameters: { agent: byId('={{ "" }}') },
		requests: [],
		refusal: /'Agent' is empty/,
	},
];

export const agentCases: ContractCase[] = [
	...agentCreationCases,
	...agentVariantCases,
	...agentCopyCases,
	...agentUpdateCases,
	...readCases,
	...agentUsageCases,
];

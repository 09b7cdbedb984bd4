import type { ContractCase } from '../../operations/contractCase';
import { answer, byId } from '../../operations/contractCase';
import { AGENT_ID, PATH, VOICE_ID } from './agentObjects';

const usage = {
	agent: { agentId: AGENT_ID, name: 'Receptionist' },
	usage: [{ date: '2026-11-20', billedMinutes: 1.5, calls: 2 }],
};

export const agentUsageCases: ContractCase[] = [
	{
		resource: 'agent',
		operation: 'getUsage',
		size: 'smallest',
		title: 'of all agents: a plain list, without pages',
		source: 'ultravox.md §1.1, §4.1',
		parameters: {},
		answers: [answer(200, [usage])],
		requests: [{ method: 'GET', path: `${PATH}/usage` }],
		items: [usage],
	},
	{
		resource: 'agent',
		operation: 'getUsage',
		size: 'full',
		title: 'every filter of calls',
		source: 'ultravox-openapi.yaml /api/agents/usage; ultravox.md §2.3',
		parameters: {
			limit: 1,
			filters: {
				agentIds: AGENT_ID,
				durationMax: '300',
				durationMin: '1.5s',
				fromDate: '2026-11-01T00:00:00Z',
				toDate: '2026-11-20T12:00:00Z',
				metadata: { values: [{ key: 'customer', value: '7' }] },
				search: 'refund',
				timeOfDayEnd: '18:00:00',
				timeOfDayStart: '08:30',
				voiceId: byId(VOICE_ID),
			},
		},
		answers: [answer(200, [usage, usage])],
		requests: [
			{
				method: 'GET',
				path: `${PATH}/usage`,
				query: {
					agentIds: AGENT_ID,
					durationMax: '300s',
					durationMin: '1.5s',
					fromDate: '2026-11-01T00:00:00.000Z',
					toDate: '2026-11-20T12:00:00.000Z',
					'metadata.customer': '7',
					search: 'refund',
					timeOfDayEnd: '18:00:00',
					timeOfDayStart: '08:30:00',
					voiceId: VOICE_ID,
				},
			},
		],
		items: [usage],
	},
	{
		resource: 'agent',
		operation: 'getUsage',
		size: 'bad',
		title: 'a name among the IDs',
		source: 'ultravox.md §2.3 (agentIds are UUIDs)',
		parameters: { filters: { agentIds: `${AGENT_ID}, Receptionist` } },
		requests: [],
		refusal: /'Agent IDs' has .*receptionist/i,
	},
];

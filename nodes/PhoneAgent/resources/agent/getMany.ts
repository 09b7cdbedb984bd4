import type { INodeProperties } from 'n8n-workflow';
import { DEFAULT_LIMIT } from '../../../shared/operations/describe';
import { given } from '../../../shared/operations/given';
import type { StepsOperation } from '../../../shared/operations/operation';
import { ultravoxApi } from '../../../shared/ultravoxApi';
import { connectionsOf } from '../../agent/connection';
import { accountIdOf, agentItem } from '../../agent/item';
import type { PhoneAgentApi } from '../../phoneAgentApi';

const filters: INodeProperties = {
	displayName: 'Filters',
	name: 'filters',
	type: 'collection',
	placeholder: 'Add Filter',
	default: {},
	options: [
		{
			displayName: 'Search',
			name: 'search',
			type: 'string',
			default: '',
			placeholder: 'e.g. reception',
			description: 'Only agents that Ultravox finds with this text',
		},
	],
};

/** `GET /api/agents`, and the numbers of all of them with one look at Plivo. */
export const getMany: StepsOperation<PhoneAgentApi> = {
	name: 'Get Many',
	value: 'getMany',
	action: 'Get many phone agents',
	description: 'Get many agents of your Ultravox account, with their numbers',
	properties: [
		{
			displayName: 'Return All',
			name: 'returnAll',
			type: 'boolean',
			default: false,
			description: 'Whether to return all results or only up to a given limit',
		},
		{
			displayName: 'Limit',
			name: 'limit',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: 50,
			description: 'Max number of results to return',
			displayOptions: { show: { returnAll: [false] } },
		},
		filters,
	],
	execute: async ({ context, itemIndex }, parameters) => {
		const api = ultravoxApi(context, itemIndex);
		const limit = parameters.optionalInteger('limit', { min: 1 }) ?? DEFAULT_LIMIT;
		const search = parameters.collection('filters').optionalText('search');
		const agents = await api.list(
			{ path: '/api/agents', query: given({ search }) },
			parameters.flag('returnAll') ? Infinity : limit,
		);
		if (agents.length === 0) return [];
		const accountId = await accountIdOf(api);
		const idOf = (agentId: unknown) => String(agentId).toLowerCase();
		const connections = await connectionsOf(
			context,
			agents.map(({ agentId }) => idOf(agentId)),
		);
		return agents.map((agent) => {
			const connected = connections.get(idOf(agent.agentId));
			return { json: agentItem(agent, { accountId, connected }) };
		});
	},
};

import { agentSearch } from '../../../shared/descriptions/agentSearch';
import { fieldCollection } from '../../../shared/descriptions/fieldCollection';
import { DEFAULT_LIMIT, pagingFields } from '../../../shared/operations/describe';
import { given } from '../../../shared/operations/given';
import type { StepsOperation } from '../../../shared/operations/operation';
import { ultravoxApi } from '../../../shared/ultravoxApi';
import { connectionsOf } from '../../agent/connection';
import { accountIdOf, agentItem } from '../../agent/item';
import type { PhoneAgentApi } from '../../phoneAgentApi';

/** `GET /api/agents`, and the numbers of all of them with one look at Plivo. */
export const getMany: StepsOperation<PhoneAgentApi> = {
	name: 'Get Many',
	value: 'getMany',
	action: 'Get many phone agents',
	description: 'Get many agents of your Ultravox account, with their numbers',
	properties: [
		...pagingFields,
		fieldCollection({ displayName: 'Filters', name: 'filters', placeholder: 'Add Filter' }, [
			agentSearch,
		]),
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

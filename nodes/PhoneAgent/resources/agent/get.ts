import type { StepsOperation } from '../../../shared/operations/operation';
import { ultravoxApi } from '../../../shared/ultravoxApi';
import { connectionsOf } from '../../agent/connection';
import { accountIdOf, agentItem } from '../../agent/item';
import { tellIgnored } from '../../agent/notices';
import type { PhoneAgentApi } from '../../phoneAgentApi';
import { chosenAgent } from './fields';

/** `GET /api/agents/{agent_id}`, and its number from Plivo (peers.md O3.2, O3.10). */
export const get: StepsOperation<PhoneAgentApi> = {
	name: 'Get',
	value: 'get',
	action: 'Get phone agent',
	description: 'Get an agent, also one that was made or changed in Ultravox, with its number',
	properties: [chosenAgent],
	execute: async ({ context, itemIndex }, parameters) => {
		const api = ultravoxApi(context, itemIndex);
		const agentId = parameters.uuid('agent');
		const agent = await api.send({ method: 'GET', path: `/api/agents/${agentId}` });
		tellIgnored(context, agent);
		const accountId = await accountIdOf(api);
		const connected = (await connectionsOf(context, [agentId])).get(agentId);
		return [{ json: agentItem(agent, { accountId, connected }) }];
	},
};

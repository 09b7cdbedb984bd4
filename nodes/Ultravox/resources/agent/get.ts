import type { RequestOperation } from '../../../shared/operations/operation';
import type { UltravoxApi } from '../../../shared/ultravoxApi';
import { agentItem, agentPath, chosenAgent } from './agentFields';

/** `GET /api/agents/{agent_id}` (ultravox.md §4.1). */
export const get: RequestOperation<UltravoxApi> = {
	name: 'Get',
	value: 'get',
	action: 'Get agent',
	description: 'Get an agent with its prompt and settings',
	properties: [chosenAgent],
	request: (parameters) => ({ method: 'GET', path: agentPath(parameters) }),
	result: (agent) => agentItem(agent),
};

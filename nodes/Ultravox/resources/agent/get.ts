import type { RequestOperation } from '../../../shared/operations/operation';
import type { UltravoxApi } from '../../../shared/ultravoxApi';
import { agentPath, chosenAgent, describedInAgent } from './agentFields';

/** `GET /api/agents/{agent_id}` (ultravox.md §4.1). */
export const get: RequestOperation<UltravoxApi> = {
	name: 'Get',
	value: 'get',
	action: 'Get agent',
	description: 'Get an agent with its prompt and settings',
	describesSecrets: describedInAgent,
	properties: [chosenAgent],
	request: (parameters) => ({ method: 'GET', path: agentPath(parameters) }),
};

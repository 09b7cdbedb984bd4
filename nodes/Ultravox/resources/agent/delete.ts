import type { RequestOperation } from '../../../shared/operations/operation';
import type { UltravoxApi } from '../../../shared/ultravoxApi';
import { agentPath, chosenAgent } from './agentFields';

/** `DELETE /api/agents/{agent_id}` (ultravox.md §4.1). */
export const deleteAgent: RequestOperation<UltravoxApi> = {
	name: 'Delete',
	value: 'delete',
	action: 'Delete agent',
	description: 'Delete an agent for good: no call can be made with it any more',
	properties: [chosenAgent],
	request: (parameters) => ({ method: 'DELETE', path: agentPath(parameters) }),
	result: (_answer, parameters) => ({ agentId: parameters.uuid('agent'), deleted: true }),
};

import type { ListOperation } from '../../../shared/operations/operation';
import type { UltravoxApi } from '../../../shared/ultravoxApi';
import { callItem } from '../../callItem';
import { agentPath, chosenAgent } from './agentFields';

/** `GET /api/agents/{agent_id}/calls` (ultravox.md §4.1): it takes no filters. */
export const getCalls: ListOperation<UltravoxApi> = {
	name: 'Get Calls',
	value: 'getCalls',
	action: 'Get calls of agent',
	description: 'Get many calls that were made with an agent; filters are in Get Many of calls',
	simplified: ['call'],
	properties: [chosenAgent],
	list: (parameters) => ({ path: agentPath(parameters, '/calls') }),
	item: (call) => callItem(call),
};

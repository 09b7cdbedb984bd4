import { agentLocator } from '../../../shared/descriptions/agentLocator';
import type { ListOperation } from '../../../shared/operations/operation';
import type { UltravoxApi } from '../../../shared/ultravoxApi';
import { batchesPath, batchItem } from './batchRequest';

/** `GET /api/agents/{agent_id}/scheduled_batches` (ultravox.md §6). */
export const getMany: ListOperation<UltravoxApi> = {
	name: 'Get Many',
	value: 'getMany',
	action: 'Get many batches',
	description: 'Get many batches of an agent',
	properties: [agentLocator({ required: true })],
	list: (parameters) => ({ path: batchesPath(parameters.uuid('agent')) }),
	item: batchItem,
};

import { agentLocator } from '../../../shared/descriptions/agentLocator';
import type { RequestOperation } from '../../../shared/operations/operation';
import type { UltravoxApi } from '../../../shared/ultravoxApi';
import { batchLocator } from '../../descriptions/accountLocators';
import { batchItem, batchPath } from './batchRequest';

/** `GET /api/agents/{agent_id}/scheduled_batches/{batch_id}` (ultravox.md §6). */
export const get: RequestOperation<UltravoxApi> = {
	name: 'Get',
	value: 'get',
	action: 'Get batch',
	description: 'Get a batch with how many of its calls were made',
	properties: [agentLocator({ required: true }), batchLocator()],
	request: (parameters) => ({ method: 'GET', path: batchPath(parameters) }),
	result: batchItem,
};

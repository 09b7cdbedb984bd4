import { agentLocator } from '../../../shared/descriptions/agentLocator';
import type { RequestOperation } from '../../../shared/operations/operation';
import type { UltravoxApi } from '../../../shared/ultravoxApi';
import { batchLocator } from '../../descriptions/accountLocators';
import { batchPath } from './batchRequest';

/** `DELETE /api/agents/{agent_id}/scheduled_batches/{batch_id}` (ultravox.md §6). */
export const deleteBatch: RequestOperation<UltravoxApi> = {
	name: 'Delete',
	value: 'delete',
	action: 'Delete batch',
	description: 'Delete a batch for good: its calls that were not made yet are not made any more',
	properties: [agentLocator({ required: true }), batchLocator()],
	request: (parameters) => ({ method: 'DELETE', path: batchPath(parameters) }),
	result: (_answer, parameters) => ({ batchId: parameters.uuid('batch'), deleted: true }),
};

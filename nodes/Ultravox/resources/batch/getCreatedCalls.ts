import { agentLocator } from '../../../shared/descriptions/agentLocator';
import type { ListOperation } from '../../../shared/operations/operation';
import type { UltravoxApi } from '../../../shared/ultravoxApi';
import { callItem } from '../../callItem';
import { batchLocator } from '../../descriptions/accountLocators';
import { batchPath } from './batchRequest';

/** `GET .../scheduled_batches/{batch_id}/created_calls` (ultravox.md §6). */
export const getCreatedCalls: ListOperation<UltravoxApi> = {
	name: 'Get Created Calls',
	value: 'getCreatedCalls',
	action: 'Get created calls of batch',
	description: 'Get the calls that were made from a batch, with how they went',
	simplified: ['call'],
	properties: [agentLocator({ required: true }), batchLocator()],
	list: (parameters) => ({ path: `${batchPath(parameters)}/created_calls` }),
	item: (call) => callItem(call),
};

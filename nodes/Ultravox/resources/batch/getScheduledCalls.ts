import { agentLocator } from '../../../shared/descriptions/agentLocator';
import { given } from '../../../shared/operations/given';
import type { ListOperation } from '../../../shared/operations/operation';
import type { UltravoxApi } from '../../../shared/ultravoxApi';
import { batchLocator } from '../../descriptions/accountLocators';
import { batchPath } from './batchRequest';

/** `GET .../scheduled_batches/{batch_id}/scheduled_calls` (ultravox.md §6; peers.md P2.9). */
export const getScheduledCalls: ListOperation<UltravoxApi> = {
	name: 'Get Scheduled Calls',
	value: 'getScheduledCalls',
	action: 'Get scheduled calls of batch',
	description: 'Get the calls of a batch, each with what became of it',
	properties: [
		agentLocator({ required: true }),
		batchLocator(),
		{
			displayName: 'Filters',
			name: 'filters',
			type: 'collection',
			placeholder: 'Add Filter',
			default: {},
			options: [
				{
					displayName: 'Status',
					name: 'status',
					type: 'options',
					options: [
						{ name: 'Expired', value: 'EXPIRED', description: 'Not made before the window ended' },
						{ name: 'Future', value: 'FUTURE', description: 'The window has not begun' },
						{ name: 'Not Created', value: 'ERROR', description: 'The call could not be created' },
						{ name: 'Pending', value: 'PENDING', description: 'Waits for its turn' },
						{
							name: 'Success',
							value: 'SUCCESS',
							description: 'The call was created; whether somebody answered is not said',
						},
					],
					default: 'PENDING',
				},
			],
		},
	],
	list: (parameters) => ({
		path: `${batchPath(parameters)}/scheduled_calls`,
		query: given({ status: parameters.collection('filters').optionalChoice('status') }),
	}),
};

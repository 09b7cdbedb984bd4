import { given } from '../../../shared/operations/given';
import type { ListOperation } from '../../../shared/operations/operation';
import type { UltravoxApi } from '../../../shared/ultravoxApi';
import { agentLocator } from '../../../shared/descriptions/agentLocator';

/** `GET /api/webhooks` (ultravox.md §7.6). */
export const getMany: ListOperation<UltravoxApi> = {
	name: 'Get Many',
	value: 'getMany',
	action: 'Get many webhooks',
	description: 'Get many webhooks',
	properties: [
		{
			displayName: 'Filters',
			name: 'filters',
			type: 'collection',
			placeholder: 'Add Filter',
			default: {},
			options: [
				agentLocator({ description: 'Only webhooks that are limited to calls with this agent' }),
			],
		},
	],
	list: (parameters) => ({
		path: '/api/webhooks',
		query: given({ agentId: parameters.collection('filters').optionalUuid('agent') }),
	}),
};

import type { ListOperation } from '../../../shared/operations/operation';
import type { UltravoxApi } from '../../../shared/ultravoxApi';
import { callFilters, callQuery } from '../../callFilters';

/** `GET /api/deleted_calls` with its filters (ultravox.md §2.3); it cannot be sorted. */
export const getManyDeleted: ListOperation<UltravoxApi> = {
	name: 'Get Many Deleted',
	value: 'getManyDeleted',
	action: 'Get many deleted calls',
	description: 'Get what is left of many deleted calls: when they were, and when they were deleted',
	properties: [
		{
			displayName: 'Filters',
			name: 'filters',
			type: 'collection',
			placeholder: 'Add Filter',
			default: {},
			options: callFilters,
		},
	],
	list: (parameters, { context }) => ({
		path: '/api/deleted_calls',
		query: callQuery(parameters.collection('filters'), context.getTimezone()),
	}),
};

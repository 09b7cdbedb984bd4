import type { ListOperation } from '../../../shared/operations/operation';
import type { UltravoxApi } from '../../../shared/ultravoxApi';
import { callFilters, callQuery } from '../../callFilters';
import { wholeList } from '../../wholeList';

/** `GET /api/agents/usage` (ultravox.md §4.1), a list that comes whole. */
export const getUsage: ListOperation<UltravoxApi> = {
	name: 'Get Usage',
	value: 'getUsage',
	action: 'Get usage of agents',
	description: 'Get calls and billed minutes of each agent, day by day',
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
		path: '/api/agents/usage',
		query: callQuery(parameters.collection('filters'), context.getTimezone()),
	}),
	objects: wholeList,
};

import type { RequestOperation } from '../../../shared/operations/operation';
import type { UltravoxApi } from '../../../shared/ultravoxApi';
import { callFilters, callQuery } from '../../callFilters';

/** `GET /api/accounts/me/usage/calls` (ultravox.md §7.5), with the filters of calls. */
export const getCallUsage: RequestOperation<UltravoxApi> = {
	name: 'Get Call Usage',
	value: 'getCallUsage',
	action: 'Get call usage of account',
	description: 'Get how many calls there were and how long they were: in total, by day and by hour',
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
	request: (parameters, { context }) => ({
		method: 'GET',
		path: '/api/accounts/me/usage/calls',
		query: callQuery(parameters.collection('filters'), context.getTimezone()),
	}),
};

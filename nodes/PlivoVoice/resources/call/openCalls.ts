import type { ListOperation } from '../../../shared/operations/operation';
import type { PlivoApi } from '../../plivoApi';
import { callFilters, callQuery } from './callFilters';
import { bareCallItem, listedCalls } from './callItem';

/** `GET /Call/?status=live`, or `queued`: ids alone, whole in one answer (plivo.md §1.1, §5.2). */
export const openCalls = (
	described: Pick<ListOperation<PlivoApi>, 'name' | 'value' | 'action' | 'description'>,
	status: 'live' | 'queued',
): ListOperation<PlivoApi> => ({
	...described,
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
	list: (parameters) => ({
		path: '/Call/',
		query: { status, ...callQuery(parameters.collection('filters')) },
	}),
	objects: listedCalls,
	item: bareCallItem,
});

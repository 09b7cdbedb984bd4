import type { ListOperation } from '../../../shared/operations/operation';
import type { PlivoApi } from '../../plivoApi';
import { recordingFilters, recordingQuery } from './recordingFilters';
import { recordingFields } from './recordingItem';

/** `GET /Recording/` with its filters (plivo-recordings.md §R2). */
export const getMany: ListOperation<PlivoApi> = {
	name: 'Get Many',
	value: 'getMany',
	action: 'Get many recordings',
	description: 'Get many recordings of calls, conferences and multi-party calls',
	simplified: recordingFields,
	properties: [
		{
			displayName: 'Without a time, Plivo gives the recordings of the last 7 days',
			name: 'timeNotice',
			type: 'notice',
			default: '',
		},
		{
			displayName: 'Filters',
			name: 'filters',
			type: 'collection',
			placeholder: 'Add Filter',
			default: {},
			options: recordingFilters,
		},
	],
	list: (parameters, { context }) => ({
		path: '/Recording/',
		query: recordingQuery(parameters.collection('filters'), context.getTimezone()),
	}),
};

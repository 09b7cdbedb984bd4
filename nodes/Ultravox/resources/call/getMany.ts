import type { INodeProperties } from 'n8n-workflow';
import { fieldCollection } from '../../../shared/descriptions/fieldCollection';
import { given } from '../../../shared/operations/given';
import type { ListOperation } from '../../../shared/operations/operation';
import type { UltravoxApi } from '../../../shared/ultravoxApi';
import { callFilters, callQuery } from '../../callFilters';
import { callItem } from '../../callItem';

const sort: INodeProperties = {
	displayName: 'Sort',
	name: 'sort',
	type: 'string',
	default: '-created',
	placeholder: 'e.g. -created',
	description: 'Field by which the calls are sorted; a minus in front turns the order round',
};

/** `GET /api/calls` with its filters (ultravox.md §2.3). */
export const getMany: ListOperation<UltravoxApi> = {
	name: 'Get Many',
	value: 'getMany',
	action: 'Get many calls',
	description: 'Get many calls: their state, their times, how they ended, and their summaries',
	simplified: ['call'],
	properties: [
		fieldCollection({ displayName: 'Filters', name: 'filters', placeholder: 'Add Filter' }, [
			...callFilters,
			sort,
		]),
	],
	list: (parameters, { context }) => {
		const filters = parameters.collection('filters');
		return {
			path: '/api/calls',
			query: {
				...callQuery(filters, context.getTimezone()),
				...given({ sort: filters.optionalText('sort') }),
			},
		};
	},
	item: (call) => callItem(call),
};

import { given } from '../../../shared/operations/given';
import type { ListOperation } from '../../../shared/operations/operation';
import { subaccount, subaccountId } from '../../descriptions/subaccount';
import type { PlivoApi } from '../../plivoApi';
import { simplifiedApplication } from './simplifiedApplication';

/** `GET /Application/` with its filters (plivo.md §4). */
export const getMany: ListOperation<PlivoApi> = {
	name: 'Get Many',
	value: 'getMany',
	action: 'Get many applications',
	description: 'Get many voice applications',
	simplified: simplifiedApplication,
	properties: [
		{
			displayName: 'Filters',
			name: 'filters',
			type: 'collection',
			placeholder: 'Add Filter',
			default: {},
			options: [
				{
					displayName: 'Name',
					name: 'appName',
					type: 'string',
					default: '',
					placeholder: 'e.g. front',
					description: 'What the name begins with',
				},
				subaccount,
			],
		},
	],
	list: (parameters) => {
		const filters = parameters.collection('filters');
		return {
			path: '/Application/',
			query: given({
				app_name: filters.optionalText('appName'),
				subaccount: subaccountId(filters),
			}),
		};
	},
};

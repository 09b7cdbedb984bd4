import { given } from '../../../shared/operations/given';
import type { ListOperation } from '../../../shared/operations/operation';
import { countryIso, optionalCountryCode } from '../../descriptions/country';
import { subaccount, subaccountId } from '../../descriptions/subaccount';
import type { PlivoApi } from '../../plivoApi';
import { alias, callerIdItem } from './callerIdFields';

/** `GET /VerifiedCallerId/` with its filters (plivo.md §3.5). */
export const getMany: ListOperation<PlivoApi> = {
	name: 'Get Many',
	value: 'getMany',
	action: 'Get many verified caller IDs',
	description: 'Get many numbers from elsewhere that calls can be made from',
	properties: [
		{
			displayName: 'Filters',
			name: 'filters',
			type: 'collection',
			placeholder: 'Add Filter',
			default: {},
			options: [alias, { ...countryIso, name: 'country', required: false }, subaccount],
		},
	],
	list: (parameters) => {
		const filters = parameters.collection('filters');
		return {
			path: '/VerifiedCallerId/',
			query: given({
				alias: filters.optionalText('alias'),
				country: optionalCountryCode(filters, 'country'),
				subaccount: subaccountId(filters),
			}),
		};
	},
	item: callerIdItem,
};

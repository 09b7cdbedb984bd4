import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { given } from '../../../shared/operations/given';
import type { Parameters } from '../../../shared/operations/parameters';
import { defaultCountry } from '../../descriptions/country';
import { numberField, numberFilter } from '../../numberFilter';

/** Filters that finished, live and queued calls have (plivo.md §5.2). */
export const callFilters: INodeProperties[] = [
	defaultCountry,
	{
		displayName: 'Direction',
		name: 'callDirection',
		type: 'options',
		options: [
			{ name: 'Inbound', value: 'inbound', description: 'Somebody called a number of the account' },
			{ name: 'Outbound', value: 'outbound', description: 'The account called somebody' },
		],
		default: 'inbound',
	},
	numberField('From Number', 'fromNumber', 'Who called: a number or a SIP address'),
	numberField('To Number', 'toNumber', 'Who was called: a number or a SIP address'),
];

/** What these filters say in the query. */
export function callQuery(filters: Parameters): IDataObject {
	return given({
		call_direction: filters.optionalChoice('callDirection'),
		from_number: numberFilter(filters, 'fromNumber'),
		to_number: numberFilter(filters, 'toNumber'),
	});
}

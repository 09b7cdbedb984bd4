import type { INodeProperties } from 'n8n-workflow';
import { given } from '../../../shared/operations/given';
import type { ListOperation } from '../../../shared/operations/operation';
import type { Parameters } from '../../../shared/operations/parameters';
import { countryCode, countryIso } from '../../descriptions/country';
import type { PlivoApi } from '../../plivoApi';
import { numberType, serviceList, services } from './numberFields';
import { availableNumberItem } from './numberItem';

const text = (
	displayName: string,
	name: string,
	placeholder: string,
	description: string,
): INodeProperties => ({
	displayName,
	name,
	type: 'string',
	default: '',
	placeholder: `e.g. ${placeholder}`,
	description,
});

/** By name (plivo.md §3.4). */
const filterProperties: INodeProperties[] = [
	text('City', 'city', 'San Francisco', 'In the United States and Canada'),
	{
		displayName: 'Eligible',
		name: 'eligible',
		type: 'boolean',
		default: true,
		description: 'Whether only numbers are listed that this account may rent as it is',
	},
	text('LATA', 'lata', '722', 'Local access and transport area in the United States or Canada'),
	{
		displayName: 'Local Calling Area',
		name: 'localCallingArea',
		type: 'boolean',
		default: true,
		description: "Whether numbers are listed that are local calls from the 'NPA-NXX'",
	},
	text('NPA-NXX', 'npanxx', '415200', 'Area code and exchange in the United States or Canada'),
	text('Pattern', 'pattern', '415', 'First digits after the country code'),
	text('Rate Center', 'rateCenter', 'SNFC CNTRL', 'In the United States and Canada'),
	text('Region', 'region', 'California', 'The state or region of the numbers'),
	services,
	numberType,
];

/** Digits of a filter, without what people write between them. */
function digits(filters: Parameters, name: string, pattern: RegExp, rule: string) {
	const found = filters.optionalText(name)?.replace(/[\s-]/g, '');
	if (found === undefined || pattern.test(found)) return found;
	throw filters.problem(name, rule);
}

/** `GET /PhoneNumber/` (plivo.md §3.4). */
export const search: ListOperation<PlivoApi> = {
	name: 'Search',
	value: 'search',
	action: 'Search numbers to buy',
	description: 'Search for numbers that can be bought, with their prices',
	simplified: [
		'phoneNumber',
		'type',
		'sub_type',
		'country',
		'region',
		'city',
		'monthly_rental_rate',
		'setup_rate',
		'voice_enabled',
		'restriction_text',
	],
	properties: [
		countryIso,
		{
			displayName: 'Filters',
			name: 'filters',
			type: 'collection',
			placeholder: 'Add Filter',
			default: {},
			options: filterProperties,
		},
	],
	list: (parameters) => {
		const filters = parameters.collection('filters');
		return {
			path: '/PhoneNumber/',
			query: given({
				country_iso: countryCode(parameters),
				type: filters.optionalChoice('type'),
				pattern: digits(filters, 'pattern', /^\d{1,15}$/, 'has to consist of digits'),
				npanxx: digits(filters, 'npanxx', /^\d{6}$/, 'has to have six digits'),
				local_calling_area: filters.optionalFlag('localCallingArea'),
				region: filters.optionalText('region'),
				city: filters.optionalText('city'),
				services: serviceList(filters),
				lata: digits(filters, 'lata', /^\d{1,5}$/, 'has to consist of digits'),
				rate_center: filters.optionalText('rateCenter'),
				eligible: filters.optionalFlag('eligible'),
			}),
		};
	},
	item: availableNumberItem,
};

import type { RequestOperation } from '../../../shared/operations/operation';
import { readObject } from '../../answers';
import { countryCode, countryIso } from '../../descriptions/country';
import type { PlivoApi } from '../../plivoApi';

/** `GET /Pricing/`: path, query and answer are those of Plivo's SDKs for Node.js and Go. */
export const getPricing: RequestOperation<PlivoApi> = {
	name: 'Get Pricing',
	value: 'getPricing',
	action: 'Get account pricing for country',
	description: 'Get what numbers and calls of a country cost this account',
	properties: [countryIso],
	request: (parameters) => ({
		method: 'GET',
		path: '/Pricing/',
		query: { country_iso: countryCode(parameters) },
	}),
	result: readObject,
};

import type { INodeProperties } from 'n8n-workflow';
import { optionsCollection } from '../../shared/descriptions/fieldCollection';
import type { Parameters } from '../../shared/operations/parameters';

/** For the collection of an operation that takes a phone number written by a person. */
export const defaultCountry: INodeProperties = {
	displayName: 'Default Country',
	name: 'defaultCountry',
	type: 'string',
	default: '',
	placeholder: 'e.g. US',
	description: 'Two-letter country of numbers without country code',
};

/** The collection of an operation that asks for nothing else than how a number is meant. */
export const defaultCountryOptions: INodeProperties = optionsCollection([defaultCountry]);

/** The country something is asked for. */
export const countryIso: INodeProperties = {
	displayName: 'Country',
	name: 'countryIso',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. US',
	description: 'Two-letter ISO code of the country; the United Kingdom is GB',
};

function asCountry(parameters: Parameters, name: string, text: string): string {
	if (/^[A-Za-z]{2}$/.test(text)) return text.toUpperCase();
	throw parameters.problem(
		name,
		`is not a two-letter country code: '${text}'`,
		'Write it as US, GB or IN',
	);
}

/** Two letters in upper case; upper and lower case may be given. */
export function countryCode(parameters: Parameters, name = 'countryIso'): string {
	return asCountry(parameters, name, parameters.text(name));
}

/** Undefined when it was not given. */
export function optionalCountryCode(parameters: Parameters, name: string): string | undefined {
	const text = parameters.optionalText(name);
	return text === undefined ? undefined : asCountry(parameters, name, text);
}

import type { StepsOperation } from '../../../shared/operations/operation';
import type { Parameters } from '../../../shared/operations/parameters';
import { phoneNumberDigits } from '../../../shared/phoneNumber';
import { defaultCountryOptions } from '../../descriptions/country';
import { numberLocator } from '../../descriptions/locators';
import type { PlivoApi } from '../../plivoApi';
import { ownNumber, sendForNumber } from './ownNumber';

/**
 * The number, asked for twice: nobody gets it back (plivo.md §3.3). Once at least it has to name its country, so that the same
 * mistake made twice is none that goes through.
 */
function confirmedNumber(parameters: Parameters): string {
	const number = ownNumber(parameters);
	const country = parameters.collection('options').optionalText('defaultCountry');
	const repeated = parameters.phoneNumber('repeatNumber', country);
	if (repeated === number) return number;
	throw parameters.problem(
		'repeatNumber',
		`is ${repeated}, but 'Number' is ${number}`,
		'Write the number that you want to give up in both',
	);
}

/** `DELETE /Number/{digits}/` (plivo.md §3.3). */
export const unrent: StepsOperation<PlivoApi> = {
	name: 'Unrent',
	value: 'unrent',
	action: 'Unrent number',
	description: 'Give up a number for good: it stops answering and may not be had again',
	properties: [
		numberLocator(),
		{
			displayName: 'Repeat Number',
			name: 'repeatNumber',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. +14155550100',
			description: 'The same number once more, so that the wrong one is never given up',
		},
		defaultCountryOptions,
	],
	execute: async (api, parameters) => {
		const number = confirmedNumber(parameters);
		await sendForNumber(api, number, { method: 'DELETE' });
		const digits = phoneNumberDigits(number);
		return [{ json: { phoneNumber: number, number: digits, deleted: true } }];
	},
};

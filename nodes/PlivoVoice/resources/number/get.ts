import type { StepsOperation } from '../../../shared/operations/operation';
import { defaultCountryOptions } from '../../descriptions/country';
import { numberLocator } from '../../descriptions/locators';
import type { PlivoApi } from '../../plivoApi';
import { numberItem, simplifiedNumber } from './numberItem';
import { ownNumber, sendForNumber } from './ownNumber';

/** `GET /Number/{digits}/` (plivo.md §3.1). */
export const get: StepsOperation<PlivoApi> = {
	name: 'Get',
	value: 'get',
	action: 'Get number',
	description: 'Get a number of the account, with what it leads to',
	simplified: simplifiedNumber,
	properties: [numberLocator(), defaultCountryOptions],
	execute: async (api, parameters) => {
		const number = await sendForNumber(api, ownNumber(parameters), { method: 'GET' });
		return [{ json: numberItem(number) }];
	},
};

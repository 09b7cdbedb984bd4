import type { StepsOperation } from '../../../shared/operations/operation';
import { defaultCountryOptions } from '../../descriptions/country';
import { applicationLocator, numberLocator } from '../../descriptions/locators';
import type { PlivoApi } from '../../plivoApi';
import { changeNumber, readApplication } from './leadTo';
import { numberItem } from './numberItem';
import { ownNumber } from './ownNumber';

/** `POST /Number/{digits}/` with the application's id, confirmed by reading back (plivo.md §3.1, §3.3). */
export const assignToApplication: StepsOperation<PlivoApi> = {
	name: 'Assign to Application',
	value: 'assignToApplication',
	action: 'Assign number to application',
	description: 'Let a voice application answer calls to a number, instead of what answered before',
	properties: [numberLocator(), applicationLocator(), defaultCountryOptions],
	execute: async (api, parameters) => {
		const number = ownNumber(parameters);
		const id = parameters.decimalId('application');
		await readApplication(api, id);
		const { answer, changed } = await changeNumber(api, number, { app_id: id });
		return [{ json: { ...numberItem(changed), message: answer.message ?? null } }];
	},
};

import { given } from '../../../shared/operations/given';
import type { StepsOperation } from '../../../shared/operations/operation';
import { phoneNumberDigits } from '../../../shared/phoneNumber';
import { readObject } from '../../answers';
import { defaultCountry } from '../../descriptions/country';
import { applicationLocator } from '../../descriptions/locators';
import type { PlivoApi } from '../../plivoApi';
import { refusal } from '../../../shared/refusal';
import { readApplication } from './leadTo';
import { cnamLookup, complianceApplicationId } from './numberFields';
import { readPurchase } from './purchase';

/** `POST /PhoneNumber/{digits}/` (plivo.md §3.4). */
export const buy: StepsOperation<PlivoApi> = {
	name: 'Buy',
	value: 'buy',
	action: 'Buy number',
	description:
		'Spends money: buy a number, which is charged now and every month until it is unrented',
	properties: [
		{
			displayName: 'Phone Number',
			name: 'phoneNumber',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. +14155550100',
			description: 'A number that Search has found',
		},
		{
			displayName: 'Additional Fields',
			name: 'additionalFields',
			type: 'collection',
			placeholder: 'Add Field',
			default: {},
			options: [
				applicationLocator({ required: false, description: 'What answers calls to the number' }),
				cnamLookup,
				complianceApplicationId,
				defaultCountry,
				{
					displayName: 'High Availability',
					name: 'haEnable',
					type: 'boolean',
					default: false,
					description:
						'Whether a second number is bought that takes over when the first one is down, at its own price',
				},
				{
					displayName: 'Verification Information',
					name: 'verificationInfo',
					type: 'json',
					default: '',
					placeholder: 'e.g. {"name": "value"}',
					description: 'What the country wants to know of whoever rents the number',
				},
			],
		},
	],
	execute: async (api, parameters) => {
		const fields = parameters.collection('additionalFields');
		const number = parameters.phoneNumber('phoneNumber', fields.optionalText('defaultCountry'));
		const application = fields.optionalDecimalId('application');
		const body = given({
			app_id: application,
			cnam_lookup: fields.optionalChoice('cnamLookup'),
			ha_enable: fields.optionalFlag('haEnable'),
			compliance_application_id: fields.optionalText('complianceApplicationId'),
			verification_info: fields.optionalObject('verificationInfo'),
		});
		if (application !== undefined) await readApplication(api, application);
		const path = `/PhoneNumber/${phoneNumberDigits(number)}/`;
		const answer = await api.send({ method: 'POST', path, body });
		const { usable, pending, refused } = readPurchase(answer, number);
		if (refused) {
			throw refusal(
				api,
				`Plivo did not sell ${number}: ${String(pending)}`,
				'Search for another number, or see in the Plivo console what its country asks for',
				answer,
			);
		}
		const hint = usable
			? null
			: `Calls to this number do not work yet; Plivo says ${pending ?? 'nothing of its status'}. Look it up with Get before relying on it.`;
		return [{ json: { phoneNumber: number, usable, hint, ...readObject(answer) } }];
	},
};

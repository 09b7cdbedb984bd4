import { given } from '../../../shared/operations/given';
import type { StepsOperation } from '../../../shared/operations/operation';
import { confirmed, readObject } from '../../answers';
import { defaultCountry } from '../../descriptions/country';
import { subaccount, subaccountId } from '../../descriptions/subaccount';
import type { PlivoApi } from '../../plivoApi';
import { alias } from './callerIdFields';

/** Confirm takes a code together with the UUID of its verification, which nobody has then. */
const UNKNOWN =
	'Nobody knows whether a code is on its way: see whether it comes before you try again, and confirm the code of the next try alone, which has a Verification UUID';

/** `POST /VerifiedCallerId/` (plivo.md §3.5). */
export const startVerification: StepsOperation<PlivoApi> = {
	name: 'Start Verification',
	value: 'startVerification',
	action: 'Start verified caller ID verification',
	description:
		'Send a code to a number that you want to call from. Rings a phone, or sends it a text message.',
	properties: [
		{
			displayName: 'Phone Number',
			name: 'phoneNumber',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. +14155550100',
			description: 'A number that is not rented from Plivo',
			hint: 'A verified number cannot be used as caller ID in India',
		},
		{
			displayName: 'Channel',
			name: 'channel',
			type: 'options',
			options: [
				{ name: 'Call', value: 'call', description: 'Rings the phone and says the code' },
				{ name: 'SMS', value: 'sms', description: 'Sends the code as a text message' },
			],
			default: 'sms',
			description: 'The way the code is sent; it is good for 15 minutes',
		},
		{
			displayName: 'Additional Fields',
			name: 'additionalFields',
			type: 'collection',
			placeholder: 'Add Field',
			default: {},
			options: [alias, defaultCountry, subaccount],
		},
	],
	execute: async (api, parameters) => {
		const fields = parameters.collection('additionalFields');
		const country = fields.optionalText('defaultCountry');
		const phoneNumber = parameters.phoneNumber('phoneNumber', country);
		const channel = parameters.choice('channel');
		const answer = await api.send({
			method: 'POST',
			path: '/VerifiedCallerId/',
			// By either channel: a second request would ring again, or make the first code worthless.
			ringsPhone: true,
			whenUnknown: UNKNOWN,
			body: given({
				phone_number: phoneNumber,
				channel,
				alias: fields.optionalText('alias'),
				subaccount: subaccountId(fields),
			}),
		});
		const verification_uuid = confirmed(api, answer, 'verification_uuid');
		return [{ json: { phoneNumber, channel, ...readObject(answer), verification_uuid } }];
	},
};

import type { StepsOperation } from '../../../shared/operations/operation';
import type { Parameters } from '../../../shared/operations/parameters';
import { confirmed } from '../../answers';
import type { PlivoApi } from '../../plivoApi';
import { callerIdItem } from './callerIdFields';

/** The code as text, so that a 0 in front stays; people copy it with blanks. */
function code(parameters: Parameters): string {
	const digits = parameters.text('otp').replace(/[\s-]/g, '');
	if (/^\d+$/.test(digits)) return digits;
	throw parameters.problem('otp', 'has to consist of digits');
}

/** `POST /VerifiedCallerId/Verification/{verification_uuid}/` (plivo.md §3.5). */
export const confirm: StepsOperation<PlivoApi> = {
	name: 'Confirm',
	value: 'confirm',
	action: 'Confirm verified caller ID',
	description:
		'Finish a verification with the code that was sent, after which calls can be made from the number',
	properties: [
		{
			displayName: 'Verification UUID',
			name: 'verificationUuid',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. 2f1b6f0e-6f3a-4c7e-9c55-0a4d0f6d8f11',
			description: 'What Start Verification gave',
		},
		{
			displayName: 'Code',
			name: 'otp',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. 123456',
			description: 'The digits that were sent to the number; they are good for 15 minutes',
		},
	],
	execute: async (api, parameters) => {
		const answer = await api.send({
			method: 'POST',
			path: `/VerifiedCallerId/Verification/${parameters.uuid('verificationUuid')}/`,
			body: { otp: code(parameters) },
		});
		confirmed(api, answer, 'phone_number');
		return [{ json: callerIdItem(answer) }];
	},
};

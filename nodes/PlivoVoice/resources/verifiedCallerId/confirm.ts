import type { RequestOperation } from '../../../shared/operations/operation';
import type { Parameters } from '../../../shared/operations/parameters';
import type { PlivoApi } from '../../plivoApi';
import { callerIdItem } from './callerIdFields';

/** The code as text, so that a 0 in front stays; people copy it with blanks. */
function code(parameters: Parameters): string {
	const digits = parameters.text('otp').replace(/[\s-]/g, '');
	if (/^\d+$/.test(digits)) return digits;
	throw parameters.problem('otp', 'has to consist of digits');
}

/** `POST /VerifiedCallerId/Verification/{verification_uuid}/` (plivo.md §3.5). */
export const confirm: RequestOperation<PlivoApi> = {
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
	request: (parameters) => ({
		method: 'POST',
		path: `/VerifiedCallerId/Verification/${parameters.uuid('verificationUuid')}/`,
		body: { otp: code(parameters) },
	}),
	result: callerIdItem,
};

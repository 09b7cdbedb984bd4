import { given } from '../../../shared/operations/given';
import type { RequestOperation } from '../../../shared/operations/operation';
import type { UltravoxApi } from '../../../shared/ultravoxApi';
import { sipRegistrationLocator } from '../../descriptions/accountLocators';
import {
	authUser,
	clearableText,
	optionalLimitedText,
	outboundProxy,
	password,
	proxy,
	registrationPath,
	username,
} from './registrationFields';

/** `PATCH /api/sip/registrations/{registration_id}` (ultravox.md §5.4). */
export const update: RequestOperation<UltravoxApi> = {
	name: 'Update',
	value: 'update',
	action: 'Update SIP registration',
	description: 'Change what a SIP registration signs in with, or where',
	properties: [
		sipRegistrationLocator(),
		{
			displayName: 'Update Fields',
			name: 'updateFields',
			type: 'collection',
			placeholder: 'Add Field',
			default: {},
			options: [
				{ ...authUser, hint: 'Leave it blank to take it away' },
				{ ...outboundProxy, hint: 'Leave it blank to take it away' },
				password,
				proxy,
				username,
			],
		},
	],
	request: (parameters) => {
		const fields = parameters.collection('updateFields');
		const secret = fields.optionalText('password');
		const body = given({
			username: optionalLimitedText(fields, 'username'),
			password: secret,
			proxy: optionalLimitedText(fields, 'proxy'),
			outboundProxy: clearableText(fields, 'outboundProxy'),
			authUser: clearableText(fields, 'authUser'),
		});
		if (Object.keys(body).length === 0) throw parameters.problem('updateFields', 'are empty');
		return {
			method: 'PATCH',
			path: registrationPath(parameters),
			body,
			secrets: secret === undefined ? [] : [secret],
		};
	},
};

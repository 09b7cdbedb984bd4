import { given } from '../../../shared/operations/given';
import type { RequestOperation } from '../../../shared/operations/operation';
import type { UltravoxApi } from '../../../shared/ultravoxApi';
import {
	authUser,
	limitedText,
	optionalLimitedText,
	outboundProxy,
	password,
	proxy,
	username,
} from './registrationFields';

/** `POST /api/sip/registrations` (ultravox.md §5.4). */
export const create: RequestOperation<UltravoxApi> = {
	name: 'Create',
	value: 'create',
	action: 'Create SIP registration',
	description: 'Let Ultravox register with a SIP server, so that its calls reach your agents',
	properties: [
		{ ...username, required: true },
		{ ...password, required: true },
		{ ...proxy, required: true },
		{
			displayName: 'Additional Fields',
			name: 'additionalFields',
			type: 'collection',
			placeholder: 'Add Field',
			default: {},
			options: [authUser, outboundProxy],
		},
	],
	request: (parameters) => {
		const fields = parameters.collection('additionalFields');
		const secret = parameters.text('password');
		return {
			method: 'POST',
			path: '/api/sip/registrations',
			body: given({
				username: limitedText(parameters, 'username'),
				password: secret,
				proxy: limitedText(parameters, 'proxy'),
				outboundProxy: optionalLimitedText(fields, 'outboundProxy'),
				authUser: optionalLimitedText(fields, 'authUser'),
			}),
			secrets: [secret],
		};
	},
};

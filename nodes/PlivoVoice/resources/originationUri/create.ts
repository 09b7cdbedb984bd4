import { given } from '../../../shared/operations/given';
import type { RequestOperation } from '../../../shared/operations/operation';
import { readObject } from '../../answers';
import type { PlivoApi } from '../../plivoApi';
import { sipAddress } from '../../sip/sipAddress';
import { authenticationNeeded, loginInputs, uriInput, uriName } from './uriFields';

/** `POST /Zentrunk/URI/` (plivo.md §2.3). */
export const create: RequestOperation<PlivoApi> = {
	name: 'Create',
	value: 'create',
	action: 'Create origination URI',
	description: 'Create a SIP address that an inbound trunk sends calls to',
	properties: [
		{ ...uriInput, required: true },
		{ ...authenticationNeeded, noDataExpression: true },
		...loginInputs({ required: true, displayOptions: { show: { authenticationNeeded: [true] } } }),
		{
			displayName: 'Additional Fields',
			name: 'additionalFields',
			type: 'collection',
			placeholder: 'Add Field',
			default: {},
			options: [uriName],
		},
	],
	request: (parameters) => {
		const { uri } = sipAddress(parameters, 'uri');
		const name = parameters.collection('additionalFields').optionalText('name');
		if (!parameters.flag('authenticationNeeded')) {
			return { method: 'POST', path: '/Zentrunk/URI/', body: given({ name, uri }) };
		}
		const login = { username: parameters.text('username'), password: parameters.text('password') };
		return {
			method: 'POST',
			path: '/Zentrunk/URI/',
			body: given({ name, uri, authentication_needed: true, ...login }),
			secrets: [login.password],
		};
	},
	result: (answer, parameters) => ({
		...readObject(answer),
		...sipAddress(parameters, 'uri'),
		name: parameters.collection('additionalFields').optionalText('name') ?? null,
	}),
};

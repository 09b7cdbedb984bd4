import { given } from '../../../shared/operations/given';
import type { StepsOperation } from '../../../shared/operations/operation';
import type { Parameters } from '../../../shared/operations/parameters';
import { confirmed, readObject } from '../../answers';
import type { PlivoApi } from '../../plivoApi';
import { sipAddress } from '../../sip/sipAddress';
import { authenticationNeeded, loginInputs, uriInput, uriName } from './uriFields';

/** `POST /Zentrunk/URI/` (plivo.md §2.3). */
export const create: StepsOperation<PlivoApi> = {
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
	execute: async (api, parameters) => {
		const address = sipAddress(parameters, 'uri');
		const name = parameters.collection('additionalFields').optionalText('name');
		const { login, secrets } = platformLogin(parameters);
		const answer = await api.send({
			method: 'POST',
			path: '/Zentrunk/URI/',
			body: given({ name, uri: address.uri, ...login }),
			secrets,
		});
		const uri_uuid = confirmed(api, answer, 'uri_uuid');
		return [{ json: { ...readObject(answer), uri_uuid, ...address, name: name ?? null } }];
	},
};

/** What Plivo signs in with, where it has to. */
function platformLogin(parameters: Parameters) {
	if (!parameters.flag('authenticationNeeded')) return { login: {}, secrets: [] };
	const password = parameters.text('password');
	const login = { authentication_needed: true, username: parameters.text('username'), password };
	return { login, secrets: [password] };
}

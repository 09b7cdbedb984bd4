import { given } from '../../../shared/operations/given';
import type { StepsOperation } from '../../../shared/operations/operation';
import { confirmed, readObject } from '../../answers';
import {
	generatedPasswordNotice,
	sipPasswordInput,
	sipUserNameInput,
} from '../../descriptions/sipLogin';
import type { PlivoApi } from '../../plivoApi';
import { generateSipPassword, sipPassword, sipUserName } from '../../sip/sipLogin';
import { credentialName } from './credentialFields';

/** `POST /Zentrunk/Credential/` (plivo.md §2.1). A password that was typed is not in the item; a generated one has to be. */
export const create: StepsOperation<PlivoApi> = {
	name: 'Create',
	value: 'create',
	action: 'Create SIP credential',
	description:
		'Create a user name and password that a SIP platform signs in with. A generated password stands in the item: pass it on only to that platform.',
	reveals: ['password'],
	properties: [
		sipUserNameInput(),
		{
			displayName: 'Generate Password',
			name: 'generatePassword',
			type: 'boolean',
			noDataExpression: true,
			default: true,
			description: 'Whether a strong password is made for you',
		},
		generatedPasswordNotice({ show: { generatePassword: [true] } }),
		sipPasswordInput({ displayOptions: { show: { generatePassword: [false] } } }),
		{
			displayName: 'Additional Fields',
			name: 'additionalFields',
			type: 'collection',
			placeholder: 'Add Field',
			default: {},
			options: [credentialName],
		},
	],
	execute: async (api, parameters) => {
		const username = sipUserName(parameters);
		const isGenerated = parameters.flag('generatePassword');
		const password = isGenerated ? generateSipPassword() : sipPassword(parameters);
		const name = parameters.collection('additionalFields').optionalText('name');
		const answer = await api.send({
			method: 'POST',
			path: '/Zentrunk/Credential/',
			body: given({ name, username, password }),
			secrets: [password],
		});
		const credential_uuid = confirmed(api, answer, 'credential_uuid');
		const shown = { ...readObject(answer), credential_uuid, name: name ?? null, username };
		return [{ json: isGenerated ? { ...shown, password } : shown }];
	},
};

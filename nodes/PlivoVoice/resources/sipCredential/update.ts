import { given } from '../../../shared/operations/given';
import type { RequestOperation } from '../../../shared/operations/operation';
import { readObject } from '../../answers';
import { sipCredentialLocator } from '../../descriptions/locators';
import { sipPasswordInput, sipUserNameInput } from '../../descriptions/sipLogin';
import type { PlivoApi } from '../../plivoApi';
import { sipPassword, sipUserName } from '../../sip/sipLogin';
import { credentialName } from './credentialFields';

/**
 * `POST /Zentrunk/Credential/{credential_uuid}/`. Every update writes the password: without one Plivo blanks it, and without
 * the user name beside it Plivo refuses it, so both are asked for (plivo.md §2.1).
 */
export const update: RequestOperation<PlivoApi> = {
	name: 'Update',
	value: 'update',
	action: 'Update SIP credential',
	description:
		'Change name, user name or password of a SIP credential; the last two are always set',
	properties: [
		sipCredentialLocator(),
		sipUserNameInput({ hint: 'Plivo wants it with every change: repeat it to keep it' }),
		sipPasswordInput({
			hint: 'Plivo writes the password with every change, and would blank it without one: repeat it to keep it',
		}),
		{
			displayName: 'Update Fields',
			name: 'updateFields',
			type: 'collection',
			placeholder: 'Add Field',
			default: {},
			options: [credentialName],
		},
	],
	request: (parameters) => {
		const path = `/Zentrunk/Credential/${parameters.uuid('sipCredential')}/`;
		const username = sipUserName(parameters);
		const password = sipPassword(parameters);
		const name = parameters.collection('updateFields').givenText('name');
		const body = given({ name, username, password });
		return { method: 'POST', path, body, secrets: [password] };
	},
	result: (answer, parameters) => ({
		credential_uuid: parameters.uuid('sipCredential'),
		...readObject(answer),
		...given({ name: parameters.collection('updateFields').givenText('name') }),
		username: sipUserName(parameters),
	}),
};

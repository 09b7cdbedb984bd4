import type { RequestOperation } from '../../../shared/operations/operation';
import { readObject } from '../../answers';
import { sipCredentialLocator } from '../../descriptions/locators';
import type { PlivoApi } from '../../plivoApi';

/** `GET /Zentrunk/Credential/{credential_uuid}/` (plivo.md §2.1): the password is never among what comes. */
export const get: RequestOperation<PlivoApi> = {
	name: 'Get',
	value: 'get',
	action: 'Get SIP credential',
	description: 'Get name and user name of a SIP credential; the password is never shown again',
	properties: [sipCredentialLocator()],
	request: (parameters) => ({
		method: 'GET',
		path: `/Zentrunk/Credential/${parameters.uuid('sipCredential')}/`,
	}),
	result: readObject,
};

import type { RequestOperation } from '../../../shared/operations/operation';
import { sipCredentialLocator } from '../../descriptions/locators';
import type { PlivoApi } from '../../plivoApi';

/** `DELETE /Zentrunk/Credential/{credential_uuid}/` (plivo.md §2.1). */
export const deleteCredential: RequestOperation<PlivoApi> = {
	name: 'Delete',
	value: 'delete',
	action: 'Delete SIP credential',
	description:
		'Delete a SIP credential for good; platforms that sign in with it can no longer call',
	properties: [sipCredentialLocator()],
	request: (parameters) => ({
		method: 'DELETE',
		path: `/Zentrunk/Credential/${parameters.uuid('sipCredential')}/`,
	}),
	result: (_answer, parameters) => ({
		credential_uuid: parameters.uuid('sipCredential'),
		deleted: true,
	}),
};

import type { RequestOperation } from '../../../shared/operations/operation';
import type { UltravoxApi } from '../../../shared/ultravoxApi';
import { sipRegistrationLocator } from '../../descriptions/accountLocators';
import { registrationPath } from './registrationFields';

/** `DELETE /api/sip/registrations/{registration_id}` (ultravox.md §5.4). */
export const deleteSipRegistration: RequestOperation<UltravoxApi> = {
	name: 'Delete',
	value: 'delete',
	action: 'Delete SIP registration',
	description: 'Delete a SIP registration for good: calls from that server reach no agent any more',
	properties: [sipRegistrationLocator()],
	request: (parameters) => ({ method: 'DELETE', path: registrationPath(parameters) }),
	result: (_answer, parameters) => ({
		registrationId: parameters.id('sipRegistration'),
		deleted: true,
	}),
};

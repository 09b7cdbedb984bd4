import type { RequestOperation } from '../../../shared/operations/operation';
import type { UltravoxApi } from '../../../shared/ultravoxApi';
import { sipRegistrationLocator } from '../../descriptions/accountLocators';
import { registrationPath } from './registrationFields';

/** `GET /api/sip/registrations/{registration_id}` (ultravox.md §5.4). */
export const get: RequestOperation<UltravoxApi> = {
	name: 'Get',
	value: 'get',
	action: 'Get SIP registration',
	description: 'Get a SIP registration and whether it succeeded; the password is never shown again',
	properties: [sipRegistrationLocator()],
	request: (parameters) => ({ method: 'GET', path: registrationPath(parameters) }),
};

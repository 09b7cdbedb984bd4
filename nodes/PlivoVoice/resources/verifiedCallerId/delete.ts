import type { RequestOperation } from '../../../shared/operations/operation';
import { defaultCountryOptions } from '../../descriptions/country';
import { verifiedCallerIdLocator } from '../../descriptions/locators';
import type { PlivoApi } from '../../plivoApi';
import { callerIdNumber, callerIdPath } from './callerIdFields';

/** `DELETE /VerifiedCallerId/{number}/` (plivo.md §3.5). */
export const deleteVerifiedCallerId: RequestOperation<PlivoApi> = {
	name: 'Delete',
	value: 'delete',
	action: 'Delete verified caller ID',
	description:
		'Delete a verified caller ID for good; to call from its number again, verify it anew',
	properties: [verifiedCallerIdLocator(), defaultCountryOptions],
	request: (parameters) => ({ method: 'DELETE', path: callerIdPath(callerIdNumber(parameters)) }),
	result: (_answer, parameters) => ({
		phone_number: callerIdNumber(parameters),
		deleted: true,
	}),
};

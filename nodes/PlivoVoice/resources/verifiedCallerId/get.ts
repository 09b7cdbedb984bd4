import type { RequestOperation } from '../../../shared/operations/operation';
import { defaultCountryOptions } from '../../descriptions/country';
import { verifiedCallerIdLocator } from '../../descriptions/locators';
import type { PlivoApi } from '../../plivoApi';
import { callerIdItem, callerIdNumber, callerIdPath } from './callerIdFields';

/** `GET /VerifiedCallerId/{number}/` (plivo.md §3.5). */
export const get: RequestOperation<PlivoApi> = {
	name: 'Get',
	value: 'get',
	action: 'Get verified caller ID',
	description: 'Get a number from elsewhere that calls can be made from',
	properties: [verifiedCallerIdLocator(), defaultCountryOptions],
	request: (parameters) => ({ method: 'GET', path: callerIdPath(callerIdNumber(parameters)) }),
	result: callerIdItem,
};

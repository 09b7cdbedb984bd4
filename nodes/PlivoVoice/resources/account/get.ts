import type { RequestOperation } from '../../../shared/operations/operation';
import { readObject } from '../../answers';
import type { PlivoApi } from '../../plivoApi';

/** `GET /`: the account of the credential (plivo.md §1). */
export const get: RequestOperation<PlivoApi> = {
	name: 'Get',
	value: 'get',
	action: 'Get account',
	description: 'Get the account of the credential with its credits',
	simplified: [
		'auth_id',
		'name',
		'account_type',
		'billing_mode',
		'cash_credits',
		'auto_recharge',
		'timezone',
		'address',
		'city',
		'state',
	],
	properties: [],
	request: () => ({ method: 'GET', path: '/' }),
	result: readObject,
};

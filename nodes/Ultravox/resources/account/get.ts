import type { RequestOperation } from '../../../shared/operations/operation';
import type { UltravoxApi } from '../../../shared/ultravoxApi';
import { accountFields } from './accountFields';

/** `GET /api/accounts/me` (ultravox.md §1.3). */
export const get: RequestOperation<UltravoxApi> = {
	name: 'Get',
	value: 'get',
	action: 'Get account',
	description:
		'Get the account of the credential: its calls at this moment, its limits and its plan',
	simplified: accountFields,
	properties: [],
	request: () => ({ method: 'GET', path: '/api/accounts/me' }),
};

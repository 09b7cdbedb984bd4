import type { RequestOperation } from '../../../shared/operations/operation';
import type { UltravoxApi } from '../../../shared/ultravoxApi';

/** `GET /api/accounts/me/billing` (ultravox.md §7.5). */
export const getBilling: RequestOperation<UltravoxApi> = {
	name: 'Get Billing',
	value: 'getBilling',
	action: 'Get billing of account',
	description: 'Get how the account is paid, and where bills go to',
	properties: [],
	request: () => ({ method: 'GET', path: '/api/accounts/me/billing' }),
};

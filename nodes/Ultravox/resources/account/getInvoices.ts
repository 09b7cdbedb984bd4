import type { ListOperation } from '../../../shared/operations/operation';
import type { UltravoxApi } from '../../../shared/ultravoxApi';

/** `GET /api/accounts/me/billing/invoices` (ultravox.md §1.1: at most 100 a page, without a total). */
export const getInvoices: ListOperation<UltravoxApi> = {
	name: 'Get Invoices',
	value: 'getInvoices',
	action: 'Get invoices of account',
	description: 'Get many invoices of the account',
	properties: [],
	list: () => ({ path: '/api/accounts/me/billing/invoices' }),
};

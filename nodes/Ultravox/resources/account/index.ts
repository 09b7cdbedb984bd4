import type { Resource } from '../../../shared/operations/operation';
import type { UltravoxApi } from '../../../shared/ultravoxApi';
import { get } from './get';
import { getBilling } from './getBilling';
import { getCallUsage } from './getCallUsage';
import { getConcurrency } from './getConcurrency';
import { getInvoices } from './getInvoices';
import { getMany } from './getMany';
import { getTelephonySettings } from './getTelephonySettings';
import { getTtsKeys } from './getTtsKeys';
import { getUsage } from './getUsage';
import { updateTelephonySettings } from './updateTelephonySettings';
import { updateTtsKeys } from './updateTtsKeys';

export const account: Resource<UltravoxApi> = {
	name: 'Account',
	value: 'account',
	description: 'Limits, usage, bills and keys of the Ultravox account',
	defaultOperation: 'get',
	operations: [
		get,
		getBilling,
		getCallUsage,
		getConcurrency,
		getInvoices,
		getMany,
		getTelephonySettings,
		getTtsKeys,
		getUsage,
		updateTelephonySettings,
		updateTtsKeys,
	],
};

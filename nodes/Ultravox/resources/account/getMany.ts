import type { ListOperation } from '../../../shared/operations/operation';
import type { UltravoxApi } from '../../../shared/ultravoxApi';
import { wholeList } from '../../wholeList';
import { accountFields } from './accountFields';

/** `GET /api/accounts` (ultravox.md §7.5): a bare list. */
export const getMany: ListOperation<UltravoxApi> = {
	name: 'Get Many',
	value: 'getMany',
	action: 'Get many accounts',
	description: 'Get many accounts that the credential belongs to',
	simplified: accountFields,
	properties: [],
	list: () => ({ path: '/api/accounts' }),
	objects: wholeList,
};

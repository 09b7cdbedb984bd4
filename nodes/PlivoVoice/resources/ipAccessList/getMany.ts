import type { ListOperation } from '../../../shared/operations/operation';
import type { PlivoApi } from '../../plivoApi';

/** `GET /Zentrunk/IPAccessControlList/` (plivo.md §2.2): it has no filters. */
export const getMany: ListOperation<PlivoApi> = {
	name: 'Get Many',
	value: 'getMany',
	action: 'Get many IP access lists',
	description: 'Get many IP access lists with their addresses',
	properties: [],
	list: () => ({ path: '/Zentrunk/IPAccessControlList/' }),
};

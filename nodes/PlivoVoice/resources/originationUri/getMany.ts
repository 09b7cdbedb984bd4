import type { ListOperation } from '../../../shared/operations/operation';
import type { PlivoApi } from '../../plivoApi';

/** `GET /Zentrunk/URI/` (plivo.md §2.3): it has no filters. */
export const getMany: ListOperation<PlivoApi> = {
	name: 'Get Many',
	value: 'getMany',
	action: 'Get many origination URIs',
	description: 'Get many origination URIs, without their passwords',
	properties: [],
	list: () => ({ path: '/Zentrunk/URI/' }),
};

import type { ListOperation } from '../../../shared/operations/operation';
import type { PlivoApi } from '../../plivoApi';

/** `GET /Zentrunk/Credential/` (plivo.md §2.1): it has no filters. */
export const getMany: ListOperation<PlivoApi> = {
	name: 'Get Many',
	value: 'getMany',
	action: 'Get many SIP credentials',
	description: 'Get many SIP credentials, without their passwords',
	properties: [],
	list: () => ({ path: '/Zentrunk/Credential/' }),
};

import type { ListOperation } from '../../../shared/operations/operation';
import type { UltravoxApi } from '../../../shared/ultravoxApi';

/** `GET /api/sip/registrations` (ultravox.md §5.4). */
export const getMany: ListOperation<UltravoxApi> = {
	name: 'Get Many',
	value: 'getMany',
	action: 'Get many SIP registrations',
	description: 'Get many SIP registrations, without their passwords',
	properties: [],
	list: () => ({ path: '/api/sip/registrations' }),
};

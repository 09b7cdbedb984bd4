import type { ListOperation } from '../../../shared/operations/operation';
import type { UltravoxApi } from '../../../shared/ultravoxApi';

/** `GET /api/call_throttles` (ultravox.md §6). */
export const getMany: ListOperation<UltravoxApi> = {
	name: 'Get Many',
	value: 'getMany',
	action: 'Get many call throttles',
	description: 'Get many call throttles',
	properties: [],
	list: () => ({ path: '/api/call_throttles' }),
};

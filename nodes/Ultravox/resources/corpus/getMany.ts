import type { ListOperation } from '../../../shared/operations/operation';
import type { UltravoxApi } from '../../../shared/ultravoxApi';

/** `GET /api/corpora` (ultravox.md §7.4). */
export const getMany: ListOperation<UltravoxApi> = {
	name: 'Get Many',
	value: 'getMany',
	action: 'Get many knowledge bases',
	description: 'Get many knowledge bases',
	properties: [],
	list: () => ({ path: '/api/corpora' }),
};

import type { ListOperation } from '../../../shared/operations/operation';
import type { UltravoxApi } from '../../../shared/ultravoxApi';

/** `GET /api/models` (ultravox.md §7.3). */
export const getMany: ListOperation<UltravoxApi> = {
	name: 'Get Many',
	value: 'getMany',
	action: 'Get many models',
	description: 'Get many models that agents and calls can use, by their names',
	properties: [],
	list: () => ({ path: '/api/models' }),
};

import type { Resource } from '../../../shared/operations/operation';
import type { UltravoxApi } from '../../../shared/ultravoxApi';
import { getMany } from './getMany';

export const model: Resource<UltravoxApi> = {
	name: 'Model',
	value: 'model',
	description: 'What agents think with',
	defaultOperation: 'getMany',
	operations: [getMany],
};

import type { Resource } from '../../../shared/operations/operation';
import type { UltravoxApi } from '../../../shared/ultravoxApi';
import { create } from './create';
import { deleteCallThrottle } from './delete';
import { get } from './get';
import { getMany } from './getMany';
import { update } from './update';

export const callThrottle: Resource<UltravoxApi> = {
	name: 'Call Throttle',
	value: 'callThrottle',
	description: 'A limit for how fast calls are created',
	defaultOperation: 'getMany',
	operations: [create, deleteCallThrottle, get, getMany, update],
};

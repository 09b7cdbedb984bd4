import type { Resource } from '../../../shared/operations/operation';
import type { UltravoxApi } from '../../../shared/ultravoxApi';
import { addFromItems } from './addFromItems';
import { create } from './create';
import { deleteBatch } from './delete';
import { get } from './get';
import { getCreatedCalls } from './getCreatedCalls';
import { getMany } from './getMany';
import { getScheduledCalls } from './getScheduledCalls';
import { pause } from './pause';
import { update } from './update';

export const batch: Resource<UltravoxApi> = {
	name: 'Batch',
	value: 'batch',
	description: 'Calls of an agent that Ultravox makes by itself, one after another',
	defaultOperation: 'getMany',
	operations: [
		addFromItems,
		create,
		deleteBatch,
		get,
		getCreatedCalls,
		getMany,
		getScheduledCalls,
		pause,
		update,
	],
};

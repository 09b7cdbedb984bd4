import type { Resource } from '../../../shared/operations/operation';
import type { UltravoxApi } from '../../../shared/ultravoxApi';
import { create } from './create';
import { deleteAgent } from './delete';
import { duplicate } from './duplicate';
import { get } from './get';
import { getCalls } from './getCalls';
import { getMany } from './getMany';
import { getUsage } from './getUsage';
import { update } from './update';

export const agent: Resource<UltravoxApi> = {
	name: 'Agent',
	value: 'agent',
	description: 'A voice agent: its prompt, voice, tools and settings',
	defaultOperation: 'getMany',
	operations: [create, deleteAgent, duplicate, get, getCalls, getMany, getUsage, update],
};

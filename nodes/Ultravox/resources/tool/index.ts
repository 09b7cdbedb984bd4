import type { Resource } from '../../../shared/operations/operation';
import type { UltravoxApi } from '../../../shared/ultravoxApi';
import { create } from './create';
import { deleteTool } from './delete';
import { get } from './get';
import { getHistory } from './getHistory';
import { getMany } from './getMany';
import { test } from './testTool';
import { update } from './update';

export const tool: Resource<UltravoxApi> = {
	name: 'Tool',
	value: 'tool',
	description: 'What agents can do besides talking',
	defaultOperation: 'getMany',
	operations: [create, deleteTool, get, getHistory, getMany, test, update],
};

import type { Resource } from '../../../shared/operations/operation';
import type { UltravoxApi } from '../../../shared/ultravoxApi';
import { create } from './create';
import { deleteCorpus } from './delete';
import { get } from './get';
import { getMany } from './getMany';
import { query } from './query';
import { update } from './update';

export const corpus: Resource<UltravoxApi> = {
	name: 'Knowledge',
	value: 'corpus',
	description: 'Documents that agents look things up in (a corpus)',
	defaultOperation: 'query',
	operations: [create, deleteCorpus, get, getMany, query, update],
};

import type { Resource } from '../../../shared/operations/operation';
import type { UltravoxApi } from '../../../shared/ultravoxApi';
import { create } from './create';
import { deleteSource } from './delete';
import { get } from './get';
import { getDocument } from './getDocument';
import { getMany } from './getMany';
import { getManyDocuments } from './getManyDocuments';
import { update } from './update';
import { uploadFile } from './uploadFile';

export const corpusSource: Resource<UltravoxApi> = {
	name: 'Knowledge Source',
	value: 'corpusSource',
	description: 'Where the documents of a body of knowledge come from',
	defaultOperation: 'getMany',
	operations: [
		create,
		deleteSource,
		get,
		getDocument,
		getMany,
		getManyDocuments,
		update,
		uploadFile,
	],
};

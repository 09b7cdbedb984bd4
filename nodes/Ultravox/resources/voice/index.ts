import type { Resource } from '../../../shared/operations/operation';
import type { UltravoxApi } from '../../../shared/ultravoxApi';
import { clone } from './clone';
import { create } from './create';
import { deleteVoice } from './delete';
import { get } from './get';
import { getMany } from './getMany';
import { preview } from './preview';
import { previewExternal } from './previewExternal';
import { update } from './update';

export const voice: Resource<UltravoxApi> = {
	name: 'Voice',
	value: 'voice',
	description: 'What agents speak with',
	defaultOperation: 'getMany',
	operations: [clone, create, deleteVoice, get, getMany, preview, previewExternal, update],
};

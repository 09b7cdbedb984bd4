import type { Resource } from '../../../shared/operations/operation';
import type { PlivoApi } from '../../plivoApi';
import { create } from './create';
import { deleteApplication } from './delete';
import { get } from './get';
import { getMany } from './getMany';
import { update } from './update';

export const application: Resource<PlivoApi> = {
	name: 'Application',
	value: 'application',
	description: 'What happens with calls to its numbers',
	defaultOperation: 'getMany',
	operations: [create, deleteApplication, get, getMany, update],
};

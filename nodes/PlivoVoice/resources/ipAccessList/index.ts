import type { Resource } from '../../../shared/operations/operation';
import type { PlivoApi } from '../../plivoApi';
import { addAddress } from './addAddress';
import { create } from './create';
import { deleteList } from './delete';
import { get } from './get';
import { getMany } from './getMany';
import { removeAddress } from './removeAddress';
import { update } from './update';

export const ipAccessList: Resource<PlivoApi> = {
	name: 'IP Access List',
	value: 'ipAccessList',
	description: 'The addresses from which an outbound trunk takes calls',
	defaultOperation: 'create',
	operations: [addAddress, create, deleteList, get, getMany, removeAddress, update],
};

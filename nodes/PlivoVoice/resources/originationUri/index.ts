import type { Resource } from '../../../shared/operations/operation';
import type { PlivoApi } from '../../plivoApi';
import { create } from './create';
import { deleteUri } from './delete';
import { get } from './get';
import { getMany } from './getMany';
import { update } from './update';

export const originationUri: Resource<PlivoApi> = {
	name: 'Origination URI',
	value: 'originationUri',
	description: 'The SIP address of your platform, where an inbound trunk sends calls',
	defaultOperation: 'create',
	operations: [create, deleteUri, get, getMany, update],
};

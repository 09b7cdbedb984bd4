import type { Resource } from '../../../shared/operations/operation';
import type { PlivoApi } from '../../plivoApi';
import { create } from './create';
import { deleteCredential } from './delete';
import { get } from './get';
import { getMany } from './getMany';
import { update } from './update';

export const sipCredential: Resource<PlivoApi> = {
	name: 'SIP Credential',
	value: 'sipCredential',
	description: 'User name and password with which a platform signs in to an outbound trunk',
	defaultOperation: 'create',
	operations: [create, deleteCredential, get, getMany, update],
};

import type { Resource } from '../../../shared/operations/operation';
import type { PlivoApi } from '../../plivoApi';
import { create } from './create';
import { deleteTrunk } from './delete';
import { get } from './get';
import { getMany } from './getMany';
import { provision } from './provision';
import { update } from './update';

export const trunk: Resource<PlivoApi> = {
	name: 'Trunk',
	value: 'trunk',
	description: 'A SIP connection between Plivo and your platform',
	defaultOperation: 'getMany',
	operations: [create, deleteTrunk, get, getMany, provision, update],
};

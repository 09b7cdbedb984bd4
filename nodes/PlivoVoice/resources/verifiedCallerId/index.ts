import type { Resource } from '../../../shared/operations/operation';
import type { PlivoApi } from '../../plivoApi';
import { confirm } from './confirm';
import { deleteVerifiedCallerId } from './delete';
import { get } from './get';
import { getMany } from './getMany';
import { startVerification } from './startVerification';
import { update } from './update';

export const verifiedCallerId: Resource<PlivoApi> = {
	name: 'Verified Caller ID',
	value: 'verifiedCallerId',
	description: 'A number from elsewhere that calls can be made from',
	defaultOperation: 'getMany',
	operations: [confirm, deleteVerifiedCallerId, get, getMany, startVerification, update],
};

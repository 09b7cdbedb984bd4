import type { Resource } from '../../../shared/operations/operation';
import type { PhoneAgentApi } from '../../phoneAgentApi';
import { connectToNumber } from './connectToNumber';
import { create } from './create';
import { deleteAgent } from './delete';
import { get } from './get';
import { getMany } from './getMany';
import { update } from './update';

export const agent: Resource<PhoneAgentApi> = {
	name: 'Agent',
	value: 'agent',
	description: 'An agent that talks on the phone, described in a few fields',
	defaultOperation: 'create',
	operations: [connectToNumber, create, deleteAgent, get, getMany, update],
};

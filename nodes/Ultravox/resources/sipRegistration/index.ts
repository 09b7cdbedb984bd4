import type { Resource } from '../../../shared/operations/operation';
import type { UltravoxApi } from '../../../shared/ultravoxApi';
import { create } from './create';
import { deleteSipRegistration } from './delete';
import { get } from './get';
import { getMany } from './getMany';
import { update } from './update';

export const sipRegistration: Resource<UltravoxApi> = {
	name: 'SIP Registration',
	value: 'sipRegistration',
	description: 'A SIP server that Ultravox registers with, to take its calls',
	defaultOperation: 'getMany',
	operations: [create, deleteSipRegistration, get, getMany, update],
};

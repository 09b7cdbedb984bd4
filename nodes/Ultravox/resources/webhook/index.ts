import type { Resource } from '../../../shared/operations/operation';
import type { UltravoxApi } from '../../../shared/ultravoxApi';
import { create } from './create';
import { deleteWebhook } from './delete';
import { get } from './get';
import { getMany } from './getMany';
import { update } from './update';

export const webhook: Resource<UltravoxApi> = {
	name: 'Webhook',
	value: 'webhook',
	description: 'An address that Ultravox tells what happens to calls',
	defaultOperation: 'getMany',
	operations: [create, deleteWebhook, get, getMany, update],
};

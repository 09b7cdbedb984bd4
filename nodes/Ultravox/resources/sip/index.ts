import type { Resource } from '../../../shared/operations/operation';
import type { UltravoxApi } from '../../../shared/ultravoxApi';
import { getConfiguration } from './getConfiguration';
import { updateConfiguration } from './updateConfiguration';

export const sip: Resource<UltravoxApi> = {
	name: 'SIP',
	value: 'sip',
	description: 'Which SIP calls reach which agents',
	defaultOperation: 'getConfiguration',
	operations: [getConfiguration, updateConfiguration],
};

import type { Resource } from '../../../shared/operations/operation';
import type { PlivoApi } from '../../plivoApi';
import { get } from './get';
import { getInsights } from './getInsights';
import { getMany } from './getMany';

export const trunkCall: Resource<PlivoApi> = {
	name: 'Trunk Call',
	value: 'trunkCall',
	description: 'A finished call over a SIP trunk',
	defaultOperation: 'getMany',
	operations: [get, getInsights, getMany],
};

import type { Resource } from '../../../shared/operations/operation';
import type { PlivoApi } from '../../plivoApi';
import { get } from './get';
import { getPricing } from './getPricing';

export const account: Resource<PlivoApi> = {
	name: 'Account',
	value: 'account',
	description: 'Your Plivo account and its prices',
	defaultOperation: 'get',
	operations: [get, getPricing],
};

import type { Resource } from '../../../shared/operations/operation';
import type { PlivoApi } from '../../plivoApi';
import { assignToApplication } from './assignToApplication';
import { assignToTrunk } from './assignToTrunk';
import { buy } from './buy';
import { get } from './get';
import { getMany } from './getMany';
import { search } from './search';
import { unrent } from './unrent';
import { update } from './update';

export const number: Resource<PlivoApi> = {
	name: 'Number',
	value: 'number',
	description: 'A phone number that you rent from Plivo, or can rent',
	defaultOperation: 'getMany',
	operations: [assignToApplication, assignToTrunk, buy, get, getMany, search, unrent, update],
};

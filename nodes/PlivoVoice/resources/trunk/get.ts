import type { RequestOperation } from '../../../shared/operations/operation';
import { trunkLocator } from '../../descriptions/locators';
import type { PlivoApi } from '../../plivoApi';
import { simplifiedTrunk, trunkItem } from './trunkItem';

/** `GET /Zentrunk/Trunk/{trunk_id}/` (plivo.md §2.4). */
export const get: RequestOperation<PlivoApi> = {
	name: 'Get',
	value: 'get',
	action: 'Get trunk',
	description: 'Get a SIP trunk with its domain',
	simplified: simplifiedTrunk,
	properties: [trunkLocator()],
	request: (parameters) => ({
		method: 'GET',
		path: `/Zentrunk/Trunk/${parameters.decimalId('trunk')}/`,
	}),
	result: trunkItem,
};

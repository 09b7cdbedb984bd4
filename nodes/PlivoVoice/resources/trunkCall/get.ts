import type { RequestOperation } from '../../../shared/operations/operation';
import { trunkCallLocator } from '../../descriptions/locators';
import type { PlivoApi } from '../../plivoApi';
import { trunkCallItem } from './trunkCallItem';

/** `GET /Zentrunk/Call/{call_uuid}/` (plivo.md §2.5). */
export const get: RequestOperation<PlivoApi> = {
	name: 'Get',
	value: 'get',
	action: 'Get trunk call',
	description:
		'Get the record of a finished SIP trunk call: who, when, how long, how it ended, cost',
	simplified: ['call'],
	properties: [trunkCallLocator()],
	request: (parameters) => ({
		method: 'GET',
		path: `/Zentrunk/Call/${parameters.uuid('trunkCall')}/`,
	}),
	result: trunkCallItem,
};

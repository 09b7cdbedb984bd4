import type { RequestOperation } from '../../../shared/operations/operation';
import { readObject } from '../../answers';
import { applicationLocator } from '../../descriptions/locators';
import type { PlivoApi } from '../../plivoApi';
import { simplifiedApplication } from './simplifiedApplication';

/** `GET /Application/{app_id}/` (plivo.md §4). */
export const get: RequestOperation<PlivoApi> = {
	name: 'Get',
	value: 'get',
	action: 'Get application',
	description: 'Get a voice application',
	simplified: simplifiedApplication,
	properties: [applicationLocator()],
	request: (parameters) => ({
		method: 'GET',
		path: `/Application/${parameters.decimalId('application')}/`,
	}),
	result: readObject,
};

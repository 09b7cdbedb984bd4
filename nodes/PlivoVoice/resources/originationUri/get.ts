import type { RequestOperation } from '../../../shared/operations/operation';
import { readObject } from '../../answers';
import { originationUriLocator } from '../../descriptions/locators';
import type { PlivoApi } from '../../plivoApi';

/** `GET /Zentrunk/URI/{uri_uuid}/` (plivo.md §2.3). */
export const get: RequestOperation<PlivoApi> = {
	name: 'Get',
	value: 'get',
	action: 'Get origination URI',
	description: 'Get an origination URI, without its password',
	properties: [originationUriLocator()],
	request: (parameters) => ({
		method: 'GET',
		path: `/Zentrunk/URI/${parameters.uuid('originationUri')}/`,
	}),
	result: readObject,
};

import type { RequestOperation } from '../../../shared/operations/operation';
import { readObject } from '../../answers';
import { ipAccessListLocator } from '../../descriptions/locators';
import type { PlivoApi } from '../../plivoApi';

/** `GET /Zentrunk/IPAccessControlList/{ipacl_uuid}/` (plivo.md §2.2). */
export const get: RequestOperation<PlivoApi> = {
	name: 'Get',
	value: 'get',
	action: 'Get IP access list',
	description: 'Get an IP access list with its addresses',
	properties: [ipAccessListLocator()],
	request: (parameters) => ({
		method: 'GET',
		path: `/Zentrunk/IPAccessControlList/${parameters.uuid('ipAccessList')}/`,
	}),
	result: readObject,
};

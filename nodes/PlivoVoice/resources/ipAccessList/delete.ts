import type { RequestOperation } from '../../../shared/operations/operation';
import { ipAccessListLocator } from '../../descriptions/locators';
import type { PlivoApi } from '../../plivoApi';

/** `DELETE /Zentrunk/IPAccessControlList/{ipacl_uuid}/` (plivo.md §2.2). */
export const deleteList: RequestOperation<PlivoApi> = {
	name: 'Delete',
	value: 'delete',
	action: 'Delete IP access list',
	description: 'Delete an IP access list for good; platforms it lets in can no longer call',
	properties: [ipAccessListLocator()],
	request: (parameters) => ({
		method: 'DELETE',
		path: `/Zentrunk/IPAccessControlList/${parameters.uuid('ipAccessList')}/`,
	}),
	result: (_answer, parameters) => ({
		ipacl_uuid: parameters.uuid('ipAccessList'),
		deleted: true,
	}),
};

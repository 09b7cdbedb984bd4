import { given } from '../../../shared/operations/given';
import type { RequestOperation } from '../../../shared/operations/operation';
import { readObject } from '../../answers';
import type { PlivoApi } from '../../plivoApi';
import { ipAddresses } from '../../sip/ipAddresses';
import { addressesInput, listName } from './listFields';

/** `POST /Zentrunk/IPAccessControlList/` (plivo.md §2.2). */
export const create: RequestOperation<PlivoApi> = {
	name: 'Create',
	value: 'create',
	action: 'Create IP access list',
	description: 'Create a list of the addresses that SIP calls may come from',
	properties: [
		addressesInput({ required: true }),
		{
			displayName: 'Additional Fields',
			name: 'additionalFields',
			type: 'collection',
			placeholder: 'Add Field',
			default: {},
			options: [listName],
		},
	],
	request: (parameters) => ({
		method: 'POST',
		path: '/Zentrunk/IPAccessControlList/',
		body: given({
			name: parameters.collection('additionalFields').optionalText('name'),
			ip_addresses: ipAddresses(parameters),
		}),
	}),
	result: (answer, parameters) => ({
		...readObject(answer),
		name: parameters.collection('additionalFields').optionalText('name') ?? null,
		ip_addresses: ipAddresses(parameters),
	}),
};

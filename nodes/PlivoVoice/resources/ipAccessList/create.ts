import { given } from '../../../shared/operations/given';
import type { StepsOperation } from '../../../shared/operations/operation';
import { confirmed, readObject } from '../../answers';
import type { PlivoApi } from '../../plivoApi';
import { ipAddresses } from '../../sip/ipAddresses';
import { hinted, wideRangeHint } from '../../sip/rangeHints';
import { addressesInput, listName } from './listFields';

/** `POST /Zentrunk/IPAccessControlList/` (plivo.md §2.2). */
export const create: StepsOperation<PlivoApi> = {
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
	execute: async (api, parameters) => {
		const ip_addresses = ipAddresses(parameters);
		const name = parameters.collection('additionalFields').optionalText('name');
		const answer = await api.send({
			method: 'POST',
			path: '/Zentrunk/IPAccessControlList/',
			body: given({ name, ip_addresses }),
		});
		const ipacl_uuid = confirmed(api, answer, 'ipacl_uuid');
		const item = { ...readObject(answer), ipacl_uuid, name: name ?? null, ip_addresses };
		return [{ json: { ...item, ...hinted(api, wideRangeHint(ip_addresses)) } }];
	},
};

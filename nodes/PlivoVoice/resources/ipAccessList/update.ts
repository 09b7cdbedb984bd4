import { given } from '../../../shared/operations/given';
import type { StepsOperation } from '../../../shared/operations/operation';
import type { Parameters } from '../../../shared/operations/parameters';
import { readObject } from '../../answers';
import { ipAccessListLocator } from '../../descriptions/locators';
import type { PlivoApi } from '../../plivoApi';
import { ipAddresses } from '../../sip/ipAddresses';
import { hinted, wideRangeHint } from '../../sip/rangeHints';
import { addressesInput, listName } from './listFields';

function changes(parameters: Parameters) {
	const fields = parameters.collection('updateFields');
	return given({
		name: fields.givenText('name'),
		ip_addresses: fields.has('ipAddresses') ? ipAddresses(fields) : undefined,
	});
}

/** `POST /Zentrunk/IPAccessControlList/{ipacl_uuid}/`: the addresses replace all that were there (plivo.md §2.2). */
export const update: StepsOperation<PlivoApi> = {
	name: 'Update',
	value: 'update',
	action: 'Update IP access list',
	description: 'Rename an IP access list, or replace all of its addresses',
	properties: [
		ipAccessListLocator(),
		{
			displayName: 'Update Fields',
			name: 'updateFields',
			type: 'collection',
			placeholder: 'Add Field',
			default: {},
			options: [
				addressesInput({
					description:
						'The whole list: addresses that are not in it are no longer let in. To change single ones, use Add Address or Remove Address.',
				}),
				listName,
			],
		},
	],
	execute: async (api, parameters) => {
		const ipacl_uuid = parameters.uuid('ipAccessList');
		const body = changes(parameters);
		if (Object.keys(body).length === 0) throw parameters.problem('updateFields', 'are empty');
		const path = `/Zentrunk/IPAccessControlList/${ipacl_uuid}/`;
		const answer = await api.send({ method: 'POST', path, body });
		const hint = wideRangeHint((body.ip_addresses ?? []) as string[]);
		return [{ json: { ipacl_uuid, ...readObject(answer), ...body, ...hinted(api, hint) } }];
	},
};

import { given } from '../../../shared/operations/given';
import type { StepsOperation } from '../../../shared/operations/operation';
import { readObject } from '../../answers';
import {
	ipAccessListLocator,
	originationUriLocator,
	sipCredentialLocator,
	trunkLocator,
} from '../../descriptions/locators';
import type { PlivoApi } from '../../plivoApi';
import { trunkSettings } from './trunkFields';
import { trunkItem } from './trunkItem';

/**
 * `POST /Zentrunk/Trunk/{trunk_id}/`. Plivo answers 400 without the direction, which never changes, so the trunk is read first
 * and its direction sent along (plivo.md §2.4).
 */
export const update: StepsOperation<PlivoApi> = {
	name: 'Update',
	value: 'update',
	action: 'Update trunk',
	description: 'Change what a SIP trunk leads to, who may use it, or switch it on and off',
	properties: [
		trunkLocator(),
		{
			displayName: 'Update Fields',
			name: 'updateFields',
			type: 'collection',
			placeholder: 'Add Field',
			default: {},
			options: [
				originationUriLocator({
					displayName: 'Fallback URI',
					name: 'fallbackUri',
					required: false,
					description: 'Where calls go when the primary URI cannot take them',
				}),
				ipAccessListLocator({ required: false }),
				originationUriLocator({
					displayName: 'Primary URI',
					name: 'primaryUri',
					required: false,
					description: 'Where calls to the numbers of this trunk go',
				}),
				...trunkSettings,
				sipCredentialLocator({ required: false }),
			],
		},
	],
	execute: async (api, parameters) => {
		const path = `/Zentrunk/Trunk/${parameters.decimalId('trunk')}/`;
		const fields = parameters.collection('updateFields');
		const changes = given({
			name: fields.givenText('name'),
			trunk_status: fields.optionalChoice('trunkStatus'),
			secure: fields.optionalFlag('secure'),
			primary_uri_uuid: fields.optionalUuid('primaryUri'),
			fallback_uri_uuid: fields.optionalUuid('fallbackUri'),
			credential_uuid: fields.optionalUuid('sipCredential'),
			ipacl_uuid: fields.optionalUuid('ipAccessList'),
		});
		if (Object.keys(changes).length === 0) throw parameters.problem('updateFields', 'are empty');
		const trunk = readObject(await api.send({ method: 'GET', path }));
		const direction = trunk.trunk_direction;
		const foreign =
			direction === 'outbound' ? ['primaryUri', 'fallbackUri'] : ['sipCredential', 'ipAccessList'];
		const misplaced = foreign.find((name) => fields.optionalId(name) !== undefined);
		if (misplaced !== undefined) {
			throw fields.problem(misplaced, `does not go with this trunk: it is ${String(direction)}`);
		}
		const body = { trunk_direction: direction, ...changes };
		const answer = await api.send({ method: 'POST', path, body });
		return [{ json: { ...trunkItem({ ...trunk, ...body }), message: answer.message ?? null } }];
	},
};

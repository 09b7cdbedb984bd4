import type { IDataObject } from 'n8n-workflow';
import { given } from '../../../shared/operations/given';
import type { StepsOperation } from '../../../shared/operations/operation';
import type { Parameters } from '../../../shared/operations/parameters';
import { readObject } from '../../answers';
import {
	ipAccessListLocator,
	originationUriLocator,
	sipCredentialLocator,
	trunkLocator,
} from '../../descriptions/locators';
import type { PlivoApi } from '../../plivoApi';
import { refusal } from '../../../shared/refusal';
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
		const read = await api.send({ method: 'GET', path });
		const trunk = readObject(read);
		const direction = trunk.trunk_direction;
		if (direction !== 'inbound' && direction !== 'outbound') {
			throw refusal(
				api,
				'Plivo did not tell the direction of the trunk, so nothing was changed',
				'Plivo takes no change without it: change the trunk in the Plivo console',
				read,
			);
		}
		refuseForeign(fields, direction);
		refuseSameUris(fields, { ...trunk, ...changes });
		const body = { trunk_direction: direction, ...changes };
		const answer = await api.send({ method: 'POST', path, body });
		return [{ json: { ...trunkItem({ ...trunk, ...body }), message: answer.message ?? null } }];
	},
};

function refuseForeign(fields: Parameters, direction: 'inbound' | 'outbound'): void {
	const foreign =
		direction === 'outbound' ? ['primaryUri', 'fallbackUri'] : ['sipCredential', 'ipAccessList'];
	const misplaced = foreign.find((name) => fields.optionalId(name) !== undefined);
	if (misplaced === undefined) return;
	throw fields.problem(misplaced, `does not go with this trunk: it is ${direction}`);
}

/** @param after the trunk as it would be */
function refuseSameUris(
	fields: Parameters,
	{ primary_uri_uuid: primary, fallback_uri_uuid: fallback }: IDataObject,
): void {
	const isSame = typeof primary === 'string' && primary !== '' && primary === fallback;
	const changed = ['fallbackUri', 'primaryUri'].find((name) => fields.optionalId(name));
	if (!isSame || changed === undefined) return;
	throw fields.problem(
		changed,
		`is the ${changed === 'primaryUri' ? 'fallback' : 'primary'} URI of the trunk, too`,
		'Choose another one: the same URI would be tried twice',
	);
}

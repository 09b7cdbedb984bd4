import { given } from '../../../shared/operations/given';
import type { StepsOperation } from '../../../shared/operations/operation';
import type { Parameters } from '../../../shared/operations/parameters';
import { confirmed, readObject } from '../../answers';
import {
	ipAccessListLocator,
	originationUriLocator,
	sipCredentialLocator,
} from '../../descriptions/locators';
import type { PlivoApi } from '../../plivoApi';
import { trunkDirection, trunkSettings } from './trunkFields';
import { trunkItem } from './trunkItem';

const inbound = { show: { trunkDirection: ['inbound'] } };
const outbound = { show: { trunkDirection: ['outbound'] } };

/** `POST /Zentrunk/Trunk/` (plivo.md §2.4): an inbound trunk leads to a URI, an outbound one lets a SIP client in. */
export const create: StepsOperation<PlivoApi> = {
	name: 'Create',
	value: 'create',
	action: 'Create trunk',
	description: 'Create a SIP trunk, for calls from Plivo to your platform or the other way',
	properties: [
		trunkDirection,
		originationUriLocator({
			displayName: 'Primary URI',
			name: 'primaryUri',
			description: 'Where calls to the numbers of this trunk go',
			displayOptions: inbound,
		}),
		originationUriLocator({
			displayName: 'Fallback URI',
			name: 'fallbackUri',
			required: false,
			description: 'Where calls go when the primary URI cannot take them',
			displayOptions: inbound,
		}),
		sipCredentialLocator({
			required: false,
			description: 'User name and password your platform signs in with',
			hint: 'An outbound trunk needs a SIP credential, an IP access list, or both',
			displayOptions: outbound,
		}),
		ipAccessListLocator({
			required: false,
			description: 'The addresses your platform calls from',
			displayOptions: outbound,
		}),
		{
			displayName: 'Additional Fields',
			name: 'additionalFields',
			type: 'collection',
			placeholder: 'Add Field',
			default: {},
			options: trunkSettings,
		},
	],
	execute: async (api, parameters) => {
		const settings = parameters.collection('additionalFields');
		const direction = parameters.choice('trunkDirection');
		const answer = await api.send({
			method: 'POST',
			path: '/Zentrunk/Trunk/',
			body: given({
				trunk_direction: direction,
				name: settings.optionalText('name'),
				trunk_status: settings.optionalChoice('trunkStatus'),
				secure: settings.optionalFlag('secure'),
				...(direction === 'inbound' ? uris(parameters) : authentication(parameters)),
			}),
		});
		const trunk_id = confirmed(api, answer, 'trunk_id');
		return [{ json: trunkItem({ ...readObject(answer), trunk_id }) }];
	},
};

function uris(parameters: Parameters) {
	const primary = parameters.uuid('primaryUri');
	const fallback = parameters.optionalUuid('fallbackUri');
	if (primary === fallback) {
		throw parameters.problem(
			'fallbackUri',
			"is the same as 'Primary URI'",
			'Choose another one, or none: the same URI would be tried twice',
		);
	}
	return { primary_uri_uuid: primary, fallback_uri_uuid: fallback };
}

function authentication(parameters: Parameters) {
	const credential = parameters.optionalUuid('sipCredential');
	const list = parameters.optionalUuid('ipAccessList');
	if (credential === undefined && list === undefined) {
		throw parameters.problem(
			'sipCredential',
			"and 'IP Access List' are both empty",
			'An outbound trunk needs one of them, or anybody could call at your cost',
		);
	}
	return { credential_uuid: credential, ipacl_uuid: list };
}

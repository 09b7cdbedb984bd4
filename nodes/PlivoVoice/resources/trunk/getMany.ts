import { given } from '../../../shared/operations/given';
import type { ListOperation } from '../../../shared/operations/operation';
import {
	ipAccessListLocator,
	originationUriLocator,
	sipCredentialLocator,
} from '../../descriptions/locators';
import type { PlivoApi } from '../../plivoApi';
import { trunkDirection, trunkSettings } from './trunkFields';
import { simplifiedTrunk, trunkItem } from './trunkItem';

/** `GET /Zentrunk/Trunk/` with its filters (plivo.md §2.4): Plivo has none for the name. */
export const getMany: ListOperation<PlivoApi> = {
	name: 'Get Many',
	value: 'getMany',
	action: 'Get many trunks',
	description: 'Get many SIP trunks',
	simplified: simplifiedTrunk,
	properties: [
		{
			displayName: 'Filters',
			name: 'filters',
			type: 'collection',
			placeholder: 'Add Filter',
			default: {},
			options: [
				trunkDirection,
				originationUriLocator({
					displayName: 'Fallback URI',
					name: 'fallbackUri',
					required: false,
				}),
				ipAccessListLocator({ required: false }),
				originationUriLocator({ displayName: 'Primary URI', name: 'primaryUri', required: false }),
				...trunkSettings.filter(({ name }) => name !== 'name'),
				sipCredentialLocator({ required: false }),
			],
		},
	],
	list: (parameters) => {
		const filters = parameters.collection('filters');
		return {
			path: '/Zentrunk/Trunk/',
			query: given({
				trunk_direction: filters.optionalChoice('trunkDirection'),
				trunk_status: filters.optionalChoice('trunkStatus'),
				secure: filters.optionalFlag('secure'),
				primary_uri_uuid: filters.optionalUuid('primaryUri'),
				fallback_uri_uuid: filters.optionalUuid('fallbackUri'),
				credential_uuid: filters.optionalUuid('sipCredential'),
				ipacl_uuid: filters.optionalUuid('ipAccessList'),
			}),
		};
	},
	item: trunkItem,
};

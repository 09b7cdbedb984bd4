import { given } from '../../../shared/operations/given';
import type { ListOperation } from '../../../shared/operations/operation';
import type { UltravoxApi } from '../../../shared/ultravoxApi';
import { checkedLanguage, language, voiceFields } from './voiceFields';

/** `GET /api/voices` with its filters (ultravox.md §7.2). */
export const getMany: ListOperation<UltravoxApi> = {
	name: 'Get Many',
	value: 'getMany',
	action: 'Get many voices',
	description: 'Get many voices: your own, and those that everybody can use',
	simplified: voiceFields,
	properties: [
		{
			displayName: 'Filters',
			name: 'filters',
			type: 'collection',
			placeholder: 'Add Filter',
			default: {},
			options: [
				{
					displayName: 'Billing',
					name: 'billingStyle',
					type: 'options',
					options: [
						{
							name: 'Billed by Provider',
							value: 'VOICE_BILLING_STYLE_EXTERNAL',
							description: 'The provider bills them besides the call',
						},
						{
							name: 'Included',
							value: 'VOICE_BILLING_STYLE_INCLUDED',
							description: 'They cost nothing besides the call',
						},
					],
					default: 'VOICE_BILLING_STYLE_INCLUDED',
				},
				language('primaryLanguage', 'Voices of this language; others of the same one come last'),
				{
					displayName: 'Ownership',
					name: 'ownership',
					type: 'options',
					options: [
						{ name: 'Private', value: 'private', description: 'Those of your account' },
						{ name: 'Public', value: 'public', description: 'Those that everybody can use' },
					],
					default: 'private',
				},
				{
					displayName: 'Providers',
					name: 'provider',
					type: 'multiOptions',
					options: [
						{ name: 'Cartesia', value: 'cartesia' },
						{ name: 'ElevenLabs', value: 'eleven_labs' },
						{ name: 'Google', value: 'google' },
						{ name: 'Inworld', value: 'inworld' },
						{ name: 'LMNT', value: 'lmnt' },
						{ name: 'Respeecher', value: 'respeecher' },
					],
					default: [],
					description: 'Only voices that one of these makes',
				},
				{
					displayName: 'Search',
					name: 'search',
					type: 'string',
					default: '',
					placeholder: 'e.g. Mark',
					description: 'Only voices that Ultravox finds with this text',
				},
			],
		},
	],
	list: (parameters) => {
		const filters = parameters.collection('filters');
		const providers = filters.choices('provider');
		return {
			path: '/api/voices',
			query: given({
				billingStyle: filters.optionalChoice('billingStyle'),
				ownership: filters.optionalChoice('ownership'),
				primaryLanguage: checkedLanguage(filters, 'primaryLanguage'),
				provider: providers.length === 0 ? undefined : providers,
				search: filters.optionalText('search'),
			}),
		};
	},
};

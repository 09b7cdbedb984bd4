import type { IDataObject, INodeProperties } from 'n8n-workflow';
import type { StepsOperation } from '../../../shared/operations/operation';
import type { Parameters } from '../../../shared/operations/parameters';
import { confirmed } from '../../../shared/ultravoxAnswers';
import type { UltravoxApi } from '../../../shared/ultravoxApi';

const PROVIDERS = [
	{ name: 'Cartesia', value: 'cartesia' },
	{ name: 'ElevenLabs', value: 'elevenLabs' },
	{ name: 'Google', value: 'google' },
	{ name: 'Inworld', value: 'inworld' },
	{ name: 'LMNT', value: 'lmnt' },
	{ name: 'Respeecher', value: 'respeecher' },
];

const keyField = ({ name, value }: (typeof PROVIDERS)[number]): INodeProperties => ({
	displayName: value === 'google' ? 'Google Service Account Key' : `${name} API Key`,
	name: value,
	type: 'string',
	typeOptions: { password: true },
	default: '',
	...(value === 'google'
		? { description: 'The whole JSON of a service account key with the Text-to-Speech API' }
		: {}),
});

/** `PATCH /api/accounts/me/tts_api_keys` (ultravox.md §7.5): keys are written, and never read again. */
export const updateTtsKeys: StepsOperation<UltravoxApi> = {
	name: 'Update TTS Keys',
	value: 'updateTtsKeys',
	action: 'Update TTS keys of account',
	description:
		'Give Ultravox keys of voice providers, or remove them. Agents with voices of a provider stay silent without its key.',
	properties: [
		{
			displayName: 'Update Fields',
			name: 'updateFields',
			type: 'collection',
			placeholder: 'Add Field',
			default: {},
			options: [
				...PROVIDERS.map(keyField),
				{
					displayName: 'Remove Keys Of',
					name: 'removeKeys',
					type: 'multiOptions',
					options: PROVIDERS,
					default: [],
					description: 'Providers whose key Ultravox is to forget',
				},
			],
		},
	],
	execute: async (api, parameters) => {
		const fields = parameters.collection('updateFields');
		const keys = givenKeys(fields);
		const removed = fields.choices('removeKeys');
		const both = removed.find((provider) => provider in keys);
		if (both !== undefined) {
			throw fields.problem('removeKeys', `has a provider whose key is given as well: ${both}`);
		}
		const body: IDataObject = { ...keys, ...Object.fromEntries(removed.map((one) => [one, null])) };
		if (Object.keys(body).length === 0) throw parameters.problem('updateFields', 'are empty');
		const secrets = [...Object.values(keys), ...privateKey(keys.google)];
		const answer = await api.send({
			method: 'PATCH',
			path: '/api/accounts/me/tts_api_keys',
			body,
			secrets,
		});
		for (const provider of Object.keys(keys)) confirmed(api, answer, provider);
		return [{ json: answer }];
	},
};

function givenKeys(fields: Parameters): Record<string, string> {
	const keys: Record<string, string> = {};
	for (const { value: provider } of PROVIDERS) {
		const key = provider === 'google' ? googleKey(fields) : fields.optionalText(provider);
		if (key !== undefined) keys[provider] = key;
	}
	return keys;
}

/** Google's key is a JSON file, which an expression may give as an object. */
function googleKey(fields: Parameters): string | undefined {
	const key = fields.optionalObject('google');
	return key === undefined ? undefined : JSON.stringify(key);
}

/** The private key by itself: a refusal may repeat only this of the whole file. */
function privateKey(google: string | undefined): string[] {
	const { private_key: key } = JSON.parse(google ?? '{}') as IDataObject;
	return typeof key === 'string' ? [key] : [];
}

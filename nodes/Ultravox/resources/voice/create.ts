import { given } from '../../../shared/operations/given';
import type { RequestOperation } from '../../../shared/operations/operation';
import type { UltravoxApi } from '../../../shared/ultravoxApi';
import { secretTexts } from '../../../shared/secretTexts';
import {
	checkedDescription,
	checkedLanguage,
	checkedName,
	definition,
	description,
	language,
} from './voiceFields';

/** `POST /api/voices` with JSON (ultravox.md §7.2): a voice that a provider makes. */
export const create: RequestOperation<UltravoxApi> = {
	name: 'Create',
	value: 'create',
	action: 'Create voice',
	description:
		'Create a voice that a provider such as ElevenLabs or Cartesia makes. The provider bills it; see Clone for a voice from a recording.',
	properties: [
		{
			displayName: 'Name',
			name: 'name',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. Anna from sales',
			description: 'At most 40 characters, and not the name of another voice of the account',
		},
		...definition.properties.map((property) => ({ ...property, required: true })),
		{
			displayName: 'Additional Fields',
			name: 'additionalFields',
			type: 'collection',
			placeholder: 'Add Field',
			default: {},
			options: [description, language('primaryLanguage', 'The language the voice is best at')],
		},
	],
	request: (parameters) => {
		const fields = parameters.collection('additionalFields');
		const voice = definition.read(parameters);
		if (Object.keys(voice).length === 0) {
			throw parameters.problem('definition', 'is empty', 'Choose a provider, and say which voice');
		}
		const body = given({
			name: checkedName(parameters),
			...voice,
			description: checkedDescription(fields) || undefined,
			primaryLanguage: checkedLanguage(fields, 'primaryLanguage'),
		});
		return { method: 'POST', path: '/api/voices', body, secrets: secretTexts(body) };
	},
};

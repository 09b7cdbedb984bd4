import { given } from '../../../shared/operations/given';
import type { RequestOperation } from '../../../shared/operations/operation';
import type { UltravoxApi } from '../../../shared/ultravoxApi';
import { voiceLocator } from '../../../shared/descriptions/ultravoxLocators';
import { secretTexts } from '../../../shared/secretTexts';
import {
	checkedDescription,
	checkedLanguage,
	checkedName,
	definition,
	description,
	language,
} from './voiceFields';

/** `PATCH /api/voices/{voice_id}` (ultravox.md §7.2). */
export const update: RequestOperation<UltravoxApi> = {
	name: 'Update',
	value: 'update',
	action: 'Update voice',
	description: 'Change a voice of your account. Agents that have it speak with the change.',
	properties: [
		voiceLocator(),
		{
			displayName: 'Update Fields',
			name: 'updateFields',
			type: 'collection',
			placeholder: 'Add Field',
			default: {},
			options: [
				...definition.properties.map((property) => ({
					...property,
					description:
						'The whole definition, for a voice that a provider makes: give also what stays as it is',
				})),
				description,
				language('primaryLanguage', 'The language the voice is best at'),
				{
					displayName: 'Name',
					name: 'name',
					type: 'string',
					default: '',
					description: 'At most 40 characters, and not the name of another voice of the account',
				},
			],
		},
	],
	request: (parameters) => {
		const fields = parameters.collection('updateFields');
		const body = given({
			name: fields.has('name') ? checkedName(fields) : undefined,
			description: checkedDescription(fields),
			primaryLanguage: checkedLanguage(fields, 'primaryLanguage'),
			...definition.read(fields),
		});
		if (Object.keys(body).length === 0) throw parameters.problem('updateFields', 'are empty');
		return {
			method: 'PATCH',
			path: `/api/voices/${parameters.uuid('voice')}`,
			body,
			secrets: secretTexts(body),
		};
	},
};

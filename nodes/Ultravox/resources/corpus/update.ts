import { given } from '../../../shared/operations/given';
import type { RequestOperation } from '../../../shared/operations/operation';
import type { UltravoxApi } from '../../../shared/ultravoxApi';
import { corpusLocator } from '../../descriptions/knowledgeLocators';

/** `PATCH /api/corpora/{corpus_id}` (ultravox.md §7.4). */
export const update: RequestOperation<UltravoxApi> = {
	name: 'Update',
	value: 'update',
	action: 'Update knowledge base',
	description: 'Change the name or the description of a body of knowledge',
	properties: [
		corpusLocator(),
		{
			displayName: 'Update Fields',
			name: 'updateFields',
			type: 'collection',
			placeholder: 'Add Field',
			default: {},
			options: [
				{ displayName: 'Description', name: 'description', type: 'string', default: '' },
				{ displayName: 'Name', name: 'name', type: 'string', default: '' },
			],
		},
	],
	request: (parameters) => {
		const fields = parameters.collection('updateFields');
		const body = given({
			name: fields.has('name') ? fields.text('name') : undefined,
			description: fields.givenText('description'),
		});
		if (Object.keys(body).length === 0) throw parameters.problem('updateFields', 'are empty');
		return { method: 'PATCH', path: `/api/corpora/${parameters.uuid('corpus')}`, body };
	},
};

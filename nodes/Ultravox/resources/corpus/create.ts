import { given } from '../../../shared/operations/given';
import type { RequestOperation } from '../../../shared/operations/operation';
import type { UltravoxApi } from '../../../shared/ultravoxApi';

/** `POST /api/corpora` (ultravox.md §7.4). */
export const create: RequestOperation<UltravoxApi> = {
	name: 'Create',
	value: 'create',
	action: 'Create knowledge base',
	description: 'Create a body of knowledge, still without documents',
	properties: [
		{
			displayName: 'Name',
			name: 'name',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. Product manuals',
			hint: 'How many an account may have depends on its plan; documents come in with a knowledge source',
		},
		{
			displayName: 'Additional Fields',
			name: 'additionalFields',
			type: 'collection',
			placeholder: 'Add Field',
			default: {},
			options: [{ displayName: 'Description', name: 'description', type: 'string', default: '' }],
		},
	],
	request: (parameters) => ({
		method: 'POST',
		path: '/api/corpora',
		body: given({
			name: parameters.text('name'),
			description: parameters.collection('additionalFields').optionalText('description'),
		}),
	}),
};

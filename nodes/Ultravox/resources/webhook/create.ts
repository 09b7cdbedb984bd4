import { given } from '../../../shared/operations/given';
import type { RequestOperation } from '../../../shared/operations/operation';
import type { UltravoxApi } from '../../../shared/ultravoxApi';
import { secretTexts } from '../../../shared/secretTexts';
import { chosenEvents, events, onlyAgent, secrets, url, webhookUrl } from './webhookFields';

/** `POST /api/webhooks` (ultravox.md §7.6). */
export const create: RequestOperation<UltravoxApi> = {
	name: 'Create',
	value: 'create',
	action: 'Create webhook',
	description: 'Create a webhook: an address that Ultravox tells what happens to calls',
	properties: [
		{ ...url, required: true },
		{ ...events, required: true },
		{
			displayName: 'Additional Fields',
			name: 'additionalFields',
			type: 'collection',
			placeholder: 'Add Field',
			default: {},
			options: [onlyAgent, ...secrets.properties],
		},
	],
	request: (parameters) => {
		const fields = parameters.collection('additionalFields');
		const body = given({
			url: webhookUrl(parameters),
			events: chosenEvents(parameters),
			agentId: fields.optionalUuid('agent'),
			...secrets.read(fields),
		});
		return { method: 'POST', path: '/api/webhooks', body, secrets: secretTexts(body) };
	},
};

import { given } from '../../../shared/operations/given';
import type { RequestOperation } from '../../../shared/operations/operation';
import type { Parameters } from '../../../shared/operations/parameters';
import type { UltravoxApi } from '../../../shared/ultravoxApi';
import { webhookLocator } from '../../descriptions/accountLocators';
import { secretTexts } from '../../../shared/secretTexts';
import { chosenEvents, events, onlyAgent, secrets, url, webhookUrl } from './webhookFields';

/** An agent, null for all agents again, or undefined to leave it. */
function changedAgent(fields: Parameters): string | null | undefined {
	const agent = fields.optionalUuid('agent');
	if (!fields.flag('allAgents')) return agent;
	if (agent === undefined) return null;
	throw fields.problem('allAgents', `does not go with ${fields.label('agent')}`);
}

/** `PATCH /api/webhooks/{webhook_id}` (ultravox.md §7.6): what is given replaces what was there, lists as a whole. */
export const update: RequestOperation<UltravoxApi> = {
	name: 'Update',
	value: 'update',
	action: 'Update webhook',
	description: 'Change address, events, agent or secrets of a webhook',
	properties: [
		webhookLocator(),
		{
			displayName: 'Update Fields',
			name: 'updateFields',
			type: 'collection',
			placeholder: 'Add Field',
			default: {},
			options: [
				onlyAgent,
				{
					displayName: 'All Agents',
					name: 'allAgents',
					type: 'boolean',
					default: true,
					description: 'Whether calls with every agent are reported again',
				},
				{ ...events, description: 'They replace all events that were chosen' },
				...secrets.properties,
				url,
			],
		},
	],
	request: (parameters) => {
		const fields = parameters.collection('updateFields');
		const body = given({
			url: fields.has('url') ? webhookUrl(fields) : undefined,
			events: fields.has('events') ? chosenEvents(fields) : undefined,
			agentId: changedAgent(fields),
			...secrets.read(fields),
		});
		if (Object.keys(body).length === 0) throw parameters.problem('updateFields', 'are empty');
		return {
			method: 'PATCH',
			path: `/api/webhooks/${parameters.uuid('webhook')}`,
			body,
			secrets: secretTexts(body),
		};
	},
};

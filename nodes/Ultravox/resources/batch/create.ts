import { agentLocator } from '../../../shared/descriptions/agentLocator';
import { given } from '../../../shared/operations/given';
import type { AllItemsOperation } from '../../../shared/operations/operation';
import type { Parameters } from '../../../shared/operations/parameters';
import type { UltravoxApi } from '../../../shared/ultravoxApi';
import { secretTexts } from '../../../shared/secretTexts';
import { areAllOutgoing, callProperties, callsOf, refuseTooLarge } from './batchCalls';
import { batchSettings, callWindow, webhookSecret, webhookUrl } from './batchFields';
import { batchesPath, batchItem, sendBatch, UNKNOWN_CALLS } from './batchRequest';

/** The address is required when somebody else connects a call, and forbidden otherwise (ultravox.md §6). */
function checkedWebhookUrl(fields: Parameters, allOutgoing: boolean): string | undefined {
	const url = webhookUrl(fields);
	if (url === undefined && !allOutgoing) {
		throw fields.problem(
			'webhookUrl',
			'is empty',
			'Add it: not all calls are outgoing, and somebody has to connect the others',
		);
	}
	if (url !== undefined && allOutgoing) {
		throw fields.problem(
			'webhookUrl',
			'has to be empty',
			'Ultravox dials all these calls itself, and refuses the address then',
		);
	}
	return url;
}

/** `POST /api/agents/{agent_id}/scheduled_batches`, one batch of all items (ultravox.md §6; peers.md P2.9). */
export const create: AllItemsOperation<UltravoxApi> = {
	name: 'Create',
	value: 'create',
	action: 'Create batch',
	description:
		'Schedule calls of an agent, one for each item, as one batch. Rings phones and spends money, at once unless a window is set.',
	properties: [
		agentLocator({
			required: true,
			description: 'The agent that talks; the same for all items',
			hint: 'A batch cannot change who speaks first: set First Speaker in the agent to Other Side, so that the agent waits until somebody answers',
		}),
		...callProperties,
		{
			displayName: 'Batch Options',
			name: 'batchOptions',
			type: 'collection',
			placeholder: 'Add Option',
			default: {},
			description: 'For the whole batch: what the first item says counts',
			options: batchSettings,
		},
	],
	executeAll: async (api, items) => {
		const [first] = items as [Parameters, ...Parameters[]];
		const fields = first.collection('batchOptions');
		const { agentId, calls } = callsOf(items);
		const secret = webhookSecret(fields);
		const body = given({
			...callWindow(fields, api.context.getTimezone()),
			throttle: fields.optionalId('throttle'),
			webhookUrl: checkedWebhookUrl(fields, areAllOutgoing(calls)),
			webhookSecret: secret,
			paused: fields.optionalFlag('paused'),
			calls,
		});
		refuseTooLarge(body);
		const secrets = [...secretTexts(body), ...(secret === undefined ? [] : [secret])];
		const request = { method: 'POST', path: batchesPath(agentId), body, secrets } as const;
		const batch = await sendBatch(api, request, UNKNOWN_CALLS);
		return [{ json: batchItem(batch, first) }];
	},
};

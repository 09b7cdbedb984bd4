import { notFound } from '../apiErrors';
import type { ApiRequest, ApiRoutes } from '../apiRoute';
import { created, noContent, ok } from '../apiRoute';
import type { LabWebhook } from '../labWebhook';
import { createWebhook, updateWebhook } from '../labWebhook';
import { paginate } from '../pagination';
import { sortList } from '../sorting';

/** Webhooks of the account (ultravox.md §7.6). */
export const webhookRoutes: ApiRoutes = {
	'GET /api/webhooks': ({ state, url }) => {
		const agentId = url.searchParams.get('agentId');
		const webhooks = [...state.webhooks.values()].filter(
			(webhook) => agentId === null || webhook.agentId === agentId,
		);
		const list = sortList(webhooks, null, {
			id: (webhook) => webhook.webhookId,
			fields: { created: (webhook) => webhook.created },
			json: (webhook) => webhook,
		});
		return ok(paginate(list, url));
	},
	'POST /api/webhooks': ({ state, body }) => {
		const webhook = createWebhook(body);
		state.webhooks.set(webhook.webhookId, webhook);
		return created(webhook);
	},
	'GET /api/webhooks/{webhook_id}': (request) => ok(webhookOf(request)),
	'PUT /api/webhooks/{webhook_id}': (request) => updated(request),
	'PATCH /api/webhooks/{webhook_id}': (request) => updated(request),
	'DELETE /api/webhooks/{webhook_id}': (request) => {
		request.state.webhooks.delete(webhookOf(request).webhookId);
		return noContent();
	},
};

function updated(request: ApiRequest) {
	const webhook = webhookOf(request);
	updateWebhook(webhook, request.body);
	return ok(webhook);
}

function webhookOf({ state, parameters }: ApiRequest): LabWebhook {
	const webhook = state.webhooks.get(parameters.webhook_id ?? '');
	if (!webhook) throw notFound();
	return webhook;
}

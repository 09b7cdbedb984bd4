import { agentIdProblems } from '../agentIds';
import { notFound, validationError } from '../apiErrors';
import type { ApiAnswer, ApiRequest, ApiRoutes } from '../apiRoute';
import { created, noContent, ok } from '../apiRoute';
import type { JsonObject } from '../jsonValue';
import { without } from '../jsonValue';
import type { LabWebhook } from '../labWebhook';
import { createWebhook, updateWebhook } from '../labWebhook';
import { paginate } from '../pagination';
import { sortList } from '../sorting';
import type { UltravoxState } from '../ultravoxState';

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
			json: (webhook) => shown(state, webhook),
		});
		return ok(paginate(list, url));
	},
	'POST /api/webhooks': ({ state, body }) => {
		checkAgent(state, body);
		const webhook = createWebhook(body);
		state.webhooks.set(webhook.webhookId, webhook);
		return created(webhook);
	},
	'GET /api/webhooks/{webhook_id}': (request) => ok(shown(request.state, webhookOf(request))),
	'PUT /api/webhooks/{webhook_id}': (request) => updated(request),
	'PATCH /api/webhooks/{webhook_id}': (request) => updated(request),
	'DELETE /api/webhooks/{webhook_id}': (request) => {
		request.state.webhooks.delete(webhookOf(request).webhookId);
		return noContent();
	},
};

function updated(request: ApiRequest): ApiAnswer {
	const { state, body } = request;
	const webhook = webhookOf(request);
	checkAgent(state, body);
	updateWebhook(webhook, body);
	return ok(shown(state, webhook));
}

/** Secrets are shown when the webhook is made; whether later as well is not documented (variant). */
function shown({ variants }: UltravoxState, webhook: LabWebhook): object {
	return variants.webhookSecretsReadable ? webhook : without(webhook, 'secrets');
}

function checkAgent(state: UltravoxState, { agentId }: JsonObject): void {
	if (typeof agentId !== 'string') return;
	const problems = agentIdProblems(state, [{ agentId, path: ['agentId'] }]);
	if (problems.length > 0) throw validationError(problems, state.variants.errorShape);
}

function webhookOf({ state, parameters }: ApiRequest): LabWebhook {
	const webhook = state.webhooks.get(parameters.webhook_id ?? '');
	if (!webhook) throw notFound();
	return webhook;
}

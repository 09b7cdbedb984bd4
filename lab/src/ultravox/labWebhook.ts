import { randomBytes, randomUUID } from 'node:crypto';
import type { JsonObject } from './jsonValue';
import type { LifecycleEvent } from './vendorTypes';

/** A webhook of the lab's account. */
export interface LabWebhook {
	webhookId: string;
	agentId: string | null;
	created: string;
	url: string;
	secrets: string[];
	events: LifecycleEvent[];
	status: 'normal' | 'unhealthy';
	lastStatusChange: string | null;
	recentFailures: { timestamp: string; failure: string }[];
}

/** A new webhook from a body that passed the schema; one secret is made up when none is given. */
export function createWebhook(body: JsonObject): LabWebhook {
	const secrets = Array.isArray(body.secrets) ? body.secrets.map(String) : [];
	return {
		webhookId: randomUUID(),
		agentId: typeof body.agentId === 'string' ? body.agentId : null,
		created: new Date().toISOString(),
		url: String(body.url),
		secrets: secrets.length > 0 ? secrets : [randomBytes(24).toString('base64url')],
		events: body.events as LifecycleEvent[],
		status: 'normal',
		lastStatusChange: null,
		recentFailures: [],
	};
}

/** Changes what the body names. */
export function updateWebhook(webhook: LabWebhook, body: JsonObject): void {
	if (typeof body.url === 'string') webhook.url = body.url;
	if (Array.isArray(body.events)) webhook.events = body.events as LifecycleEvent[];
	if (Array.isArray(body.secrets)) webhook.secrets = body.secrets.map(String);
	if (body.agentId !== undefined) webhook.agentId = body.agentId as string | null;
}

/** Notes how a delivery went; a webhook is unhealthy from a failure until the next success. */
export function noteDelivery(webhook: LabWebhook, failure: string | undefined): void {
	const timestamp = new Date().toISOString();
	const status = failure === undefined ? 'normal' : 'unhealthy';
	if (webhook.status !== status) webhook.lastStatusChange = timestamp;
	webhook.status = status;
	if (failure !== undefined) {
		webhook.recentFailures = [...webhook.recentFailures, { timestamp, failure }].slice(-10);
	}
}

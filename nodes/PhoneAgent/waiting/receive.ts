import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import type { ArrivedRequest } from '../../shared/arrivedRequest';
import {
	arrivedAt,
	askedQuery,
	bodySize,
	isFromPlivo,
	MOST_FORM_BYTES,
	MOST_JSON_BYTES,
} from '../../shared/arrivedRequest';
import { receiveToolRequest } from '../../shared/callTools/receiveTool';
import type { BridgeReply } from '../../shared/resumeReply';
import { takeEndEvent, takeFromBridge, takeHangup } from './endEvents';
import type { PhoneReply } from './phoneEvents';
import { replyToPlivo } from './phoneEvents';
import { waitingUrl } from './waitingUrl';

/** Who posts JSON; everybody else is Plivo, which posts forms. */
const JSON_EVENTS: ReadonlySet<string | null> = new Set(['ended', 'bridge', 'tool']);
/** What Plivo asks about a call that goes on. */
const PHONE_EVENTS: ReadonlySet<string | null> = new Set([
	'machine',
	'message',
	'handoff',
	'handoff-end',
]);

const NOTHING: IWebhookResponseData = { noWebhookResponse: true };

/**
 * Everything that the providers and the bridge send to an execution that waits for its calls (`?event=...&item=...`). It resumes the
 * execution when both providers confirm that all of its calls are over, and only then. Never throws: that would end the wait without
 * a result (n8n-waiting.md §3, trap B).
 */
export async function receiveWhileWaiting(this: IWebhookFunctions): Promise<IWebhookResponseData> {
	const receivedAt = Date.now();
	try {
		const event = new URLSearchParams(askedQuery(this)).get('event');
		const most = JSON_EVENTS.has(event) ? MOST_JSON_BYTES : MOST_FORM_BYTES;
		if (bodySize(this) > most) return send(this, { status: 413 });
		const url = waitingUrl(this);
		const host = url.href;
		url.search = '';
		const isTest = this.getMode() === 'manual';
		const arrived = arrivedAt(
			this,
			{ webhookUrl: url.href, isTest },
			(query) => !JSON_EVENTS.has(query.get('event')),
		);
		return await take(this, arrived, { event, host, receivedAt });
	} catch (error) {
		this.logger.error(`'${this.getNode().name}' could not handle an event of its calls`, { error });
		// The sender comes again, and the deadline stands.
		return send(this, { status: 503 });
	}
}

interface Received {
	event: string | null;
	/** The webhook with the query that n8n knows it by. */
	host: string;
	/** Epoch milliseconds. */
	receivedAt: number;
}

async function take(
	context: IWebhookFunctions,
	arrived: ArrivedRequest,
	{ event, host, receivedAt }: Received,
): Promise<IWebhookResponseData> {
	switch (event) {
		case 'ended':
			return answer(context, await takeEndEvent(context, arrived));
		case 'bridge': {
			const asked = { webhookUrl: ownUrl(host, arrived), arrivedAt: receivedAt };
			return answer(context, await takeFromBridge(context, arrived, asked));
		}
		case 'tool': {
			const webhookUrl = ownUrl(host, arrived);
			return send(context, await receiveToolRequest(context, arrived, { webhookUrl }));
		}
	}
	if (!(await isFromPlivo(context, arrived))) return send(context, { status: 403 });
	if (event === 'hangup') return answer(context, await takeHangup(context, arrived));
	if (!PHONE_EVENTS.has(event)) return send(context, { status: 400 });
	return send(context, await replyToPlivo(context, arrived, ownUrl(host, arrived)));
}

/** The webhook with what our own addresses carry besides: the run and the item. */
function ownUrl(host: string, { query }: ArrivedRequest): string {
	const url = new URL(host);
	for (const name of ['run', 'item']) {
		const value = query.get(name);
		if (value !== null) url.searchParams.set(name, value);
	}
	return url.href;
}

/**
 * A verdict about an end: items resume the execution, and n8n answers then; a status is answered, and it waits on. So it does after the
 * answer to the bridge, which has asked for something.
 */
function answer(
	context: IWebhookFunctions,
	verdict: number | BridgeReply | NonNullable<IWebhookResponseData['workflowData']>,
): IWebhookResponseData {
	if (typeof verdict === 'number') return send(context, { status: verdict });
	return Array.isArray(verdict) ? { workflowData: verdict } : sendReply(context, verdict);
}

function sendReply(
	context: IWebhookFunctions,
	{ status, answer: given }: BridgeReply,
): IWebhookResponseData {
	if (given === undefined) return send(context, { status });
	const headers = { 'content-type': 'application/json' };
	return send(context, { status, body: JSON.stringify(given), headers });
}

function send(
	context: IWebhookFunctions,
	{ status, body = '', headers = {} }: Pick<PhoneReply, 'status'> & Partial<PhoneReply>,
): IWebhookResponseData {
	const response = context.getResponseObject();
	response.status(status).type('text/plain');
	for (const [name, value] of Object.entries(headers)) response.set(name, value);
	response.send(body);
	return NOTHING;
}

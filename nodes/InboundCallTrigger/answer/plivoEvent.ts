import type { IWebhookFunctions } from 'n8n-workflow';
import type { ArrivedRequest } from '../../shared/arrivedRequest';
import {
	arrivedAt,
	askedUrl,
	bodySize,
	MOST_FORM_BYTES,
	MOST_JSON_BYTES,
} from '../../shared/arrivedRequest';

export type { ArrivedRequest } from '../../shared/arrivedRequest';
export { callUuidOf, field, isFromPlivo } from '../../shared/arrivedRequest';

/** Events of the bridge and of an agent's tools, which send JSON. */
const JSON_EVENTS = new Set(['bridge', 'tool']);

/** Reads what arrived at the trigger's webhook. The URL comes from n8n's configuration, never from the Host header (D4.11). */
export function readRequest(context: IWebhookFunctions): ArrivedRequest {
	const isTest = context.getMode() === 'manual';
	const webhookUrl =
		(isTest ? context.getWebhookResourceUrl('default') : context.getNodeWebhookUrl('default')) ??
		'';
	return arrivedAt(
		context,
		{ webhookUrl, isTest },
		(query) => !JSON_EVENTS.has(query.get('event') ?? ''),
	);
}

/** Whether a body is larger than any that is meant for us. */
export function isTooLarge(context: IWebhookFunctions): boolean {
	const isBridge = /[?&]event=bridge(?:&|$)/.test(askedUrl(context));
	return bodySize(context) > (isBridge ? MOST_JSON_BYTES : MOST_FORM_BYTES);
}

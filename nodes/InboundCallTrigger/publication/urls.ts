import { NodeOperationError } from 'n8n-workflow';
import type { IHookFunctions } from 'n8n-workflow';
import { ANSWER_TIMING, FALLBACK_TIMING, NEWS_TIMING } from '../../shared/callbackTiming';
import { PLIVO_VENDOR_URL } from '../../shared/plivoRequest';
import { isPrivateHost } from '../../shared/privateHost';

/** The answer URL of a webhook, as it stands in an Application. */
export function answerUrl(webhookUrl: string): string {
	return webhookUrl + ANSWER_TIMING;
}

/** The hangup URL of a webhook: always its own, else Plivo sends hang-ups to the answer URL (plivo.md §4). */
export function hangupUrl(webhookUrl: string): string {
	return `${webhookUrl}?event=hangup${NEWS_TIMING}`;
}

/** A fallback URL with timing; one that brings its own timing keeps it. */
export function fallbackUrl(url: string): string {
	return url === '' || url.includes('#') ? url : url + FALLBACK_TIMING;
}

/** The fallback of a test Application whose numbers come from this very trigger, published. */
export function ownFallbackUrl(productionUrl: string): string {
	return `${withoutQuery(productionUrl)}?event=answer&from=test${FALLBACK_TIMING}`;
}

/** A URL without query and fragment: what identifies a webhook. */
export function withoutQuery(url: string): string {
	return url.replace(/[?#].*$/s, '');
}

/** Whether two URLs name the same webhook. */
export function isSameWebhook(url: string, other: string): boolean {
	return url !== '' && withoutQuery(url) === withoutQuery(other);
}

/** The part of a webhook URL that its test and its production form share: webhook id and path. */
function webhookPath(url: string): string {
	return withoutQuery(url).split('/').slice(-2).join('/');
}

/** Whether two URLs belong to the same trigger, be it published or listening for a test event. */
export function isSameTrigger(url: string, other: string): boolean {
	return url !== '' && webhookPath(url) === webhookPath(other);
}

/** Names without a dot exist in one network only, the others in none that Plivo asks. */
const INNER_NAME = /^[^.:[]+$|\.(?:local|internal|lan|home|test|invalid|home\.arpa)$/;

/** Why Plivo cannot reach a URL, or null. */
function whyUnreachable(url: string): string | null {
	if (!URL.canParse(url)) return 'is not a URL';
	const { protocol, hostname } = new URL(url);
	if (protocol !== 'https:') return 'is not https';
	const host = hostname.toLowerCase().replace(/\.$/, '');
	return isPrivateHost(host) || INNER_NAME.test(host) ? 'is a private address' : null;
}

/**
 * The URL of this trigger's webhook, test or production.
 * @param plivoBaseUrl towards anything but the vendor's host (the lab, a gateway) every address is allowed
 * @throws NodeOperationError that names the setting of n8n
 */
export function reachableWebhookUrl(context: IHookFunctions, plivoBaseUrl: string): string {
	const url = context.getNodeWebhookUrl('default') ?? '';
	const reason = whyUnreachable(url);
	if (reason === null) return url;
	if (url !== '' && plivoBaseUrl.toLowerCase() !== PLIVO_VENDOR_URL) return url;
	const origin = URL.canParse(url) ? new URL(url).origin : url;
	throw new NodeOperationError(
		context.getNode(),
		`Plivo cannot reach this n8n: ${origin} ${reason}. Set N8N_WEBHOOK_URL (WEBHOOK_URL in older n8n) to the public https address of n8n, restart n8n and try again`,
		{ description: 'Plivo is as it was before' },
	);
}

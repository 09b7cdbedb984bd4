import type { IDataObject, IExecuteFunctions, IWebhookFunctions } from 'n8n-workflow';
import { signText } from '../../shared/derivedKey';
import { eventUrl } from '../../shared/callTools/eventUrl';
import type { RequestContext } from '../../shared/providerFailure';
import { getUltravoxAccount } from '../../shared/ultravoxRequest';
import { waitingUrl } from '../waiting/waitingUrl';
import type { Callbacks } from './outboundCall';

const PURPOSE = 'plivo-ultravox/end-events';

/**
 * What Ultravox signs the end events of one run with (ultravox.md §7.6): made from the credential, so that nothing has to be kept.
 * @param run value of RUN_METADATA_KEY
 * @throws Error when the API key is blank
 */
export const endEventSecret = (apiKey: string, run: string): string =>
	signText(run, apiKey, PURPOSE);

/** What no error about a call may repeat: what wakes the execution that waits for it. */
export function callbackSecrets(callbacks: Callbacks | null): string[] {
	if (callbacks === null) return [];
	const { webhookUrl, secret } = callbacks;
	const signature = new URL(webhookUrl).searchParams.get('signature');
	return [secret, webhookUrl, ...(signature ? [signature] : [])];
}

/** Where the providers tell how the calls of this execution end: its webhook while it waits. */
export async function callbacksOf(
	context: IExecuteFunctions | IWebhookFunctions,
	run: string,
): Promise<Callbacks> {
	const url = waitingUrl(context);
	// All rounds of a loop share this address: what comes late from an earlier one is told by it.
	url.searchParams.set('run', run);
	const { apiKey } = await getUltravoxAccount(context);
	return { webhookUrl: url.href, secret: endEventSecret(apiKey, run) };
}

/**
 * The `callbacks` of a call of Ultravox's that goes on for a placed one: its end is told as that one's.
 * @param webhookUrl of the execution that waits, with run and item
 */
export async function endedCallbacks(
	context: RequestContext,
	webhookUrl: string,
	run: string,
): Promise<IDataObject> {
	const { apiKey } = await getUltravoxAccount(context);
	const url = eventUrl(webhookUrl, { event: 'ended' });
	return { ended: { url, secrets: [endEventSecret(apiKey, run)] } };
}

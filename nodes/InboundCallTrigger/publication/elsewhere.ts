import type { IHookFunctions } from 'n8n-workflow';
import type { Memory } from './remember';
import { isSameWebhook } from './urls';

const TIMEOUT_MS = 3_000;

/**
 * Whether what is remembered belongs to a trigger that is alive at another address: this workflow was copied together
 * with its static data (a database restored to a staging n8n). When only the address of n8n has changed, nobody answers
 * at the old one. Never throws.
 */
export async function livesElsewhere(context: IHookFunctions, memory: Memory): Promise<boolean> {
	if (isSameWebhook(memory.url, context.getNodeWebhookUrl('default') ?? '')) return false;
	let status: unknown;
	try {
		const response: unknown = await context.helpers.httpRequest({
			method: 'POST',
			url: memory.url,
			timeout: TIMEOUT_MS,
			ignoreHttpStatusErrors: true,
			returnFullResponse: true,
		});
		status = (response as { statusCode?: unknown }).statusCode;
	} catch {
		return false;
	}
	// A published trigger refuses what Plivo has not signed; where none is, n8n says 404.
	if (status !== 403) return false;
	context.logger.warn(
		`Inbound Call Trigger: this workflow was published at ${memory.url}, where it still answers. What leads there is left as it is.`,
	);
	return true;
}

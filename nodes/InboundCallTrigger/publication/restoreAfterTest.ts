import type { IWebhookFunctions } from 'n8n-workflow';
import { clearLeftovers, findLeftovers } from './leftovers';
import { cause } from './refusal';

/**
 * A call has reached the published webhook through the fallback of a test Application (`?event=answer&from=test`): the
 * test is over and n8n has forgotten it. Puts all numbers back and deletes the test Applications. Never throws.
 * @param calledNumber E.164; it is put back first
 */
export async function restoreAfterTest(
	context: IWebhookFunctions,
	calledNumber: string,
): Promise<void> {
	try {
		await clearLeftovers(context, await findLeftovers(context), calledNumber);
	} catch (error) {
		context.logger.warn('Inbound Call Trigger: could not clear away what a test left behind', {
			cause: cause(error),
		});
	}
}

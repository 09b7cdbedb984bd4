import type { IDataObject } from 'n8n-workflow';
import { pathSegment } from '../pathSegment';
import type { RequestContext } from '../providerFailure';
import { statusOf } from '../providerStatus';
import { ultravoxRequest } from '../ultravoxRequest';

/**
 * Tells the agent of a live call to hang up (ultravox.md §2.3, §8.5): there is no other way to end its part. One that has just ended takes
 * no message (ultravox.md §1.2), and there is nobody to tell then.
 * @param message what the agent says before; '' for nothing
 * @throws NodeApiError with Ultravox's words
 */
export async function hangUpAgent(
	context: RequestContext,
	callId: string,
	message = '',
): Promise<void> {
	const body: IDataObject = { type: 'hang_up', ...(message === '' ? {} : { message }) };
	const path = `/api/calls/${pathSegment(callId)}/send_data_message`;
	const telling = ultravoxRequest(context, { method: 'POST', path, body, timeout: 10_000 });
	await telling.catch(async (error: unknown) =>
		statusOf(error) === 422 ? undefined : await Promise.reject(error),
	);
}

import {
	BRIDGE_SIGNATURE_HEADER,
	BRIDGE_TIMESTAMP_HEADER,
	signBridgeEvent,
} from '../../../nodes/shared/bridgeEvents';
import { errorCode } from '../logger';
import { BRIDGE_VERSION } from '../version';

/** What came of one attempt: taken, to be tried again, or never to be taken. */
export interface PostResult {
	verdict: 'accepted' | 'retry' | 'refused';
	/** For the log: HTTP status or error code. */
	detail: string | number;
}

/**
 * Answers that may be different next time; 5xx belongs to them. 404 is what n8n says for some hundred milliseconds while a
 * workflow is published anew.
 */
const RETRY_STATUSES = new Set([404, 408, 425, 429]);

/**
 * POSTs one event, signed for now: a repeat has the same body and a fresh timestamp. Redirects are not followed: they would carry a
 * caller's words to an address that nobody sealed. Never throws.
 */
export async function postEvent(
	url: string,
	rawBody: string,
	options: { secret: string; signal: AbortSignal },
): Promise<PostResult> {
	const timestamp = new Date().toISOString();
	try {
		const response = await fetch(url, {
			method: 'POST',
			headers: {
				'content-type': 'application/json',
				'user-agent': `plivo-ultravox-bridge/${BRIDGE_VERSION}`,
				[BRIDGE_TIMESTAMP_HEADER]: timestamp,
				[BRIDGE_SIGNATURE_HEADER]: signBridgeEvent(rawBody, options.secret, timestamp),
			},
			body: rawBody,
			redirect: 'manual',
			signal: options.signal,
		});
		await response.body?.cancel();
		return { verdict: verdictOf(response.status), detail: response.status };
	} catch (error) {
		return { verdict: 'retry', detail: errorCode(error) };
	}
}

function verdictOf(status: number): PostResult['verdict'] {
	if (status >= 200 && status < 300) return 'accepted';
	return status >= 500 || RETRY_STATUSES.has(status) ? 'retry' : 'refused';
}

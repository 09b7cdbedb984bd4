import type { IHttpRequestMethods } from 'n8n-workflow';
import { sleep } from 'n8n-workflow';
import type { ProviderErrorFacts } from './providerError';

/**
 * When a request is sent again. `never`: it can ring a phone, or its caller cannot wait. `refused`: only when the provider
 * held it back, and so did nothing. `safe`: also when the provider failed or did not answer; for reads and deletes.
 */
export type Repeat = 'never' | 'refused' | 'safe';

/** How an operation's request may be repeated: reads and deletes safely, others only when they were held back. */
export function repeatOf(method: IHttpRequestMethods, ringsPhone = false): Repeat {
	if (ringsPhone) return 'never';
	return method === 'GET' || method === 'DELETE' ? 'safe' : 'refused';
}

/** Milliseconds before the second and the third attempt, when the provider does not say: together more than Plivo's 5 s window. */
const PAUSES_MS = [1_000, 5_000];
/** A provider that asks for more than this many seconds is told to the user instead. */
const MOST_SECONDS = 60;

/** Whether a provider held a request back. Ultravox says that it has no room with 503 too, and then when to come again (ultravox.md §1.2). */
export function isHeldBack({
	provider,
	status,
	retryAfterSeconds,
}: Pick<ProviderErrorFacts, 'provider' | 'status' | 'retryAfterSeconds'>): boolean {
	if (status === 429) return true;
	return provider === 'Ultravox' && status === 503 && retryAfterSeconds !== null;
}

/**
 * Milliseconds to wait before a request is sent again; null when it is not.
 * @param attempt how many times it has been sent
 */
export function pauseBeforeRepeat(
	repeat: Repeat,
	attempt: number,
	facts: Pick<ProviderErrorFacts, 'provider' | 'status' | 'retryAfterSeconds'>,
): number | null {
	const { status, retryAfterSeconds } = facts;
	const pause = PAUSES_MS[attempt - 1];
	const failed = status === null || status >= 500;
	const mayRepeat = repeat !== 'never' && (isHeldBack(facts) || (repeat === 'safe' && failed));
	if (!mayRepeat || pause === undefined) return null;
	if (retryAfterSeconds === null) return pause;
	return retryAfterSeconds > MOST_SECONDS ? null : retryAfterSeconds * 1_000;
}

/** How soon a stopped execution stops waiting: a timer of n8n's cannot be taken back. */
const SLICE_MS = 250;

/** Waits; resolves with false soon after the execution is stopped. */
export async function pauseUnlessStopped(
	milliseconds: number,
	stopped?: AbortSignal,
): Promise<boolean> {
	for (let left = milliseconds; left > 0 && !stopped?.aborted; left -= SLICE_MS) {
		await sleep(Math.min(left, SLICE_MS));
	}
	return !stopped?.aborted;
}

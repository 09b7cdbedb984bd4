import type { IDataObject } from 'n8n-workflow';
import { NodeApiError } from 'n8n-workflow';
import type { ApiRequest } from './operations/operation';
import { wasRefused } from './providerStatus';
import { refusal, refusedWith } from './refusal';
import type { UltravoxApi } from './ultravoxApi';

/** What a refusal mostly means, by its HTTP status; `unknown` where nobody knows what became of the request. */
export type Hints = Readonly<Record<string, string>>;

/**
 * What to throw for a refusal: with the hint for its status, the provider's words, and the status; the failure itself when there is
 * no hint for it.
 */
export function explained(api: UltravoxApi, failure: unknown, hints: Hints): unknown {
	const unknown = wasRefused(failure) ? undefined : hints.unknown;
	const hint = hints[refusedWith(failure) ?? ''] ?? unknown;
	if (hint === undefined || !(failure instanceof NodeApiError)) return failure;
	return refusal(api, failure.message, hint, failure);
}

/**
 * Sends a request whose refusals are explained, where there are hints for them.
 * @returns the answer; an empty object for an empty one (204)
 */
export async function sendExplained<T = IDataObject>(
	api: UltravoxApi,
	request: ApiRequest,
	hints: Hints = {},
): Promise<T> {
	let failure: unknown;
	try {
		return (await api.send<T | ''>(request)) || ({} as T);
	} catch (error) {
		failure = error;
	}
	throw explained(api, failure, hints);
}

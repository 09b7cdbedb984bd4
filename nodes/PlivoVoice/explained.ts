import type { IDataObject, NodeApiError } from 'n8n-workflow';
import { refusal, refusedWith } from '../shared/refusal';
import type { PlivoApi, PlivoRequest } from './plivoApi';

/**
 * Sends a request about something that may not be there.
 * @param hint what to look at when it is not, or how to find that out; the words, the status and the `api_id` of Plivo's refusal
 * are told along
 * @param statuses that say so
 */
export async function sendExplained(
	api: PlivoApi,
	request: PlivoRequest,
	hint: string | (() => Promise<string>),
	statuses: readonly string[] = ['404'],
): Promise<IDataObject> {
	let failure: unknown;
	try {
		// An answer without a body, as to a DELETE, says nothing.
		return (await api.send<IDataObject | ''>(request)) || {};
	} catch (error) {
		failure = error;
	}
	if (!statuses.includes(refusedWith(failure) ?? '')) throw failure;
	const { message } = failure as NodeApiError;
	throw refusal(api, message, typeof hint === 'string' ? hint : await hint(), failure);
}

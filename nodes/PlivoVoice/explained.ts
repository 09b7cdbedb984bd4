import type { IDataObject, NodeApiError } from 'n8n-workflow';
import type { ApiRequest } from '../shared/operations/operation';
import type { PlivoApi } from './plivoApi';
import { refusal, refusedWith } from './refusal';

/**
 * Sends a request about something that may not be there.
 * @param hint what to look at when it is not; the words, the status and the `api_id` of Plivo's refusal are told along
 * @param statuses that say so
 */
export async function sendExplained(
	api: PlivoApi,
	request: ApiRequest,
	hint: string,
	statuses: readonly string[] = ['404'],
): Promise<IDataObject> {
	let failure: unknown;
	let answer: IDataObject | string | undefined;
	try {
		answer = await api.send<IDataObject | string>(request);
	} catch (error) {
		failure = error;
	}
	if (typeof answer === 'object') return answer;
	if (answer === '') return {};
	if (answer !== undefined) {
		throw refusal(
			api,
			'Plivo did not confirm it: what came back is not from its API',
			'Check the base URL in the credential, and any proxy between n8n and Plivo',
		);
	}
	if (!statuses.includes(refusedWith(failure) ?? '')) throw failure;
	const { message } = failure as NodeApiError;
	throw refusal(api, message, hint, failure);
}

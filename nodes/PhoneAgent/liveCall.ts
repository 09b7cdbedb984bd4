import type { IDataObject } from 'n8n-workflow';
import { NodeApiError } from 'n8n-workflow';
import type { ApiRequest } from '../shared/operations/operation';
import { isObject } from '../shared/operations/values';
import { refusal, refusedWith } from '../shared/refusal';
import type { PhoneAgentApi } from './phoneAgentApi';

const NOT_LIVE =
	"The call may be over by now, be on another bridge, or not go through a bridge at all: under 'Live Call', look at Get Many";

/**
 * Asks the bridge about, or to do something with, a live call.
 * @returns the answer, which holds the call's status in `call`
 * @throws NodeApiError with the bridge's words; also when the answer shows no call
 */
export async function askAboutLiveCall(
	api: PhoneAgentApi,
	request: ApiRequest,
): Promise<IDataObject & { call: IDataObject }> {
	let failure: unknown;
	let answer: IDataObject | undefined;
	try {
		answer = await api.send(request);
	} catch (error) {
		failure = error;
	}
	if (answer !== undefined) {
		if (isObject(answer.call)) return answer as IDataObject & { call: IDataObject };
		throw refusal(
			api,
			'The bridge did not confirm it: its answer has no call',
			"Check the 'Control URL' in the credential",
		);
	}
	if (refusedWith(failure) !== '404' || !(failure instanceof NodeApiError)) throw failure;
	throw refusal(api, failure.message, NOT_LIVE, failure);
}

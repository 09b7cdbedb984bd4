import { NodeApiError } from 'n8n-workflow';
import { refusal, refusedWith } from '../../../shared/refusal';
import type { PhoneAgentApi } from '../../phoneAgentApi';
import { NO_RECORDING } from './recordingId';

/** What comes of a request about one recording; when it is not there, with what to look at. */
export async function aboutRecording<T>(api: PhoneAgentApi, ask: () => Promise<T>): Promise<T> {
	let failure: unknown;
	try {
		return await ask();
	} catch (error) {
		failure = error;
	}
	if (refusedWith(failure) !== '404' || !(failure instanceof NodeApiError)) throw failure;
	throw refusal(api, failure.message, NO_RECORDING, failure);
}

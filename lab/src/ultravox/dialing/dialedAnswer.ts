import type { IncomingHttpHeaders } from 'node:http';
import { parseFormBody, verifyPlivoRequest } from '../../../../nodes/shared/plivoSignature';
import { hangup, plivoResponse, stream } from '../../../../nodes/shared/plivoXml';
import { notFound, refusal } from '../apiErrors';
import type { ApiAnswer } from '../apiRoute';
import type { LabUltravoxCall } from '../labUltravoxCall';
import type { UltravoxState } from '../ultravoxState';

const PATH = /^\/api\/calls\/([0-9a-f-]{36})\/(answer_xml|hung_up)$/;

/** What Plivo wants to know, or tells, of a call that it dials for Ultravox. */
export interface DialedCallRequest {
	callId: string;
	what: 'answer_xml' | 'hung_up';
}

/** Where Plivo asks what to do once somebody picked up. */
export function answerUrl(state: UltravoxState, { callId }: LabUltravoxCall): string {
	return `${state.appUrl}/api/calls/${callId}/answer_xml`;
}

/** Where Plivo tells how a call ended, where Ultravox asks for it (variant `outgoingHangup`). */
export function hangupUrl(state: UltravoxState, { callId }: LabUltravoxCall): string {
	return `${state.appUrl}/api/calls/${callId}/hung_up`;
}

/** What a path is asked about, undefined for one that is about no call that was dialled. */
export function readDialedCallPath(path: string): DialedCallRequest | undefined {
	const [, callId = '', what] = PATH.exec(path) ?? [];
	return what === 'answer_xml' || what === 'hung_up' ? { callId, what } : undefined;
}

/**
 * Connects a phone that Ultravox let Plivo dial, or hangs up when the call is over by then. Told that it was
 * hung up before anybody joined, the call ends.
 *
 * @throws ApiError 403 for a request that Plivo did not sign with the stored credentials, 404 for an unknown call
 */
export function answerDialedCall(
	state: UltravoxState,
	request: DialedCallRequest & { url: string; headers: IncomingHttpHeaders; body: unknown },
): ApiAnswer {
	const { url, headers, body } = request;
	const authToken = state.telephonyConfigs.plivo?.credentials.authToken ?? '';
	const parameters = typeof body === 'string' ? parseFormBody(body) : {};
	if (!verifyPlivoRequest({ method: 'POST', url, headers, parameters }, authToken)) {
		throw refusal(403, 'The request is not signed with the stored credentials.');
	}
	const call = state.calls.get(request.callId);
	if (!call) throw notFound();
	if (request.what === 'hung_up') {
		if (!call.joined) call.end('unjoined');
		return { status: 200, body: '' };
	}
	const document = plivoResponse(
		call.isActive
			? stream(call.joinUrl, {
					bidirectional: true,
					keepCallAlive: true,
					contentType: 'audio/x-l16;rate=16000',
				})
			: hangup(),
	);
	return { status: 200, body: document, headers: { 'content-type': 'text/xml' } };
}

import type { IncomingHttpHeaders } from 'node:http';
import { parseFormBody, verifyPlivoRequest } from '../../../../nodes/shared/plivoSignature';
import { hangup, plivoResponse, stream } from '../../../../nodes/shared/plivoXml';
import { notFound, refusal } from '../apiErrors';
import type { ApiAnswer } from '../apiRoute';
import type { LabUltravoxCall } from '../labUltravoxCall';
import type { UltravoxState } from '../ultravoxState';

const PATH = /^\/api\/calls\/([0-9a-f-]{36})\/answer_xml$/;

/** Where Plivo asks what to do once somebody picked up. */
export function answerUrl(state: UltravoxState, { callId }: LabUltravoxCall): string {
	return `${state.appUrl}/api/calls/${callId}/answer_xml`;
}

/** The call whose answer URL a path is, undefined for any other path. */
export function dialedCallId(path: string): string | undefined {
	return PATH.exec(path)?.[1];
}

/**
 * Connects a phone that Ultravox let Plivo dial, or hangs up when the call is over by then.
 *
 * @throws ApiError 403 for a request that Plivo did not sign with the stored credentials, 404 for an unknown call
 */
export function answerDialedCall(
	state: UltravoxState,
	request: { callId: string; url: string; headers: IncomingHttpHeaders; body: unknown },
): ApiAnswer {
	const { url, headers, body } = request;
	const authToken = state.telephonyConfigs.plivo?.credentials.authToken ?? '';
	const parameters = typeof body === 'string' ? parseFormBody(body) : {};
	if (!verifyPlivoRequest({ method: 'POST', url, headers, parameters }, authToken)) {
		throw refusal(403, 'The request is not signed with the stored credentials.');
	}
	const call = state.calls.get(request.callId);
	if (!call) throw notFound();
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

import { parseContentType } from '../../../nodes/shared/audioFormat';
import type { StreamClaims } from '../../../nodes/shared/streamToken';
import type { StartMessage } from '../plivo/plivoMessage';

/** Whether Plivo's `start` is of the call the token was made for: if not, it says nothing about that call, which may still come. */
export function isOfThisCall(start: StartMessage, claims: StreamClaims): boolean {
	return start.callId === claims.callUuid;
}

/**
 * What is wrong with the `start` of a call, or undefined. The audio must be what the agent was created for: at another rate or encoding
 * the caller would hear noise. A format that Plivo does not tell is taken to be the one that was asked for.
 */
export function startFault(start: StartMessage, claims: StreamClaims): string | undefined {
	const format = parseContentType(claims.contentType);
	if ((start.encoding ?? format.encoding) !== format.encoding) {
		return 'the stream has another encoding than the agent';
	}
	if ((start.sampleRate ?? format.sampleRate) !== format.sampleRate) {
		return 'the stream has another sample rate than the agent';
	}
	return undefined;
}

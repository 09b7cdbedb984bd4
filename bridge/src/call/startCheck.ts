import { parseContentType } from '../../../nodes/shared/audioFormat';
import type { StreamClaims } from '../../../nodes/shared/streamToken';
import type { StartMessage } from '../plivo/plivoMessage';

/**
 * What is wrong with Plivo's `start`, or undefined. The call must be the one the token was made for, and
 * the audio what the agent was created for: at another rate or encoding the caller would hear noise.
 * A format that Plivo does not tell is taken to be the one that was asked for.
 */
export function startFault(start: StartMessage, claims: StreamClaims): string | undefined {
	if (start.callId !== claims.callUuid) return 'the stream belongs to another call';
	const format = parseContentType(claims.contentType);
	if ((start.encoding ?? format.encoding) !== format.encoding) {
		return 'the stream has another encoding than the agent';
	}
	if ((start.sampleRate ?? format.sampleRate) !== format.sampleRate) {
		return 'the stream has another sample rate than the agent';
	}
	return undefined;
}

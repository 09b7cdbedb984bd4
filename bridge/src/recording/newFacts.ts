import type { RecordedCall } from './callRecording';
import type { RecordingFacts } from './file/recordingFacts';
import { recordingId } from './recordingId';

/** The facts of a recording that begins now. */
export function newFacts(
	{ callId, callUuid, sampleRate }: RecordedCall,
	format: RecordingFacts['format'],
): RecordingFacts {
	const startedAt = new Date();
	return {
		id: recordingId(callId, startedAt),
		callId,
		callUuid,
		startedAt: startedAt.toISOString(),
		durationMs: 0,
		format,
		channels: 2,
		sampleRate,
		bytes: 0,
		complete: false,
	};
}

import { equalInConstantTime } from './constantTime';
import { signText } from './derivedKey';
import { everySecret, type SharedSecrets } from './sharedSecrets';

const PURPOSE = 'plivo-ultravox/bridge-events';
const DEFAULT_TOLERANCE_SECONDS = 300;
/** A bridge has no more secrets than this; of what is beyond nothing is compared. */
const MOST_SIGNATURES = 5;

/** Header with the time of signing, ISO 8601 in UTC. */
export const BRIDGE_TIMESTAMP_HEADER = 'x-bridge-timestamp';
/** Header with the hex signature, or several with commas between them, of the timestamp and the raw body. */
export const BRIDGE_SIGNATURE_HEADER = 'x-bridge-signature';

export type BridgeEventType =
	| 'started'
	| 'transcript'
	| 'dtmf'
	| 'barge-in'
	| 'tool'
	| 'state'
	| 'quality'
	| 'resumed'
	| 'ending'
	| 'ended';

/** What n8n acts on: all that the triggers and operations here want to be told. Each event is a webhook that n8n has to take. */
export const WANTED_EVENTS: readonly BridgeEventType[] = ['resumed', 'ending', 'ended'];

/** What the bridge POSTs, as JSON, to the address in the stream token. */
export interface BridgeEvent {
	version: 1;
	/**
	 * The same when a delivery is repeated: `<stream>.<sequence>`. What is before the dot is the same for all events of one stream; a
	 * call has another one when another bridge has taken it, after the first was killed.
	 */
	eventId: string;
	/** Counts the events of one stream that are wanted from 1. Those that had to be dropped leave gaps. */
	sequence: number;
	type: BridgeEventType;
	/** When it happened, ISO 8601 in UTC. */
	at: string;
	/** Plivo's id of the call. */
	callUuid: string;
	/** Ultravox's id of the call. */
	callId: string;
	/**
	 * started: `{streamId, contentType}`; transcript: a {@link BridgeTranscriptLine}; dtmf:
	 * `{digits}`; barge-in: `{discardedMs}`, the speech of the agent that the caller never heard; tool:
	 * `{toolName, invocationId}`; state: `{state}`, what the agent does (ultravox.md §8.4); quality: a
	 * {@link BridgeQuality}; resumed: `{reason, priorCallId, callId}`, the agent was lost and another call of Ultravox's goes on;
	 * ending: `{endedBy, reason}`, as in the report, before Plivo's stream is closed after an ordinary end that is not the caller's: what
	 * comes next need not be asked; ended: `{report: BridgeReport, transcript: BridgeTranscriptLine[]}`.
	 */
	data: Record<string, unknown>;
}

/** One thing that was said. */
export interface BridgeTranscriptLine {
	role: 'agent' | 'user';
	text: string;
	/** Place in the conversation, from 0, shared by both speakers. */
	ordinal: number;
}

/** How the line was since the last such event: told once a minute and when the call ends. */
export interface BridgeQuality {
	/** Variation of the spacing of Plivo's frames, in milliseconds (RFC 3550 §6.4.1). */
	jitterMs: number;
	/** Pauses in Plivo's audio long enough that silence was sent to the agent instead. */
	gaps: number;
	/** Frames of the caller that the agent never got, because it did not keep up or they came too late. */
	droppedFrames: number;
	/** 99 of 100 frames left the bridge within this time after it had read them, in milliseconds; how late a busy bridge reads is not in it. */
	addedLatencyMs: number;
}

/** How a relayed call went, told with its `ended` event. */
export interface BridgeReport {
	endedBy: 'caller' | 'agent' | 'bridge';
	reason:
		| 'caller-hangup'
		/** Plivo's socket broke: the caller may still be there. */
		| 'stream-lost'
		| 'agent-ended'
		| 'agent-refused'
		| 'agent-lost'
		| 'bridge-shutdown'
		/** Its bridge died; another one tells of it, and knows only what was not delivered yet. */
		| 'bridge-lost'
		| 'protocol-error'
		| 'hung-up'
		| 'no-audio'
		| 'too-long'
		| 'stalled';
	durationMs: number;
	framesFromCaller: number;
	framesToCaller: number;
	bargeIns: number;
	/** How often a lost agent was replaced by another call of Ultravox's. */
	resumes: number;
	/** From Plivo's `start` to the first audio sent to the caller; null when there was none. */
	firstAgentAudioMs: number | null;
	/** All keys the caller pressed. */
	digits: string;
	/** Frames of the caller that the agent never got, because it did not keep up or they came too late. */
	droppedFrames: number;
	/** Speech of the agent that the caller never heard because of barge-in or hold, in milliseconds. */
	discardedMs: number;
	/** What the bridge has recorded of the call: it can be fetched once it has reached its store. Null when nothing was recorded. */
	recording: BridgeRecording | null;
}

/** A recording of the bridge's. */
export interface BridgeRecording {
	/** As the bridge's control address knows it. */
	id: string;
	format: 'wav' | 'opus';
	durationMs: number;
}

export interface BridgeEventDelivery {
	/** The body as it was received, byte for byte. */
	rawBody: string;
	timestamp: string | undefined;
	signature: string | undefined;
	secret: string;
	now?: Date;
	/** How far the timestamp may be from now, either way. */
	toleranceSeconds?: number;
}

/**
 * Signature of an event: lower-case hex HMAC-SHA256 over the timestamp, a dot and the raw body; with several secrets one with each, and
 * commas between them, so that n8n takes it with whichever it knows.
 * @throws Error when a secret is blank
 */
export function signBridgeEvent(
	rawBody: string,
	secrets: SharedSecrets,
	timestamp: string,
): string {
	return everySecret(secrets)
		.map((secret) => signText(`${timestamp}.${rawBody}`, secret, PURPOSE))
		.join(',');
}

/**
 * Whether an event comes from a bridge that knows the secret, and recently. Constant time; never
 * throws.
 */
export function verifyBridgeEvent(delivery: BridgeEventDelivery): boolean {
	const { rawBody, timestamp, signature, secret } = delivery;
	if (typeof rawBody !== 'string' || typeof secret !== 'string' || secret.trim() === '')
		return false;
	if (typeof timestamp !== 'string' || typeof signature !== 'string') return false;
	if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,3})?Z$/.test(timestamp)) return false;
	const now = (delivery.now ?? new Date()).getTime();
	const tolerance = (delivery.toleranceSeconds ?? DEFAULT_TOLERANCE_SECONDS) * 1000;
	const age = Math.abs(now - Date.parse(timestamp));
	const own = signBridgeEvent(rawBody, secret, timestamp);
	const matches = signature
		.split(',', MOST_SIGNATURES)
		.filter((one) => equalInConstantTime(one, own));
	return matches.length > 0 && age <= tolerance;
}

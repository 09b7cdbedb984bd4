import { equalInConstantTime } from './constantTime';
import { signText } from './derivedKey';

const PURPOSE = 'plivo-ultravox/bridge-events';
const DEFAULT_TOLERANCE_SECONDS = 300;

/** Header with the time of signing, ISO 8601 in UTC. */
export const BRIDGE_TIMESTAMP_HEADER = 'x-bridge-timestamp';
/** Header with the hex signature of the timestamp and the raw body. */
export const BRIDGE_SIGNATURE_HEADER = 'x-bridge-signature';

export type BridgeEventType = 'started' | 'transcript' | 'dtmf' | 'ended';

/** What the bridge POSTs, as JSON, to the address in the stream token. */
export interface BridgeEvent {
	version: 1;
	/** The same when a delivery is repeated. */
	eventId: string;
	/** Counts the events of one call from 1. */
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
	 * `{digits}`; ended: `{report: BridgeReport, transcript: BridgeTranscriptLine[]}`.
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

/** How a relayed call went, told with its `ended` event. */
export interface BridgeReport {
	endedBy: 'caller' | 'agent' | 'bridge';
	reason:
		| 'caller-hangup'
		| 'agent-ended'
		| 'agent-refused'
		| 'agent-lost'
		| 'bridge-shutdown'
		| 'protocol-error';
	durationMs: number;
	framesFromCaller: number;
	framesToCaller: number;
	bargeIns: number;
	/** From Plivo's `start` to the first audio sent to the caller; null when there was none. */
	firstAgentAudioMs: number | null;
	/** All keys the caller pressed. */
	digits: string;
	droppedFrames: number;
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
 * Signature of an event: lower-case hex HMAC-SHA256 over the timestamp, a dot and the raw body.
 * @throws Error when the secret is blank
 */
export function signBridgeEvent(rawBody: string, secret: string, timestamp: string): string {
	return signText(`${timestamp}.${rawBody}`, secret, PURPOSE);
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
	const genuine = equalInConstantTime(signature, signBridgeEvent(rawBody, secret, timestamp));
	return genuine && age <= tolerance;
}

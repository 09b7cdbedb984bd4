import type { CallbackMethod } from './accountState';
import type { CallEnding } from './hangupCauses';
import type { PersonScript } from './personScript';

/** A URL of the customer and the method it is asked with. */
export interface Endpoint {
	url: string;
	method: CallbackMethod;
}

/** Whom Plivo asks about a call: taken from the application, or from Make Call, when the call begins. */
export interface CallRoute {
	answer: Endpoint;
	fallback?: Endpoint;
	hangup?: Endpoint;
	ring?: Endpoint;
}

export interface LabCallFacts {
	uuid: string;
	direction: 'inbound' | 'outbound';
	/** Digits, or a SIP address. */
	from: string;
	to: string;
	/** Null when the number is attached to nothing that answers. */
	route: CallRoute | null;
	/** Additional fields of every callback: `CallerName`, `ForwardedFrom`, `X-PH-...`. */
	fields: Record<string, string>;
	sessionStart: Date;
	/** `caller_name` of Make Call. */
	callerName?: string;
	/** `X-PH-...` by name: what the far end gets of `sip_headers` (plivo.md §5.1). */
	sipHeaders?: Record<string, string>;
	parentCallUuid?: string;
	script: PersonScript;
	/** Milliseconds the person stays after the script. */
	stayMs?: number;
}

/** How the call ended, as its hang-up callback and its CDR say. */
export interface CallEndState extends CallEnding {
	/** Seconds since the answer, rounded up; 0 when it was not answered. */
	durationSeconds: number;
	/** The same in whole minutes, as it is billed. */
	billDurationSeconds: number;
	/** Decimal string in dollars. */
	totalCost: string;
}

/** Milliseconds since the epoch; null for what has not happened. */
export interface CallTimes {
	placedAt: number;
	answerRequestedAt: number | null;
	xmlReceivedAt: number | null;
	answeredAt: number | null;
	endedAt: number | null;
}

export interface CallTimeline extends CallTimes {
	/** From the answer request to the document. */
	answerMs: number | null;
	/** First sound from the far side. */
	firstAudioAt: number | null;
	/** The same since the answer, on the line's own clock. */
	firstAudioMs: number | null;
}

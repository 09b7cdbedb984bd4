/** What became of a call, in one word. */
export type CallOutcome =
	| 'completed'
	| 'voicemail'
	| 'no-answer'
	| 'busy'
	| 'rejected'
	| 'transferred'
	| 'opted-out'
	| 'blocked'
	| 'failed'
	| 'timeout';

/** What the providers say of a call that is over. */
export interface CallEnding {
	/** Plivo's `HangupCause` (plivo.md §6.3). */
	hangupCause?: string | null;
	/** Plivo's `CallStatus` in the hang-up callback. */
	hangupStatus?: string | null;
	/** Ultravox's `endReason` (ultravox.md §2.2). */
	endReason?: string | null;
}

/** The two sides spoke with each other, whatever came after. */
const CONVERSATION = new Map<string, CallOutcome>([
	['hangup', 'completed'],
	['agent_hangup', 'completed'],
	['timeout', 'timeout'],
]);

const AGENT_FAILURE = new Set(['unjoined', 'connection_error', 'system_error']);

const UNANSWERED_CAUSE = new Map<string, CallOutcome>([
	['USER_BUSY', 'busy'],
	['CALL_REJECTED', 'rejected'],
	['NO_ANSWER', 'no-answer'],
	['NO_USER_RESPONSE', 'no-answer'],
	['ORIGINATOR_CANCEL', 'no-answer'],
]);

/** Plivo's `timeout` is about the ringing, not about the conversation. */
const UNANSWERED_STATUS = new Map<string, CallOutcome>([
	['busy', 'busy'],
	['no-answer', 'no-answer'],
	['cancel', 'no-answer'],
	['timeout', 'no-answer'],
]);

/**
 * The outcome of an inbound call that is over; null when the facts do not tell. What only the
 * workflow knows (voicemail, transferred, opted out, blocked) is not decided here.
 */
export function callOutcome({
	hangupCause,
	hangupStatus,
	endReason,
}: CallEnding): CallOutcome | null {
	const cause = (hangupCause ?? '').trim().toUpperCase();
	const status = (hangupStatus ?? '').trim().toLowerCase();
	const reason = (endReason ?? '').trim().toLowerCase();
	const spoken = CONVERSATION.get(reason);
	if (spoken !== undefined) return spoken;
	const unanswered = UNANSWERED_CAUSE.get(cause) ?? UNANSWERED_STATUS.get(status);
	if (unanswered !== undefined) return unanswered;
	if (AGENT_FAILURE.has(reason) || status === 'failed') return 'failed';
	if (status === 'completed' || cause === 'NORMAL_CLEARING') return 'completed';
	return null;
}

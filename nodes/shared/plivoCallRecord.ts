import type { CallContext } from './callContext';
import { amount, callOutcome, createCallContext, instant, party, text } from './callContext';
import type { CallOutcome } from './callOutcome';
import { TRUNK_CODES } from './callOutcomes/plivoCodes';

type Fields = Readonly<Record<string, unknown>>;

/** `call_state` of a record in the words of the callbacks, where they differ from its own in lower case. */
const STATUS_OF_STATE = new Map([
	['answer', 'completed'],
	['answered', 'completed'],
]);

/** How a trunk call that nobody took, without fault of the line, is called in a callback. */
const STATUS_OF_TRUNK_OUTCOME = new Map<CallOutcome | null, string>([
	['busy', 'busy'],
	['no-answer', 'cancel'],
]);

/** From here on, the codes of trunk calls say why a call did not come about or was cut (plivo.md §2.6). */
const FIRST_FAULT_CODE = 4000;

function directionOf(record: Fields): CallContext['direction'] {
	const words = (text(record.call_direction) ?? text(record.direction))?.toLowerCase();
	return words === 'inbound' || words === 'outbound' ? words : null;
}

/** Records of trunk calls have no state: it follows from whether they were answered, and from the code. */
function trunkStatus(record: Fields): string | null {
	if (text(record.answer_time) !== null) return 'completed';
	const code = amount(record.hangup_cause_code);
	if (code === null || code < FIRST_FAULT_CODE) return null;
	const known = TRUNK_CODES.find((one) => one.code === code);
	return STATUS_OF_TRUNK_OUTCOME.get(known?.outcome ?? null) ?? 'failed';
}

function statusOf(record: Fields): string | null {
	const given = text(record.call_status) ?? text(record.call_state);
	if (given === null) return text(record.trunk_domain) === null ? null : trunkStatus(record);
	const words = given.toLowerCase().replace(/_/g, '-');
	return STATUS_OF_STATE.get(words) ?? words;
}

/** The hang-up code of a call of the Voice API; null for a trunk call, whose codes mean other things. */
export function voiceCode(record: Fields): number | null {
	return text(record.trunk_domain) === null ? amount(record.hangup_cause_code) : null;
}

/**
 * The facts in a call object of Plivo's REST API: the record of a finished call (plivo.md §5.2), of a finished trunk call
 * (plivo.md §2.5), or a call that is live or queued (plivo.md §5.2). Money is what Plivo charges; it does not say the currency.
 * @param zone of times that do not name theirs, as `Z` or `+05:30`; without it they stay null
 */
export function callContextFromRecord(record: Fields, zone = ''): CallContext {
	const time = (value: unknown) => instant(value, zone);
	const status = statusOf(record);
	const endedAt = time(record.end_time);
	const hangupCause = text(record.hangup_cause_name) ?? text(record.hangup_cause);
	return createCallContext({
		callUuid: text(record.call_uuid),
		direction: directionOf(record),
		from: party(record.from_number) ?? party(record.from),
		to: party(record.to_number) ?? party(record.to),
		status,
		startedAt: time(record.initiation_time) ?? time(record.session_start),
		endedAt,
		durationSeconds: amount(record.call_duration),
		outcome: callOutcome({ hangupCause, hangupStatus: status, hangupCode: voiceCode(record) }),
		hangupCause,
		hangupSource: text(record.hangup_source),
		cost: amount(record.total_amount),
	});
}

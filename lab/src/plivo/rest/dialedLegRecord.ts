import type { AccountState } from '../accountState';
import type { DialedLeg, DialStatus } from '../elements/dialedLeg';
import type { CallEnding } from '../hangupCauses';
import {
	busyLine,
	canceled,
	noAnswer,
	normalHangup,
	ringTimeout,
	unallocatedNumber,
} from '../hangupCauses';
import type { LabCall } from '../labCall';
import { accountTime } from '../plivoTime';

const ENDINGS: Record<DialStatus, CallEnding> = {
	completed: normalHangup('Callee'),
	busy: busyLine('Callee'),
	failed: unallocatedNumber('Carrier'),
	cancel: canceled('Caller'),
	timeout: ringTimeout('Plivo'),
	'no-answer': noAnswer('Callee'),
};

/**
 * The records of the legs that a call's `<Dial>` rang, those that are over and whose record has appeared: they are listed by their
 * parent (plivo.md §5.2).
 */
export function dialedLegRecords(
	calls: readonly LabCall[],
	parentCallUuid: string,
	{ account, lagMs }: { account: AccountState; lagMs: number },
): object[] {
	const parent = calls.find(({ uuid }) => uuid === parentCallUuid);
	if (parent === undefined) return [];
	return parent.dialedLegs
		.filter(({ endedAt }) => endedAt !== null && Date.now() >= endedAt + lagMs)
		.map((leg) => dialedLegRecord(leg, parent, account));
}

function dialedLegRecord(leg: DialedLeg, parent: LabCall, account: AccountState): object {
	const time = (at: number | null) =>
		at === null
			? null
			: accountTime(new Date(at), account.timeZone.offsetMinutes) + account.timeZone.suffix;
	const ending = ENDINGS[leg.status ?? 'completed'];
	return {
		answer_time: time(leg.answeredAt),
		bill_duration: leg.durationSeconds,
		billed_duration: Math.ceil(leg.durationSeconds / 60) * 60,
		call_direction: 'outbound',
		call_duration: leg.durationSeconds,
		call_state: leg.answeredAt === null ? 'NO_ANSWER' : 'ANSWER',
		call_uuid: leg.uuid,
		end_time: time(leg.endedAt),
		from_number: `+${leg.callerId}`,
		hangup_cause_code: ending.hangupCauseCode,
		hangup_cause_name: ending.hangupCauseName,
		hangup_source: ending.hangupSource,
		parent_call_uuid: parent.uuid,
		resource_uri: account.resourceUri(`Call/${leg.uuid}/`),
		to_number: leg.target,
		total_amount: '0.00000',
		total_rate: account.billRate.toFixed(5),
	};
}

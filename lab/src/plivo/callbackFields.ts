import type { CallWorld } from './callWorld';
import type { CallEndState } from './callFacts';
import type { LabCall } from './labCall';
import { accountTime, sessionTime } from './plivoTime';
import type { Recording } from './recordings';

/** A number as callbacks write it: digits, or with `+` in that variant; SIP addresses as they are. */
export function shownNumber(number: string, world: CallWorld): string {
	return world.variants.numbersWithPlus && /^\d+$/.test(number) ? `+${number}` : number;
}

/** The fields every callback about a call has (plivo.md §6.1). */
export function callFields(call: LabCall, world: CallWorld): Record<string, string> {
	const { facts } = call;
	const inbound = facts.direction === 'inbound';
	return {
		...(inbound
			? {}
			: { ALegUUID: facts.uuid, ALegRequestUUID: facts.uuid, RequestUUID: facts.uuid }),
		BillRate: String(world.account.billRate),
		CallStatus: callStatus(call),
		CallUUID: facts.uuid,
		CountryCode: 'US',
		Direction: facts.direction,
		From: shownNumber(facts.from, world),
		ParentAuthID: world.account.authId,
		RouteType: 'Domestic_Anchored',
		STIRAttestation: 'Not Applicable',
		STIRVerification: 'Not Applicable',
		...(inbound && world.variants.sessionStart === 'absent'
			? {}
			: { SessionStart: sessionTime(facts.sessionStart) }),
		To: shownNumber(facts.to, world),
		...facts.fields,
	};
}

/** Of the answer request, and of the fallback (plivo.md §6.1, §6.4). */
export function answerFields(call: LabCall, world: CallWorld): Record<string, string> {
	return { ...callFields(call, world), Event: 'StartApp' };
}

/** Of the ring callback, whose `From` has a `+` (plivo.md §6.2). */
export function ringFields(call: LabCall, world: CallWorld): Record<string, string> {
	const { facts } = call;
	return {
		CallStatus: 'ringing',
		CallUUID: facts.uuid,
		CallerName: '',
		Direction: facts.direction,
		Event: 'Ring',
		From: `+${facts.from}`,
		ParentAuthID: world.account.authId,
		RequestUUID: facts.uuid,
		SessionStart: sessionTime(facts.sessionStart),
		To: shownNumber(facts.to, world),
	};
}

/** Of the hang-up callback (plivo.md §6.3). */
export function hangupFields(
	call: LabCall,
	end: CallEndState,
	world: CallWorld,
): Record<string, string> {
	const { placedAt, answeredAt, endedAt } = call.times;
	const time = (at: number) => accountTime(new Date(at), world.account.timeZone.offsetMinutes);
	return {
		...callFields(call, world),
		...(world.variants.hangupEventField === 'present' ? { Event: 'Hangup' } : {}),
		CallStatus: end.callStatus,
		HangupCause: end.hangupCause,
		HangupCauseName: end.hangupCauseName,
		HangupCauseCode: String(end.hangupCauseCode),
		HangupSource: end.hangupSource,
		Duration: String(end.durationSeconds),
		BillDuration: String(end.billDurationSeconds),
		TotalCost: end.totalCost,
		StartTime: time(placedAt),
		AnswerTime: answeredAt === null ? '' : time(answeredAt),
		EndTime: time(endedAt ?? placedAt),
	};
}

/** Of the callbacks about a recording (plivo.md §6.6); null: it has only begun. */
export function recordFields(
	id: string,
	url: string,
	recording: Recording | null,
): Record<string, string> {
	return {
		RecordUrl: url,
		RecordingID: id,
		RecordingDuration: recording ? String(Math.ceil(recording.durationMs / 1000)) : '-1',
		RecordingDurationMs: recording ? String(recording.durationMs) : '-1',
		RecordingStartMs: recording ? String(recording.startedAt) : '-1',
		RecordingEndMs: recording ? String(recording.endedAt) : '-1',
	};
}

function callStatus(call: LabCall): string {
	if (call.endState) return call.endState.callStatus;
	return call.times.answeredAt === null ? 'ringing' : 'in-progress';
}

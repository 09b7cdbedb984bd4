import type { AccountState } from '../accountState';
import { countryOf } from '../countries';
import type { LabCall } from '../labCall';
import { accountTime } from '../plivoTime';

/** A finished call as the API shows it (plivo.md §5.2): account time with offset, money in strings. */
export function callRecord(call: LabCall, account: AccountState): object {
	const { facts, times, endState: end } = call;
	const time = (at: number | null) =>
		at === null
			? null
			: accountTime(new Date(at), account.timeZone.offsetMinutes) + account.timeZone.suffix;
	const network = countryOf(facts.to);
	return {
		answer_time: time(times.answeredAt),
		bill_duration: end?.durationSeconds ?? 0,
		billed_duration: end?.billDurationSeconds ?? 0,
		call_direction: facts.direction,
		call_duration: end?.durationSeconds ?? 0,
		call_state: times.answeredAt === null ? 'NO_ANSWER' : 'ANSWER',
		call_uuid: facts.uuid,
		cnam_lookup: '',
		conference_uuid: call.conferenceUuid,
		end_time: time(times.endedAt),
		from_number: withPlus(facts.from),
		hangup_cause_code: end?.hangupCauseCode ?? null,
		hangup_cause_name: end?.hangupCauseName ?? null,
		hangup_source: end?.hangupSource ?? null,
		initiation_time: time(times.placedAt),
		parent_call_uuid: facts.parentCallUuid ?? null,
		resource_uri: account.resourceUri(`Call/${facts.uuid}/`),
		source_ip: null,
		stir_attestation: 'Not Applicable',
		stir_verification: 'Not Applicable',
		to_number: facts.to,
		total_amount: end?.totalCost ?? '0.00000',
		total_rate: account.billRate.toFixed(5),
		voice_network_group: network ? `${network.name} All Networks` : null,
	};
}

/** A call in progress, or waiting, as the API shows it (plivo.md §5.2). */
export function liveCall(call: LabCall): object {
	const { facts, times, state } = call;
	return {
		direction: facts.direction,
		from: facts.from,
		to: facts.to,
		call_status: state,
		call_uuid: facts.uuid,
		caller_name: facts.callerName ?? facts.fields.CallerName ?? withPlus(facts.from),
		request_uuid: facts.uuid,
		session_start: `${new Date(times.placedAt).toISOString().replace('T', ' ').slice(0, 19)}.000000+00:00`,
		stir_attestation: 'Not Applicable',
		stir_verification: 'Not Applicable',
	};
}

/** SIP addresses stay as they are. */
function withPlus(number: string): string {
	return /^\d+$/.test(number) ? `+${number}` : number;
}

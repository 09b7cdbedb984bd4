import type { AccountState } from '../../accountState';
import { countryOf } from '../../countries';
import { accountTime } from '../../plivoTime';
import { trunkDomain } from '../../zentrunk/state';
import type { TrunkCall } from '../../zentrunk/trunkCall';

/** A finished trunk call as the API shows it (plivo.md §2.5): UTC without offset, money in strings. */
export function trunkCallRecord(call: TrunkCall, account: AccountState): object {
	const { facts, times, trunk, endState: end } = call;
	return {
		call_uuid: call.uuid,
		call_id: call.callId,
		from_number: shownNumber(facts.from),
		to_number: shownNumber(facts.to),
		call_direction: facts.direction,
		call_duration: end?.durationSeconds ?? 0,
		bill_duration: end?.durationSeconds ?? 0,
		billed_duration: end?.billDurationSeconds ?? 0,
		initiation_time: utcTime(times.placedAt),
		answer_time: utcTime(times.answeredAt),
		end_time: utcTime(times.endedAt),
		hangup_cause_name: end?.hangupCauseName ?? null,
		hangup_cause_code: end?.hangupCauseCode ?? null,
		hangup_source: end?.hangupSource ?? null,
		total_rate: account.billRate.toFixed(5),
		total_amount: end?.totalCost ?? '0.00000',
		trunk_domain: trunkDomain(trunk.trunkId),
		from_country: countryOf(facts.from)?.iso ?? null,
		to_country: countryOf(facts.to)?.iso ?? null,
		transport_protocol: trunk.transport,
		srtp: trunk.secure,
		secure_trunking: trunk.secure,
		secure_trunking_rate: '0.00000',
		stir_verification: trunk.stirVerification,
		attestation_indicator: trunk.attestation,
		cnam_lookup: false,
		cnam_lookup_rate: '0.00000',
	};
}

/** How good the line was (plivo.md §2.5). Numbers are strings; a call that was not answered has none. */
export function trunkCallInsights(call: TrunkCall): object {
	const { facts, times, endState: end } = call;
	const answered = times.answeredAt !== null;
	const measured = (value: string) => (answered ? value : null);
	return {
		call_uuid: call.uuid,
		from: party(facts.from),
		to: party(facts.to),
		hangup_cause: end?.hangupCauseName ?? null,
		hangup_source: end?.hangupSource ?? null,
		rtt: measured('7'),
		jitter: measured('3'),
		packet_loss: measured('0'),
		post_dial_delay: measured(String((times.answeredAt ?? 0) - times.placedAt)),
		plivo_quality_score: measured('4'),
	};
}

function party(number: string): { carrier: string; number: string; region: string | null } {
	return {
		carrier: 'Lab Telephone Company',
		number: shownNumber(number),
		region: countryOf(number)?.iso ?? null,
	};
}

/** Digits get a `+`; whatever else was sent as a caller id stays. */
function shownNumber(number: string): string {
	return /^\d+$/.test(number) ? `+${number}` : number;
}

function utcTime(at: number | null): string | null {
	return at === null ? null : accountTime(new Date(at), 0);
}

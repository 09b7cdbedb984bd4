import type { LabCall } from '../labCall';
import { normalized } from '../people';
import { subaccountId } from './checks';
import { comparedRules, passesComparisons } from './comparisons';
import type { FieldRule } from './fields';
import { anyText, oneOf, wholeNumber } from './fields';

const time: FieldRule['check'] = (value) =>
	typeof value === 'string' && /^\d{4}-\d\d-\d\d \d\d:\d\d(:\d\d(\.\d{1,6})?)?$/.test(value)
		? undefined
		: 'must be a time like 2024-09-26 14:05';

/** The filters of the list of finished calls (plivo.md §5.2). */
export const FINISHED_RULES: Record<string, FieldRule> = {
	subaccount: { check: subaccountId },
	call_direction: { check: oneOf('inbound', 'outbound') },
	from_number: { check: anyText },
	to_number: { check: anyText },
	parent_call_uuid: { check: anyText },
	hangup_cause_code: { check: wholeNumber(0, 9999) },
	hangup_source: { check: anyText },
	...comparedRules('end_time', time),
	...comparedRules('bill_duration', wholeNumber(0, 86_400)),
};

/** The filters that live and queued calls know. */
export const LIVE_RULES: Record<string, FieldRule> = {
	status: { check: oneOf('live', 'queued') },
	call_direction: { check: oneOf('inbound', 'outbound') },
	from_number: { check: anyText },
	to_number: { check: anyText },
};

/** Whether a call passes filters that were checked by one of the rules above. */
export function passesFilters(call: LabCall, filters: Record<string, string>): boolean {
	const { facts, endState, times } = call;
	const equal = (filter: string | undefined, value: string | undefined) =>
		filter === undefined || filter === value;
	const target = (filter: string | undefined) => filter && normalized(filter);
	return (
		// All calls are the main account's.
		(filters.subaccount ?? '') === '' &&
		equal(filters.call_direction, facts.direction) &&
		equal(target(filters.from_number), facts.from) &&
		equal(target(filters.to_number), facts.to) &&
		equal(filters.parent_call_uuid, facts.parentCallUuid) &&
		equal(filters.hangup_cause_code, String(endState?.hangupCauseCode)) &&
		equal(filters.hangup_source, endState?.hangupSource) &&
		passesComparisons('bill_duration', endState?.durationSeconds ?? 0, filters, Number) &&
		passesComparisons('end_time', times.endedAt ?? 0, filters, utc)
	);
}

const DAY_MS = 86_400_000;

/** Without a time the last 7 days count, with one bound 30 days from it (plivo.md §5.2). */
export function inWindow(call: LabCall, filters: Record<string, string>): boolean {
	const endedAt = call.times.endedAt ?? 0;
	const bound = (...suffixes: string[]) =>
		suffixes.map((suffix) => filters[`end_time${suffix}`]).find((value) => value !== undefined);
	const from = bound('__gt', '__gte');
	const to = bound('__lt', '__lte');
	if (filters.end_time !== undefined || (from !== undefined && to !== undefined)) return true;
	if (from !== undefined) return endedAt <= utc(from) + 30 * DAY_MS;
	if (to !== undefined) return endedAt >= utc(to) - 30 * DAY_MS;
	return endedAt >= Date.now() - 7 * DAY_MS;
}

function utc(time: string): number {
	return Date.parse(`${time.replace(' ', 'T')}Z`);
}

import type { TrunkCall } from '../../zentrunk/trunkCall';
import { ApiRefusal } from '../answers';
import { comparedRules, passesComparisons } from '../comparisons';
import type { FieldRule } from '../fields';
import { anyText, oneOf, pattern, wholeNumber } from '../fields';

const DAY_MS = 86_400_000;

/** A list without times shows this much (plivo.md §1.3). */
const DEFAULT_DAYS = 30;

const TIME = pattern(
	/^\d{4}-\d\d-\d\d \d\d:\d\d(:\d\d(\.\d{1,6})?)?$/,
	'must be a time like 2024-09-26 14:05',
);

/** The filters of plivo.md §2.5. */
export const CALL_RULES: Record<string, FieldRule> = {
	from_number: { check: anyText },
	to_number: { check: anyText },
	call_direction: { check: oneOf('inbound', 'outbound') },
	hangup_cause_code: { check: wholeNumber(0, 9999) },
	hangup_source: { check: oneOf('customer', 'carrier', 'zentrunk') },
	stir_verification: { check: oneOf('Verified', 'Not Verified', 'Not Applicable') },
	...comparedRules('bill_duration', wholeNumber(0, 86_400)),
	...comparedRules('end_time', TIME),
};

/** @throws ApiRefusal 400 for an upper bound of the time without a lower one */
export function checkBounds(filters: Record<string, string>): void {
	const given = (...suffixes: string[]) =>
		suffixes.some((suffix) => filters[`end_time${suffix}`] !== undefined);
	if (given('__lt', '__lte') && !given('__gt', '__gte')) {
		throw new ApiRefusal(400, 'end_time__lt and end_time__lte need end_time__gt or end_time__gte');
	}
}

/** Whether a finished call passes filters that were checked by the rules above. */
export function passesCallFilters(call: TrunkCall, filters: Record<string, string>): boolean {
	const { facts, endState, times, trunk } = call;
	const equal = (filter: string | undefined, value: string | undefined) =>
		filter === undefined || filter === value;
	// Records show numbers with `+`, but the filter is held against the digits alone.
	const begins = (filter: string | undefined, digits: string) => digits.startsWith(filter ?? '');
	const timed = Object.keys(filters).some((name) => name.startsWith('end_time'));
	// Records show whole seconds.
	const endedAt = Math.floor((times.endedAt ?? 0) / 1000) * 1000;
	return (
		begins(filters.from_number, facts.from) &&
		begins(filters.to_number, facts.to) &&
		equal(filters.call_direction, facts.direction) &&
		equal(filters.hangup_cause_code, String(endState?.hangupCauseCode)) &&
		equal(filters.hangup_source, endState?.hangupSource) &&
		equal(filters.stir_verification, trunk.stirVerification) &&
		passesComparisons('bill_duration', endState?.durationSeconds ?? 0, filters, Number) &&
		passesComparisons('end_time', endedAt, filters, utc) &&
		(timed || endedAt >= Date.now() - DEFAULT_DAYS * DAY_MS)
	);
}

function utc(time: string): number {
	return Date.parse(`${time.replace(' ', 'T')}Z`);
}

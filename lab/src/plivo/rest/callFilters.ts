import type { LabCall } from '../labCall';
import type { FieldRule } from './fields';
import { anyText, oneOf, wholeNumber } from './fields';

const COMPARISONS: Record<string, (value: number, bound: number) => boolean> = {
	'': (value, bound) => value === bound,
	__gt: (value, bound) => value > bound,
	__gte: (value, bound) => value >= bound,
	__lt: (value, bound) => value < bound,
	__lte: (value, bound) => value <= bound,
};

const time: FieldRule['check'] = (value) =>
	typeof value === 'string' && /^\d{4}-\d\d-\d\d \d\d:\d\d(:\d\d(\.\d{1,6})?)?$/.test(value)
		? undefined
		: 'must be a time like 2024-09-26 14:05';

function compared(name: string, check: FieldRule['check']): [string, FieldRule][] {
	return Object.keys(COMPARISONS).map((suffix) => [name + suffix, { check }]);
}

/** The filters of the list of finished calls (plivo.md §5.2). */
export const FINISHED_RULES: Record<string, FieldRule> = {
	subaccount: { check: anyText },
	call_direction: { check: oneOf('inbound', 'outbound') },
	from_number: { check: anyText },
	to_number: { check: anyText },
	parent_call_uuid: { check: anyText },
	hangup_cause_code: { check: wholeNumber(0, 9999) },
	hangup_source: { check: anyText },
	...Object.fromEntries(compared('end_time', time)),
	...Object.fromEntries(compared('bill_duration', wholeNumber(0, 86_400))),
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
	const digits = (filter: string | undefined) => filter?.replace(/\D/g, '');
	return (
		equal(filters.call_direction, facts.direction) &&
		equal(digits(filters.from_number), facts.from) &&
		equal(digits(filters.to_number), facts.to) &&
		equal(filters.parent_call_uuid, undefined) &&
		equal(filters.hangup_cause_code, String(endState?.hangupCauseCode)) &&
		equal(filters.hangup_source, endState?.hangupSource) &&
		passesComparisons('bill_duration', endState?.durationSeconds ?? 0, filters, Number) &&
		passesComparisons('end_time', times.endedAt ?? 0, filters, utc)
	);
}

function passesComparisons(
	name: string,
	value: number,
	filters: Record<string, string>,
	read: (bound: string) => number,
): boolean {
	return Object.entries(COMPARISONS).every(([suffix, holds]) => {
		const bound = filters[name + suffix];
		return bound === undefined || holds(value, read(bound));
	});
}

function utc(time: string): number {
	return Date.parse(`${time.replace(' ', 'T')}Z`);
}

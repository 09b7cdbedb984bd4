import { normalized } from '../people';
import type { Recording } from '../recordings';
import { subaccountId } from './checks';
import { comparedRules, passesComparisons } from './comparisons';
import type { FieldRule } from './fields';
import { anyText, pattern, wholeNumber } from './fields';

const DAY_MS = 86_400_000;

/** A list without a time filter shows this much, and a time range may not be longer (Recording reference). */
const DEFAULT_WINDOW_MS = 7 * DAY_MS;
const LONGEST_WINDOW_MS = 30 * DAY_MS;

const time = pattern(
	/^\d{4}-\d\d-\d\d \d\d:\d\d(:\d\d(\.\d{1,6})?)?$/,
	'must be a time like 2024-09-26 14:05',
);

/** The filters of the list of recordings: there is none for the type or the format. */
export const RECORDING_RULES: Record<string, FieldRule> = {
	subaccount: { check: subaccountId },
	call_uuid: { check: anyText },
	from_number: { check: anyText },
	to_number: { check: anyText },
	conference_name: { check: anyText },
	conference_uuid: { check: anyText },
	mpc_name: { check: anyText },
	mpc_uuid: { check: anyText },
	...comparedRules('add_time', time),
	...comparedRules('recording_storage_duration', wholeNumber(0, 100_000)),
};

/** Days a recording has been kept, begun ones too. */
export function storedDays({ endedAt }: Recording): number {
	return Math.max(1, Math.ceil((Date.now() - endedAt) / DAY_MS));
}

/** Whether `add_time` asks for a longer range than Plivo searches. */
export function spansTooMuch(filters: Record<string, string>): boolean {
	const from = filters.add_time__gt ?? filters.add_time__gte;
	const to = filters.add_time__lt ?? filters.add_time__lte;
	return from !== undefined && to !== undefined && utc(to) - utc(from) > LONGEST_WINDOW_MS;
}

/** Whether a recording passes filters that were checked by `RECORDING_RULES`; without a time the last week counts. */
export function passesFilters(recording: Recording, filters: Record<string, string>): boolean {
	const equal = (name: string, value: string | undefined) =>
		filters[name] === undefined || filters[name] === value;
	const sameNumber = (name: string, value = '') =>
		filters[name] === undefined || normalized(filters[name]) === normalized(value);
	const timed = Object.keys(filters).some((name) => name.startsWith('add_time'));
	return (
		equal('subaccount', recording.subaccount) &&
		equal('call_uuid', recording.callUuid) &&
		sameNumber('from_number', recording.fromNumber) &&
		sameNumber('to_number', recording.toNumber) &&
		equal('conference_name', recording.conferenceName) &&
		equal('conference_uuid', recording.conferenceUuid) &&
		equal('mpc_name', recording.mpcName) &&
		equal('mpc_uuid', recording.mpcUuid) &&
		(timed || recording.endedAt >= Date.now() - DEFAULT_WINDOW_MS) &&
		passesComparisons('add_time', recording.endedAt, filters, utc) &&
		passesComparisons('recording_storage_duration', storedDays(recording), filters, Number)
	);
}

function utc(written: string): number {
	return Date.parse(`${written.replace(' ', 'T')}Z`);
}

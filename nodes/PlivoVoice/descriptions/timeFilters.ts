import type { IDataObject, INodeProperties } from 'n8n-workflow';
import type { Parameters } from '../../shared/operations/parameters';
import { timeField, timeFilter } from '../timeFilter';

const BOUNDS = [
	{ suffix: 'After', operator: 'gt', words: 'after' },
	{ suffix: 'Before', operator: 'lt', words: 'before' },
	{ suffix: 'From', operator: 'gte', words: 'at or after' },
	{ suffix: 'Until', operator: 'lte', words: 'at or before' },
] as const;

/**
 * The four bounds of a time that Plivo filters a list by, as fields of a collection: `endTimeAfter`, `endTimeBefore`,
 * `endTimeFrom` and `endTimeUntil` (plivo.md §5.2).
 * @param displayName `End Time`
 * @param name `endTime`
 * @param happening what the time is of: `the call ended`
 */
export const timeFilters = (
	displayName: string,
	name: string,
	happening: string,
): INodeProperties[] =>
	BOUNDS.map(({ suffix, words }) =>
		timeField(
			`${displayName} ${suffix}`,
			`${name}${suffix}`,
			`Only those where ${happening} ${words} this time, in the time zone of the workflow unless it names its own`,
		),
	);

/**
 * The bounds given, as Plivo reads them: `end_time__gte=2026-11-20 08:00:00`, in UTC.
 * @param filters the collection
 * @param name of the fields: `endTime`
 * @param field Plivo's: `end_time`
 * @param timezone of times that do not name theirs, as the workflow has it
 */
export function timeQuery(
	filters: Parameters,
	name: string,
	field: string,
	timezone: string,
): IDataObject {
	const given = BOUNDS.flatMap(({ suffix, operator }) => {
		const time = timeFilter(filters, `${name}${suffix}`, timezone);
		return time === undefined ? [] : [[`${field}__${operator}`, time]];
	});
	return Object.fromEntries(given) as IDataObject;
}

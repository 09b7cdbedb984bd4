import type { INodeProperties } from 'n8n-workflow';
import type { Parameters } from '../shared/operations/parameters';

const WRITTEN =
	/^(\d{4}-\d\d-\d\d)(?:[ T](\d\d:\d\d)(:\d\d)?(\.\d{1,9})?\s?(Z|[+-]\d\d:?\d\d)?)?$/i;

/** A bound of a time, for the collection with the filters of a list. */
export const timeField = (
	displayName: string,
	name: string,
	description: string,
): INodeProperties => ({ displayName, name, type: 'dateTime', default: '', description });

/** Milliseconds that the clocks of a zone are ahead of UTC at an instant. */
function offsetAt(instant: number, timeZone: string): number {
	const clock = new Intl.DateTimeFormat('en-US', {
		timeZone,
		hourCycle: 'h23',
		year: 'numeric',
		month: 'numeric',
		day: 'numeric',
		hour: 'numeric',
		minute: 'numeric',
		second: 'numeric',
	}).formatToParts(instant);
	const part = (type: string) => Number(clock.find((one) => one.type === type)?.value);
	const shown = Date.UTC(
		part('year'),
		part('month') - 1,
		part('day'),
		part('hour'),
		part('minute'),
		part('second'),
	);
	return shown - Math.floor(instant / 1000) * 1000;
}

/** Milliseconds since the epoch; NaN when the text is no time. */
function instantOf(text: string, timeZone: string): number {
	const match = WRITTEN.exec(text);
	if (match === null) return NaN;
	const [, day = '', time = '00:00', seconds = ':00', fraction = '', zone] = match;
	const clock = `${day}T${time}${seconds}${fraction.slice(0, 4)}`;
	if (zone !== undefined) return Date.parse(`${clock}${zone.toUpperCase()}`);
	const asUtc = Date.parse(`${clock}Z`);
	if (Number.isNaN(asUtc)) return NaN;
	// The offset at the instant itself may be another one than at the first guess, where the clocks were just changed.
	return asUtc - offsetAt(asUtc - offsetAt(asUtc, timeZone), timeZone);
}

/**
 * A time as milliseconds since the epoch; undefined when it was not given.
 * @param timeZone of times that do not name theirs, such as `Europe/Berlin`
 */
export function optionalInstant(
	filters: Parameters,
	name: string,
	timeZone: string,
): number | undefined {
	const value = filters.raw(name);
	const text = value instanceof Date ? value.toISOString() : filters.optionalText(name);
	if (text === undefined) return undefined;
	const instant = instantOf(text, timeZone);
	if (!Number.isNaN(instant)) return instant;
	throw filters.problem(
		name,
		`is not a time: '${text}'`,
		'Write it as 2026-11-20 14:05, or as 2026-11-20T14:05:00Z',
	);
}

/** A time as Plivo's filters take it: `YYYY-MM-DD HH:MM:SS[.ffffff]` in UTC (plivo.md §2.5). */
export function plivoTime(instant: number): string {
	const [day = '', time = ''] = new Date(instant).toISOString().slice(0, -1).split('T');
	return `${day} ${time.endsWith('.000') ? time.slice(0, -4) : `${time}000`}`;
}

/** A bound of a time as Plivo's filters take it; undefined when it was not given. */
export function timeFilter(
	filters: Parameters,
	name: string,
	timeZone: string,
): string | undefined {
	const instant = optionalInstant(filters, name, timeZone);
	return instant === undefined ? undefined : plivoTime(instant);
}

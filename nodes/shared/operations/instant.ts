import { offsetAt } from '../timeZoneOffset';
import type { Parameters } from './parameters';

const WRITTEN =
	/^(\d{4}-\d\d-\d\d)(?:[ T](\d\d:\d\d)(:\d\d)?(\.\d{1,9})?\s?(Z|[+-]\d\d:?\d\d)?)?$/i;

/** Whether a day is in the calendar: Date takes 31 February for 2 or 3 March. */
export const isDay = (day: string) =>
	new Date(`${day}T00:00:00Z`).toJSON()?.startsWith(day) ?? false;

/**
 * Milliseconds since the epoch; NaN when the text is no time.
 * @param timeZone of a time that does not name its own
 * @param timeOfDay what a date alone means
 */
export function instantOf(text: string, timeZone: string, timeOfDay: string): number {
	const match = WRITTEN.exec(text);
	if (match === null || !isDay(match[1] ?? '')) return NaN;
	const [, day = '', time, seconds = ':00', fraction = '', zone] = match;
	const clock = `${day}T${time === undefined ? timeOfDay : `${time}${seconds}${fraction.slice(0, 4)}`}`;
	if (zone !== undefined) return Date.parse(`${clock}${zone.toUpperCase()}`);
	const asUtc = Date.parse(`${clock}Z`);
	if (Number.isNaN(asUtc)) return NaN;
	// The offset at the instant itself may be another one than at the first guess, where the clocks were just changed.
	return asUtc - offsetAt(asUtc - offsetAt(asUtc, timeZone), timeZone);
}

/** A Date as a text that a time can be read from; one that is none stays none. */
export const dateText = (date: Date): string => date.toJSON() ?? String(date);

/**
 * A time as milliseconds since the epoch; undefined when it was not given.
 * @param timeZone of times that do not name theirs, such as `Europe/Berlin`
 * @param timeOfDay what a date alone means; the beginning of the day when not given
 */
export function optionalInstant(
	filters: Parameters,
	name: string,
	timeZone: string,
	timeOfDay = '00:00:00',
): number | undefined {
	const value = filters.raw(name);
	const text = value instanceof Date ? dateText(value) : filters.optionalText(name);
	if (text === undefined) return undefined;
	const instant = instantOf(text, timeZone, timeOfDay);
	if (!Number.isNaN(instant)) return instant;
	throw filters.problem(
		name,
		`is not a time: '${text}'`,
		'Write it as 2026-11-20 14:05, or as 2026-11-20T14:05:00Z',
	);
}

const BARE_DATE = /^\d{4}-\d{2}-\d{2}$/;
const DATE_TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/;
const HAS_ZONE = /(?:Z|[+-]\d{2}:?\d{2})$/i;
const TIME_OF_DAY = /^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,6})?)?$/;

/**
 * A moment of a query (ultravox.md §2.3): a time without a zone is in UTC, a bare date means the start or the end
 * of that day.
 *
 * @returns milliseconds since the epoch; undefined for a text that is no moment
 */
export function moment(text: string, bareDate: 'start' | 'end'): number | undefined {
	const timeOfBareDate = bareDate === 'start' ? 'T00:00:00.000Z' : 'T23:59:59.999Z';
	const full = BARE_DATE.test(text) ? `${text}${timeOfBareDate}` : text;
	if (!DATE_TIME.test(full)) return undefined;
	const time = Date.parse(HAS_ZONE.test(full) ? full : `${full}Z`);
	return Number.isNaN(time) ? undefined : time;
}

/** A time of day (`08:00`, `08:00:00`, `08:00:00.5`) as text that compares in the right order; undefined for none. */
export function timeOfDay(text: string): string | undefined {
	if (!TIME_OF_DAY.test(text)) return undefined;
	const [time = '', fraction = ''] = text.split('.');
	const seconds = time.length === 'HH:MM'.length ? `${time}:00` : time;
	return `${seconds}.${fraction.padEnd(6, '0')}`;
}

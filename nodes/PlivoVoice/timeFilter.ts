import type { INodeProperties } from 'n8n-workflow';
import { optionalInstant } from '../shared/operations/instant';
import type { Parameters } from '../shared/operations/parameters';

/** A bound of a time, for the collection with the filters of a list. */
export const timeField = (
	displayName: string,
	name: string,
	description: string,
): INodeProperties => ({ displayName, name, type: 'dateTime', default: '', description });

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

import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { isDay } from '../../../shared/operations/instant';
import type { Parameters } from '../../../shared/operations/parameters';

const bound = (displayName: string, name: string, description: string): INodeProperties => ({
	displayName,
	name,
	type: 'dateTime',
	typeOptions: { dateOnly: true },
	default: '',
	description,
});

/** The filters by the day on which the next rent is due (plivo.md §3.1). */
export const renewalDates: INodeProperties[] = [
	bound('Renewal Date', 'renewalDate', 'The rent is due on this day'),
	bound('Renewal Date After', 'renewalDateGt', 'The rent is due after this day'),
	bound('Renewal Date Before', 'renewalDateLt', 'The rent is due before this day'),
	bound('Renewal Date From', 'renewalDateGte', 'The rent is due on this day or later'),
	bound('Renewal Date Until', 'renewalDateLte', 'The rent is due on this day or earlier'),
];

/** The day of a date, as it is written there: Plivo knows no time of the day here. */
function day(filters: Parameters, name: string): string | undefined {
	const text = filters.optionalText(name);
	if (text === undefined) return undefined;
	const date = /^(\d{4}-\d\d-\d\d)(?:$|[T ])/.exec(text)?.[1];
	if (date !== undefined && isDay(date)) return date;
	throw filters.problem(name, `is not a date: '${text}'`, 'Write it as 2026-12-31');
}

/** The filters as they go into the query. */
export function renewalDateQuery(filters: Parameters): IDataObject {
	return {
		renewal_date: day(filters, 'renewalDate'),
		renewal_date__gt: day(filters, 'renewalDateGt'),
		renewal_date__gte: day(filters, 'renewalDateGte'),
		renewal_date__lt: day(filters, 'renewalDateLt'),
		renewal_date__lte: day(filters, 'renewalDateLte'),
	};
}

import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { given } from '../../shared/operations/given';
import type { Parameters } from '../../shared/operations/parameters';

/** The five forms in which Plivo filters calls by their billed seconds (plivo.md §2.5, §5.2). */
const FORMS = [
	{ suffix: '', label: '', field: 'bill_duration', words: 'exactly this long' },
	{ suffix: 'Above', label: ' Above', field: 'bill_duration__gt', words: 'longer than this' },
	{ suffix: 'Below', label: ' Below', field: 'bill_duration__lt', words: 'shorter than this' },
	{ suffix: 'From', label: ' From', field: 'bill_duration__gte', words: 'this long or longer' },
	{ suffix: 'Until', label: ' Until', field: 'bill_duration__lte', words: 'this long or shorter' },
] as const;

/** Fields of a collection: `billDuration`, `billDurationAbove`, `billDurationBelow` ... */
export const billDurationFilters: INodeProperties[] = FORMS.map(({ suffix, label, words }) => ({
	displayName: `Bill Duration${label}`,
	name: `billDuration${suffix}`,
	type: 'number',
	typeOptions: { minValue: 0 },
	default: 0,
	description: `Only calls that were billed as ${words}, in seconds`,
}));

/** The fields given, as Plivo reads them: `bill_duration__gt=60`. */
export function billDurationQuery(filters: Parameters): IDataObject {
	return given(
		Object.fromEntries(
			FORMS.map(({ suffix, field }) => [
				field,
				filters.optionalInteger(`billDuration${suffix}`, { min: 0 }),
			]),
		),
	);
}

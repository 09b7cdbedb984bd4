import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { byLabel } from '../../../shared/descriptions/fieldCollection';
import { given } from '../../../shared/operations/given';
import { optionalInstant } from '../../../shared/operations/instant';
import type { Bounds, Parameters } from '../../../shared/operations/parameters';
import { finishedCallLocator } from '../../descriptions/callLocators';
import { defaultCountry } from '../../descriptions/country';
import { subaccount, subaccountId } from '../../descriptions/subaccount';
import { timeFilters, timeQuery } from '../../descriptions/timeFilters';
import { numberField, numberFilter } from '../../numberFilter';
import { timeField, timeFilter } from '../../timeFilter';

const DAY_MS = 86_400_000;
const LONGEST_WINDOW_DAYS = 30;

const DAYS: Required<Bounds> = { min: 0, max: 100_000 };

const STORAGE_FORMS = [
	{ suffix: '', label: '', operator: '', words: 'exactly as long as this' },
	{ suffix: 'Above', label: ' Above', operator: '__gt', words: 'longer than this' },
	{ suffix: 'Below', label: ' Below', operator: '__lt', words: 'shorter than this' },
	{ suffix: 'From', label: ' From', operator: '__gte', words: 'this long or longer' },
	{ suffix: 'Until', label: ' Until', operator: '__lte', words: 'this long or shorter' },
];

const textField = (displayName: string, name: string, placeholder: string): INodeProperties => ({
	displayName,
	name,
	type: 'string',
	default: '',
	placeholder: `e.g. ${placeholder}`,
});

/** The filters of the list of recordings (plivo-recordings.md §R2). */
export const recordingFilters: INodeProperties[] = byLabel([
	timeField(
		'Add Time',
		'addTime',
		'Only recordings that were added at exactly this time, in the time zone of the workflow unless it names its own',
	),
	...timeFilters('Add Time', 'addTime', 'the recording was added'),
	finishedCallLocator({
		required: false,
		defaultId: undefined,
		description: 'Only recordings of this call',
	}),
	textField('Conference Name', 'conferenceName', 'Support room'),
	textField('Conference UUID', 'conferenceUuid', '2f1b6f0e-6f3a-4c7e-9c55-0a4d0f6d8f11'),
	defaultCountry,
	numberField('From Number', 'fromNumber', 'Who called: a number or a SIP address'),
	textField('Multi-Party Call Name', 'mpcName', 'Support'),
	textField('Multi-Party Call UUID', 'mpcUuid', '2f1b6f0e-6f3a-4c7e-9c55-0a4d0f6d8f11'),
	...STORAGE_FORMS.map(({ suffix, label, words }): INodeProperties => ({
		displayName: `Storage Duration${label}`,
		name: `recordingStorageDuration${suffix}`,
		type: 'number',
		typeOptions: { minValue: DAYS.min, maxValue: DAYS.max },
		default: 30,
		description: `Only recordings that have been kept ${words}, in days`,
	})),
	subaccount,
	numberField('To Number', 'toNumber', 'Who was called: a number or a SIP address'),
]);

/**
 * What the filters say in the query.
 * @param zone of times that do not name theirs
 */
export function recordingQuery(filters: Parameters, zone: string): IDataObject {
	checkWindow(filters, zone);
	return given({
		call_uuid: filters.optionalUuid('callUuid'),
		from_number: numberFilter(filters, 'fromNumber'),
		to_number: numberFilter(filters, 'toNumber'),
		conference_name: filters.optionalText('conferenceName'),
		conference_uuid: filters.optionalUuid('conferenceUuid'),
		mpc_name: filters.optionalText('mpcName'),
		mpc_uuid: filters.optionalUuid('mpcUuid'),
		subaccount: subaccountId(filters),
		add_time: timeFilter(filters, 'addTime', zone),
		...timeQuery(filters, 'addTime', 'add_time', zone),
		...Object.fromEntries(
			STORAGE_FORMS.map(({ suffix, operator }) => [
				`recording_storage_duration${operator}`,
				filters.optionalInteger(`recordingStorageDuration${suffix}`, DAYS),
			]),
		),
	});
}

/** Plivo refuses a range of more than 30 days (plivo-recordings.md §R2). */
function checkWindow(filters: Parameters, zone: string): void {
	const bound = (...names: string[]) =>
		names.map((name) => optionalInstant(filters, name, zone)).find((at) => at !== undefined);
	const from = bound('addTimeFrom', 'addTimeAfter');
	const to = bound('addTimeUntil', 'addTimeBefore');
	if (from === undefined || to === undefined) return;
	const last = filters.has('addTimeUntil') ? 'addTimeUntil' : 'addTimeBefore';
	if (to < from) throw filters.problem(last, 'is earlier than the other time');
	if (to - from <= LONGEST_WINDOW_DAYS * DAY_MS) return;
	throw filters.problem(
		last,
		`is more than ${LONGEST_WINDOW_DAYS} days after the other time`,
		'Plivo looks through 30 days at once: ask several times',
	);
}

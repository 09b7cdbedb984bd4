import { given } from '../../../shared/operations/given';
import { dateText, isDay } from '../../../shared/operations/instant';
import type { RequestOperation } from '../../../shared/operations/operation';
import type { Parameters } from '../../../shared/operations/parameters';
import type { UltravoxApi } from '../../../shared/ultravoxApi';

const DAY_MS = 86_400_000;
const MOST_DAYS = 90;

/** A date in UTC; of a time, which the panel gives, its date as written. */
function date(filters: Parameters, name: string): string | undefined {
	const value = filters.raw(name);
	const text = value instanceof Date ? dateText(value) : filters.optionalText(name);
	const day = /^(\d{4}-\d\d-\d\d)(?:[T ].*)?$/.exec(text ?? '')?.[1];
	if (text === undefined) return undefined;
	if (day === undefined || !isDay(day)) {
		throw filters.problem(name, `is not a date: '${text}'`, 'Write it as 2026-11-20');
	}
	return day;
}

/** `GET /api/accounts/me/billing/usage` (ultravox.md §7.5). */
export const getUsage: RequestOperation<UltravoxApi> = {
	name: 'Get Usage',
	value: 'getUsage',
	action: 'Get usage of account',
	description: 'Get how many minutes were billed, for each day and in total',
	properties: [
		{
			displayName: 'Filters',
			name: 'filters',
			type: 'collection',
			placeholder: 'Add Filter',
			default: {},
			options: [
				{
					displayName: 'From Date',
					name: 'fromDate',
					type: 'dateTime',
					default: '',
					description:
						'The first day, in UTC; the time of day does not count. The start of the billing month when left out.',
				},
				{
					displayName: 'To Date',
					name: 'toDate',
					type: 'dateTime',
					default: '',
					description:
						'The day after the last one, in UTC, at most 90 days after the first; the time of day does not count',
				},
			],
		},
	],
	request: (parameters) => {
		const filters = parameters.collection('filters');
		const fromDate = date(filters, 'fromDate');
		const toDate = date(filters, 'toDate');
		if (fromDate !== undefined && toDate !== undefined) checkDays(filters, fromDate, toDate);
		return {
			method: 'GET',
			path: '/api/accounts/me/billing/usage',
			query: given({ fromDate, toDate }),
		};
	},
};

function checkDays(filters: Parameters, fromDate: string, toDate: string): void {
	const days = (Date.parse(toDate) - Date.parse(fromDate)) / DAY_MS;
	if (days <= 0) throw filters.problem('toDate', "has to be later than 'From Date'");
	if (days <= MOST_DAYS) return;
	throw filters.problem(
		'toDate',
		`is ${days} days after 'From Date', and may be ${MOST_DAYS}`,
		'Ask several times',
	);
}

import type { FieldProblem } from '../apiErrors';
import type { JsonObject } from '../jsonValue';
import type { LabUltravoxCall } from '../labUltravoxCall';
import { billedMinutes } from './callUsage';

const DAY_MS = 86_400_000;
const MOST_DAYS = 90;

/** Days in UTC, as milliseconds since the epoch; the end is not part of it. */
export interface BillingPeriod {
	from: number;
	to: number;
}

/**
 * The period that `fromDate` and `toDate` (exclusive) name: from the first of this month, to the end of today
 * where they name none.
 */
export function billingPeriod(query: URLSearchParams, now: number): BillingPeriod {
	const today = new Date(now);
	const monthStart = Date.UTC(today.getUTCFullYear(), today.getUTCMonth(), 1);
	const from = day(query.get('fromDate')) ?? monthStart;
	const tomorrow = Math.floor(now / DAY_MS) * DAY_MS + DAY_MS;
	return { from, to: day(query.get('toDate')) ?? Math.max(from, tomorrow) };
}

/** At most 90 days, and not backwards (ultravox.md §7.5). */
export function periodProblems({ from, to }: BillingPeriod): FieldProblem[] {
	if (to < from) return [{ path: ['toDate'], message: 'Must not be before fromDate.' }];
	return to - from > MOST_DAYS * DAY_MS
		? [{ path: ['toDate'], message: 'Must be at most 90 days after fromDate.' }]
		: [];
}

/** The UsageResponse object: minutes of each day of the period. The lab has no SIP minutes. */
export function billingUsage(calls: LabUltravoxCall[], { from, to }: BillingPeriod): JsonObject {
	const days = Array.from({ length: Math.ceil((to - from) / DAY_MS) }, (_, index) => {
		const start = from + index * DAY_MS;
		const its = calls.filter(({ ended }) => {
			const time = ended?.getTime() ?? -1;
			return time >= start && time < start + DAY_MS;
		});
		return { date: new Date(start).toISOString().slice(0, 10), minutes: billedMinutes(its) };
	});
	return {
		dailyUsage: days.map((one) => ({ ...one, sipMinutes: 0 })),
		totalMinutes: days.reduce((sum, { minutes }) => sum + minutes, 0),
		totalSipMinutes: 0,
	};
}

/** A date that passed the schema; undefined without one. */
function day(text: string | null): number | undefined {
	return text === null ? undefined : Date.parse(`${text}T00:00:00Z`);
}

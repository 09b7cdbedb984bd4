import type { CallingWindow, WrittenCallingWindow } from '../../shared/callingHours/callingWindow';
import { CallingWindowError, readCallingWindow } from '../../shared/callingHours/callingWindow';
import { InputProblem } from '../../shared/operations/inputProblem';
import { optionalInstant } from '../../shared/operations/instant';
import type { Parameters } from '../../shared/operations/parameters';
import { MOST_PER_MINUTE } from './campaignThrottle';

/** When the calls of a campaign may be made, and how densely. */
export interface Calendar {
	window: CallingWindow;
	/** Nobody is called before. */
	from: Date;
	/** Days of 24 hours from then on. */
	horizonDays: number;
	/** People of one time zone on one day. */
	mostPerWindow: number;
	/** Calls that begin within a minute. */
	callsPerMinute: number;
}

/** What the panel says of it: how densely, only where that is set. */
export type WrittenCalendar = Omit<Calendar, 'callsPerMinute'> & {
	callsPerMinute: number | undefined;
};

/** Between the scheduling of a batch and its first call, so that a second start at the same time is noticed first. */
const LEAD_MS = 30_000;
const HORIZON_DAYS = 7;
const SHORTEST_MINUTES = 15;

/** When a batch that is scheduled now, or was planned for a time, may be called first. */
export const notBefore = (planned: Date, now = new Date()): Date =>
	new Date(Math.max(now.getTime() + LEAD_MS, planned.getTime()));

/**
 * The calendar of a campaign.
 * @param timeZone of a start that does not name its own
 * @throws InputProblem also for a window that makes no sense
 */
export function readCalendar(
	parameters: Parameters,
	timeZone: string,
	now = new Date(),
): WrittenCalendar {
	const options = parameters.collection('options');
	const written = {
		weekdays: parameters.choices('callingDays'),
		start: parameters.text('earliestTime'),
		end: parameters.text('latestTime'),
		holidays: options.texts('holidays'),
		shortestMinutes: options.optionalInteger('shortestMinutes', { min: 2 }) ?? SHORTEST_MINUTES,
	};
	const startAt = new Date(optionalInstant(options, 'startAt', timeZone) ?? 0);
	return {
		window: checkedWindow(written),
		from: notBefore(startAt, now),
		horizonDays: options.optionalInteger('horizonDays', { min: 1, max: 60 }) ?? HORIZON_DAYS,
		mostPerWindow: options.optionalInteger('mostPerWindow', { min: 1 }) ?? Infinity,
		callsPerMinute: options.optionalInteger('callsPerMinute', { min: 1, max: MOST_PER_MINUTE }),
	};
}

function checkedWindow(written: WrittenCallingWindow): CallingWindow {
	let problem: unknown;
	try {
		return readCallingWindow(written);
	} catch (error) {
		problem = error;
	}
	throw problem instanceof CallingWindowError ? new InputProblem(problem.message) : problem;
}

import { isDay } from '../operations/instant';

/** A calling window that makes no sense; the message says in one sentence what is wrong and what to write. */
export class CallingWindowError extends Error {
	constructor(message: string) {
		super(message);
		this.name = 'CallingWindowError';
	}
}

/** In the order of JavaScript's day numbers. */
export const WEEKDAYS = [
	'sunday',
	'monday',
	'tuesday',
	'wednesday',
	'thursday',
	'friday',
	'saturday',
] as const;

/** A calling window as people write it. */
export interface WrittenCallingWindow {
	/** Some of WEEKDAYS. */
	weekdays: readonly string[];
	/** Local time such as `09:00`. */
	start: string;
	/** Local time such as `18:00`, not called any more; `24:00` is the end of the day. */
	end: string;
	/** Local dates not to call on, such as `2026-12-25`. */
	holidays?: readonly string[];
	/** Minutes an opening lasts at least; shorter ones are left out. */
	shortestMinutes?: number;
}

/** When people may be called, by their own clocks. */
export interface CallingWindow {
	/** 0 for Sunday to 6 for Saturday. */
	weekdays: ReadonlySet<number>;
	/** Minutes since midnight: from the first on, until before the second. */
	startMinute: number;
	endMinute: number;
	/** Dates such as `2026-12-25`. */
	holidays: ReadonlySet<string>;
	shortestMinutes: number;
}

const MINUTES_OF_A_DAY = 24 * 60;

function weekday(written: string): number {
	const number = (WEEKDAYS as readonly string[]).indexOf(written.trim().toLowerCase());
	if (number < 0) {
		throw new CallingWindowError(
			`"${written}" is not a weekday: use monday, tuesday, wednesday, thursday, friday, saturday or sunday.`,
		);
	}
	return number;
}

function minuteOfDay(written: string): number {
	const match = /^(\d{1,2}):([0-5]\d)$/.exec(written.trim());
	const minute = match === null ? NaN : Number(match[1]) * 60 + Number(match[2]);
	if (!(minute <= MINUTES_OF_A_DAY)) {
		throw new CallingWindowError(
			`"${written}" is not a time of day: write hours and minutes, such as 09:00 or 17:30.`,
		);
	}
	return minute;
}

function holiday(written: string): string {
	// The editor's date fields add the midnight of the day.
	const date = /^(\d{4}-\d\d-\d\d)(?:T00:00:00(?:\.0+)?)?$/.exec(written.trim())?.[1] ?? '';
	if (!isDay(date)) {
		throw new CallingWindowError(
			`"${written}" is not a date: write year, month and day, such as 2026-12-25.`,
		);
	}
	return date;
}

/**
 * A calling window from what was written.
 * @throws CallingWindowError
 */
export function readCallingWindow(written: WrittenCallingWindow): CallingWindow {
	const { start, end, shortestMinutes = 0 } = written;
	const weekdays = new Set(written.weekdays.map(weekday));
	if (weekdays.size === 0) {
		throw new CallingWindowError('The calling window has no weekday: choose at least one.');
	}
	const startMinute = minuteOfDay(start);
	const endMinute = minuteOfDay(end);
	if (startMinute === endMinute) {
		throw new CallingWindowError(
			`The calling window starts and ends at ${start}: set a later end, 24:00 at the latest.`,
		);
	}
	if (startMinute > endMinute) {
		throw new CallingWindowError(
			`The calling window from ${start} to ${end} crosses midnight, which it cannot: let it end by 24:00.`,
		);
	}
	if (shortestMinutes > endMinute - startMinute) {
		throw new CallingWindowError(
			`The calling window lasts ${endMinute - startMinute} minutes, so no part of it lasts ${shortestMinutes}: make one longer or the other shorter.`,
		);
	}
	return {
		weekdays,
		startMinute,
		endMinute,
		holidays: new Set((written.holidays ?? []).map(holiday)),
		shortestMinutes,
	};
}

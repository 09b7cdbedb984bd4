import { isTimeZone, offsetAt } from '../timeZoneOffset';
import type { CallingWindow } from './callingWindow';

/** A time without a gap: from `start` on, until before `end`. */
export interface Opening {
	start: Date;
	end: Date;
}

/** The same in milliseconds since the epoch. */
interface Interval {
	start: number;
	end: number;
}

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
/** What opens once a year is found. */
const LONGEST_SEARCH_DAYS = 366;

/** The day that a local time lies on, in days since the epoch. */
const dayOf = (local: number) => Math.floor(local / DAY);

/** A day since the epoch as a date such as `2026-12-25`. */
const dateOf = (day: number) => new Date(day * DAY).toISOString().slice(0, 10);

/** The date that a zone's calendar shows, such as `2026-12-25`. */
export const localDate = (at: Date, timeZone: string) =>
	dateOf(dayOf(at.getTime() + offsetAt(at.getTime(), timeZone)));

function isCallingDay(window: CallingWindow, day: number): boolean {
	// 1 January 1970 was a Thursday.
	return window.weekdays.has((day + 4) % 7) && !window.holidays.has(dateOf(day));
}

/** Without a zone, or with one the runtime does not know, nobody can say that it is time to call. */
const areKnown = (zones: readonly string[]) => zones.length > 0 && zones.every(isTimeZone);

/** Whether it is time to call by the clocks of all the zones; never when there is none. */
export function isWithin(window: CallingWindow, zones: readonly string[], at: Date): boolean {
	return (
		areKnown(zones) &&
		zones.every((zone) => {
			const local = at.getTime() + offsetAt(at.getTime(), zone);
			const minute = (local - dayOf(local) * DAY) / MINUTE;
			return (
				minute >= window.startMinute &&
				minute < window.endMinute &&
				isCallingDay(window, dayOf(local))
			);
		})
	);
}

/** The first millisecond after `from` at which a zone's clocks are set otherwise, when they are just once until `to`. */
function changeBetween(zone: string, from: number, to: number): number {
	const before = offsetAt(from, zone);
	let [same, changed] = [from, to];
	while (changed - same > 1) {
		const middle = Math.floor((same + changed) / 2);
		if (offsetAt(middle, zone) === before) same = middle;
		else changed = middle;
	}
	return changed;
}

/** A time in parts within which a zone's clocks are not set forward or back. No zone does that twice in 24 hours. */
function* steadyParts(
	zone: string,
	{ start, end }: Interval,
): Generator<Interval & { offset: number }> {
	let from = start;
	let offset = offsetAt(start, zone);
	for (let at = start; at < end;) {
		const next = Math.min(at + DAY, end);
		const nextOffset = offsetAt(next, zone);
		if (nextOffset !== offset) {
			const change = changeBetween(zone, at, next);
			yield { start: from, end: change, offset };
			[from, offset] = [change, nextOffset];
		}
		at = next;
	}
	yield { start: from, end, offset };
}

/** Adds an interval that starts after all others, to the last one if it follows without a gap. */
function append(intervals: Interval[], { start, end }: Interval): void {
	if (end <= start) return;
	const last = intervals[intervals.length - 1];
	if (last?.end === start) last.end = end;
	else intervals.push({ start, end });
}

/** When the window is open by the clocks of one zone. */
function inZone(window: CallingWindow, zone: string, within: Interval): Interval[] {
	const open: Interval[] = [];
	for (const { start, end, offset } of steadyParts(zone, within)) {
		for (let day = dayOf(start + offset); day * DAY < end + offset; day++) {
			if (!isCallingDay(window, day)) continue;
			append(open, {
				start: Math.max(start, day * DAY + window.startMinute * MINUTE - offset),
				end: Math.min(end, day * DAY + window.endMinute * MINUTE - offset),
			});
		}
	}
	return open;
}

/** What lies in both; each of them sorted and without overlaps. */
function common(some: readonly Interval[], others: readonly Interval[]): Interval[] {
	const both: Interval[] = [];
	let next = 0;
	for (const one of some) {
		while ((others[next]?.end ?? Infinity) <= one.start) next++;
		for (let index = next; (others[index]?.start ?? Infinity) < one.end; index++) {
			const other = others[index] ?? one;
			append(both, {
				start: Math.max(one.start, other.start),
				end: Math.min(one.end, other.end),
			});
		}
	}
	return both;
}

/**
 * When it is time to call by the clocks of all the zones, from an instant on for a number of days (of 24 hours), in order. What
 * lasts less than the window's shortest is left out, also where the first instant or the end cuts it short.
 */
export function openings(
	window: CallingWindow,
	zones: readonly string[],
	from: Date,
	horizonDays: number,
): Opening[] {
	if (!areKnown(zones)) return [];
	const within = { start: from.getTime(), end: from.getTime() + horizonDays * DAY };
	return zones
		.reduce((open, zone) => common(open, inZone(window, zone, within)), [within])
		.filter(({ start, end }) => end - start >= window.shortestMinutes * MINUTE)
		.map(({ start, end }) => ({ start: new Date(start), end: new Date(end) }));
}

/**
 * The opening at an instant, from that instant on, or the first one after it. One that never ends is given to the end of the
 * search.
 * @returns null when the zones have no time in common within a year
 */
export function nextOpening(
	window: CallingWindow,
	zones: readonly string[],
	after: Date,
): Opening | null {
	// Most open within a week; one that the end of a search cuts short is looked at further.
	for (const days of [8, 60]) {
		const [first] = openings(window, zones, after, days);
		if (first !== undefined && first.end.getTime() < after.getTime() + days * DAY) return first;
	}
	return openings(window, zones, after, LONGEST_SEARCH_DAYS)[0] ?? null;
}

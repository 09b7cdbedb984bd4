import { isTimeZone } from '../timeZoneOffset';
import type { CallingWindow } from './callingWindow';
import type { Opening } from './openings';
import { localDate, openings } from './openings';
import { timeZonesOf } from './timeZonesOf';

/** Whom to call in one opening: people whose phones may be in the same zones. */
export interface ScheduledBatch<Row> {
	timeZones: readonly string[];
	/** The local date in the first of the zones, such as `2026-12-24`. */
	day: string;
	windowStart: Date;
	windowEnd: Date;
	/** In the order they were given in. */
	rows: Row[];
}

/** `unknownZone`: nobody knows what time it is there. `noWindow`: no opening, or none with room, up to the horizon. */
export type NotCalledReason = 'unknownZone' | 'noWindow';

/** A row that is in no batch. */
export interface NotCalled<Row> {
	row: Row;
	reason: NotCalledReason;
	/** The reason in one sentence. */
	explanation: string;
}

/** Every row is in exactly one place. */
export interface Schedule<Row> {
	/** By their start. */
	batches: Array<ScheduledBatch<Row>>;
	/** In the order they were given in. */
	notCalled: Array<NotCalled<Row>>;
}

/** Something, and which of the given rows it is about. */
interface Placed<Item> {
	place: number;
	row: Item;
}

/** From when on, for how long, and how densely people are called. */
export interface ScheduleOptions {
	from: Date;
	/** Days of 24 hours. */
	horizonDays: number;
	/**
	 * Rows that one batch takes, always or by its opening and how many still wait for one; the others go into the following openings.
	 * Without it, all go into the first.
	 */
	mostPerBatch?: number | ((opening: Opening, waiting: number) => number);
}

/** Three names are enough to see why. */
function named(zones: readonly string[]): string {
	const more = zones.length - 3;
	return zones.slice(0, 3).join(', ') + (more > 0 ? ` and ${more} more` : '');
}

const daysWords = (days: number) => (days === 1 ? 'one day' : `${days} days`);

function unknownZone(zones: readonly string[]): string {
	const unknown = zones.filter((zone) => !isTimeZone(zone));
	return unknown.length > 0
		? `This Node.js does not know the time zone ${named(unknown)}, so nobody can say when to call.`
		: 'The number does not tell a time zone: it is at no place (toll-free, premium, personal, satellite) or its area code is not known.';
}

function noWindow(zones: readonly string[], open: readonly Opening[], days: number): string {
	if (open.length > 0) return `The batches within ${daysWords(days)} are full.`;
	return zones.length === 1
		? `The calling window does not open within ${daysWords(days)} in ${named(zones)}.`
		: `Within ${daysWords(days)} there is no time at which the calling window is open in all zones the number may be in: ${named(zones)}.`;
}

/**
 * Who is called when: for each set of zones one batch in its first opening, and further ones in the next openings when batches
 * are limited.
 * @param rows with phone numbers in E.164 form
 */
export function schedule<Row extends { phoneNumber: string }>(
	rows: readonly Row[],
	window: CallingWindow,
	{ from, horizonDays, mostPerBatch = Infinity }: ScheduleOptions,
): Schedule<Row> {
	const mostIn = typeof mostPerBatch === 'number' ? () => mostPerBatch : mostPerBatch;
	const groups = new Map<string, { timeZones: readonly string[]; rows: Array<Placed<Row>> }>();
	for (const [place, row] of rows.entries()) {
		const timeZones = timeZonesOf(row.phoneNumber);
		const group = groups.get(timeZones.join()) ?? { timeZones, rows: [] };
		group.rows.push({ place, row });
		groups.set(timeZones.join(), group);
	}
	const batches: Array<ScheduledBatch<Row>> = [];
	const notCalled: Array<Placed<NotCalled<Row>>> = [];
	for (const { timeZones, rows: waiting } of groups.values()) {
		const isKnown = timeZones.length > 0 && timeZones.every(isTimeZone);
		const open = openings(window, timeZones, from, horizonDays);
		let next = 0;
		for (const opening of open) {
			if (next >= waiting.length) break;
			const { start, end } = opening;
			const called = waiting
				.slice(next, next + mostIn(opening, waiting.length - next))
				.map(({ row }) => row);
			if (called.length === 0) continue;
			next += called.length;
			const day = localDate(start, timeZones[0] ?? 'UTC');
			batches.push({ timeZones, day, windowStart: start, windowEnd: end, rows: called });
		}
		const reason = isKnown ? 'noWindow' : 'unknownZone';
		const explanation = isKnown ? noWindow(timeZones, open, horizonDays) : unknownZone(timeZones);
		for (const { place, row } of waiting.slice(next)) {
			notCalled.push({ place, row: { row, reason, explanation } });
		}
	}
	batches.sort((one, other) => one.windowStart.getTime() - other.windowStart.getTime());
	notCalled.sort((one, other) => one.place - other.place);
	return { batches, notCalled: notCalled.map(({ row }) => row) };
}

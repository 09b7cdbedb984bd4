import fc from 'fast-check';
import type { CallingWindow } from '../../../../nodes/shared/callingHours/callingWindow';
import { isWithin, nextOpening, openings } from '../../../../nodes/shared/callingHours/openings';
import { isTimeToCall, ZONES } from './support/independentClock';

jest.setTimeout(120_000);

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** Days in which clocks are changed somewhere; rules of past years stay as they are in every version of the data. */
const CHANGES = [
	'2019-03-10',
	'2020-10-25',
	'2021-03-28',
	'2021-04-04',
	'2021-09-26',
	'2022-11-06',
	'2023-04-02',
	'2023-09-03',
	'2023-11-05',
	'2024-03-10',
	'2024-03-31',
	'2024-10-06',
	'2024-10-27',
];

const zones = fc.oneof(
	fc.tuple(fc.constantFrom(...ZONES)),
	fc.uniqueArray(fc.constantFrom(...ZONES), { minLength: 2, maxLength: 4 }),
	// Next to each other on the map, as those of one number are.
	fc.constantFrom(
		['America/Chicago', 'America/New_York'],
		['America/Denver', 'America/Phoenix'],
		['Australia/Adelaide', 'Australia/Brisbane', 'Australia/Lord_Howe', 'Australia/Sydney'],
		['America/Nuuk', 'America/Danmarkshavn'],
		['Atlantic/Azores', 'Europe/Lisbon'],
		['Pacific/Apia', 'Pacific/Pago_Pago'],
	),
);

const hours = fc
	.uniqueArray(fc.integer({ min: 0, max: 1440 }), { minLength: 2, maxLength: 2 })
	.map((minutes) => minutes.sort((one, other) => one - other));

const instant = fc.oneof(
	fc
		.tuple(fc.constantFrom(...CHANGES), fc.integer({ min: -2 * DAY, max: DAY }))
		.map(([day, more]) => Date.parse(`${day}T00:00Z`) + more),
	fc.integer({ min: Date.UTC(2019, 0, 1), max: Date.UTC(2025, 0, 1) }),
);

const window = fc
	.record({
		weekdays: fc.uniqueArray(fc.integer({ min: 0, max: 6 }), { minLength: 1 }),
		hours: fc.oneof(hours, fc.constantFrom([540, 1080], [0, 1440], [0, 60], [1380, 1440])),
		holidays: fc.subarray(CHANGES),
	})
	.map((made): CallingWindow => ({
		weekdays: new Set(made.weekdays),
		startMinute: made.hours[0] ?? 0,
		endMinute: made.hours[1] ?? 0,
		holidays: new Set(made.holidays),
		shortestMinutes: 0,
	}));

const horizonDays = fc.integer({ min: 1, max: 4 });

const inMilliseconds = (of: ReturnType<typeof openings>) =>
	of.map(({ start, end }) => ({ start: start.getTime(), end: end.getTime() }));

test('the clocks agree on every instant', () => {
	fc.assert(
		fc.property(window, zones, instant, (of, inZones, at) => {
			expect(isWithin(of, inZones, new Date(at))).toBe(isTimeToCall(of, inZones, at));
		}),
		{ numRuns: 1000 },
	);
});

test('openings hold every minute to call in, no other, and do not touch', () => {
	let opened = 0;
	fc.assert(
		fc.property(window, zones, instant, horizonDays, (of, inZones, from, days) => {
			const open = inMilliseconds(openings(of, inZones, new Date(from), days));
			opened += open.length;
			const end = from + days * DAY;
			for (const [index, opening] of open.entries()) {
				expect(opening.start).toBeGreaterThanOrEqual(from);
				expect(opening.end).toBeGreaterThan(opening.start);
				expect(opening.end).toBeLessThanOrEqual(end);
				expect(opening.start).toBeGreaterThan(open[index - 1]?.end ?? -Infinity);
				expect(isTimeToCall(of, inZones, opening.start)).toBe(true);
				expect(isTimeToCall(of, inZones, opening.end - 1)).toBe(true);
				// They begin and end to the millisecond.
				if (opening.start > from) expect(isTimeToCall(of, inZones, opening.start - 1)).toBe(false);
				if (opening.end < end) expect(isTimeToCall(of, inZones, opening.end)).toBe(false);
			}
			const wrong: string[] = [];
			for (let at = Math.ceil(from / MINUTE) * MINUTE; at < end; at += MINUTE) {
				const isOpen = open.some((one) => one.start <= at && at < one.end);
				if (isOpen !== isTimeToCall(of, inZones, at)) wrong.push(new Date(at).toISOString());
			}
			expect(wrong).toEqual([]);
		}),
		{ numRuns: 100 },
	);
	expect(opened).toBeGreaterThan(0);
});

test('the shortest opening leaves out just the shorter ones', () => {
	const shortestMinutes = fc.integer({ min: 1, max: 600 });
	fc.assert(
		fc.property(window, zones, instant, shortestMinutes, (of, inZones, from, shortest) => {
			const all = inMilliseconds(openings(of, inZones, new Date(from), 10));
			const long = openings({ ...of, shortestMinutes: shortest }, inZones, new Date(from), 10);
			expect(inMilliseconds(long)).toEqual(
				all.filter(({ start, end }) => end - start >= shortest * MINUTE),
			);
		}),
		{ numRuns: 200 },
	);
});

test('the next opening is the first there is', () => {
	fc.assert(
		fc.property(window, zones, instant, (of, inZones, after) => {
			const next = nextOpening(of, inZones, new Date(after));
			const [first] = inMilliseconds(openings(of, inZones, new Date(after), 366));
			expect(next === null ? undefined : inMilliseconds([next])[0]).toEqual(first);
		}),
		{ numRuns: 100 },
	);
});

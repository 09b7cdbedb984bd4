import type { WrittenCallingWindow } from '../../../../nodes/shared/callingHours/callingWindow';
import { readCallingWindow, WEEKDAYS } from '../../../../nodes/shared/callingHours/callingWindow';
import { isWithin, nextOpening, openings } from '../../../../nodes/shared/callingHours/openings';

const WORKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'];

const window = (hours: string, more: Partial<WrittenCallingWindow> = {}) => {
	const [start = '', end = ''] = hours.split('-');
	return readCallingWindow({ weekdays: WORKDAYS, start, end, ...more });
};

/** `2025-03-07T14:00Z` */
const short = (at: Date) => at.toISOString().replace(/:00\.000Z$/, 'Z');

function opens(
	of: ReturnType<typeof window>,
	zones: string | string[],
	from: string,
	days: number,
): string[] {
	return openings(of, [zones].flat(), new Date(from), days).map(
		({ start, end }) => `${short(start)} ${short(end)}`,
	);
}

const OFFICE = window('09:00-18:00');

describe('openings through a change of the clocks', () => {
	it.each([
		[
			'New York, forward',
			'America/New_York',
			'2025-03-07T05:00Z',
			['2025-03-07T14:00Z 2025-03-07T23:00Z', '2025-03-10T13:00Z 2025-03-10T22:00Z'],
		],
		[
			'New York, back',
			'America/New_York',
			'2025-10-31T04:00Z',
			['2025-10-31T13:00Z 2025-10-31T22:00Z', '2025-11-03T14:00Z 2025-11-03T23:00Z'],
		],
		[
			'Berlin, forward',
			'Europe/Berlin',
			'2025-03-27T23:00Z',
			['2025-03-28T08:00Z 2025-03-28T17:00Z', '2025-03-31T07:00Z 2025-03-31T16:00Z'],
		],
		[
			'London, back',
			'Europe/London',
			'2025-10-23T23:00Z',
			['2025-10-24T08:00Z 2025-10-24T17:00Z', '2025-10-27T09:00Z 2025-10-27T18:00Z'],
		],
		[
			'Sydney, back in April',
			'Australia/Sydney',
			'2025-04-03T13:00Z',
			['2025-04-03T22:00Z 2025-04-04T07:00Z', '2025-04-06T23:00Z 2025-04-07T08:00Z'],
		],
		[
			'Auckland, forward in September',
			'Pacific/Auckland',
			'2025-09-25T12:00Z',
			['2025-09-25T21:00Z 2025-09-26T06:00Z', '2025-09-28T20:00Z 2025-09-29T05:00Z'],
		],
		[
			'Santiago, forward in September',
			'America/Santiago',
			'2025-09-05T04:00Z',
			['2025-09-05T13:00Z 2025-09-05T22:00Z', '2025-09-08T12:00Z 2025-09-08T21:00Z'],
		],
		[
			'Lord Howe, half an hour back',
			'Australia/Lord_Howe',
			'2025-04-03T13:00Z',
			['2025-04-03T22:00Z 2025-04-04T07:00Z', '2025-04-06T22:30Z 2025-04-07T07:30Z'],
		],
		[
			'Casablanca, back for Ramadan',
			'Africa/Casablanca',
			'2025-02-20T23:00Z',
			['2025-02-21T08:00Z 2025-02-21T17:00Z', '2025-02-24T09:00Z 2025-02-24T18:00Z'],
		],
		[
			'Phoenix, which changes nothing',
			'America/Phoenix',
			'2025-03-07T07:00Z',
			['2025-03-07T16:00Z 2025-03-08T01:00Z', '2025-03-10T16:00Z 2025-03-11T01:00Z'],
		],
		[
			'Kolkata, on the half hour',
			'Asia/Kolkata',
			'2025-03-06T18:30Z',
			['2025-03-07T03:30Z 2025-03-07T12:30Z', '2025-03-10T03:30Z 2025-03-10T12:30Z'],
		],
		[
			'Kathmandu, on the quarter',
			'Asia/Kathmandu',
			'2025-03-06T18:15Z',
			['2025-03-07T03:15Z 2025-03-07T12:15Z', '2025-03-10T03:15Z 2025-03-10T12:15Z'],
		],
	])('%s', (_name, zone, from, expected) => {
		expect(opens(OFFICE, zone, from, 4)).toEqual(expected);
	});

	const sunday = { weekdays: ['sunday'] };

	it.each([
		['an hour that is left out does not open', 'America/New_York', '2025-03-09', '02:15-02:45', []],
		[
			'an hour that is left out inside the window leaves no gap',
			'America/New_York',
			'2025-03-09',
			'01:00-05:00',
			['2025-03-09T06:00Z 2025-03-09T09:00Z'],
		],
		[
			'an hour that comes twice opens twice',
			'America/New_York',
			'2025-11-02',
			'01:15-01:45',
			['2025-11-02T05:15Z 2025-11-02T05:45Z', '2025-11-02T06:15Z 2025-11-02T06:45Z'],
		],
		[
			'an hour that comes twice inside the window leaves no gap',
			'America/New_York',
			'2025-11-02',
			'00:30-03:00',
			['2025-11-02T04:30Z 2025-11-02T08:00Z'],
		],
		[
			'half an hour that comes twice',
			'Australia/Lord_Howe',
			'2025-04-05',
			'01:30-01:45',
			['2025-04-05T14:30Z 2025-04-05T14:45Z', '2025-04-05T15:00Z 2025-04-05T15:15Z'],
		],
		[
			'midnight that comes twice',
			'America/Havana',
			'2025-11-02',
			'00:00-00:30',
			['2025-11-02T04:00Z 2025-11-02T04:30Z', '2025-11-02T05:00Z 2025-11-02T05:30Z'],
		],
		[
			'a day that begins at one o’clock',
			'America/Santiago',
			'2025-09-07',
			'00:00-02:00',
			['2025-09-07T04:00Z 2025-09-07T05:00Z'],
		],
	])('%s', (_name, zone, day, hours, expected) => {
		expect(opens(window(hours, sunday), zone, `${day}T00:00Z`, 1.5)).toEqual(expected);
	});

	it('the day before comes back at midnight', () => {
		const late = window('23:00-24:00', { weekdays: ['saturday'] });
		expect(opens(late, 'America/Nuuk', '2025-10-25T12:00Z', 1)).toEqual([
			'2025-10-26T00:00Z 2025-10-26T02:00Z',
		]);
	});

	it('a day that the calendar leaves out does not open', () => {
		const daily = window('09:00-18:00', { weekdays: WEEKDAYS });
		expect(opens(daily, 'Pacific/Apia', '2011-12-29T10:00Z', 2)).toEqual([
			'2011-12-29T19:00Z 2011-12-30T04:00Z',
			'2011-12-30T19:00Z 2011-12-31T04:00Z',
		]);
	});
});

describe('openings in several zones', () => {
	it('are when all of them are open', () => {
		const zones = ['America/Chicago', 'America/New_York'];
		expect(opens(OFFICE, zones, '2025-06-02T00:00Z', 1)).toEqual([
			'2025-06-02T14:00Z 2025-06-02T22:00Z',
		]);
	});

	it('follow both clocks when just one of them is changed', () => {
		const zones = ['America/Phoenix', 'America/Denver'];
		expect(opens(OFFICE, zones, '2025-03-07T07:00Z', 4)).toEqual([
			'2025-03-07T16:00Z 2025-03-08T01:00Z',
			'2025-03-10T16:00Z 2025-03-11T00:00Z',
		]);
	});

	it('count the weekday of each across the date line', () => {
		// Kiritimati is 25 hours ahead of Pago Pago: its Tuesday is open with Pago Pago's Monday.
		const zones = ['Pacific/Pago_Pago', 'Pacific/Kiritimati'];
		expect(opens(OFFICE, zones, '2025-06-01T00:00Z', 7)).toEqual(
			['02', '03', '04', '05'].map(
				(day, index) => `2025-06-${day}T20:00Z 2025-06-0${index + 3}T04:00Z`,
			),
		);
	});

	it('do not exist when the zones are too far apart', () => {
		const zones = ['Europe/Kaliningrad', 'Asia/Kamchatka'];
		expect(opens(OFFICE, zones, '2025-06-01T00:00Z', 30)).toEqual([]);
		expect(nextOpening(OFFICE, zones, new Date('2025-06-01T00:00Z'))).toBeNull();
	});

	it('leave out a holiday of either calendar', () => {
		const zones = ['Pacific/Pago_Pago', 'Pacific/Kiritimati'];
		const festive = window('09:00-18:00', { holidays: ['2025-06-04'] });
		expect(opens(festive, zones, '2025-06-01T00:00Z', 7)).toEqual([
			'2025-06-02T20:00Z 2025-06-03T04:00Z',
			'2025-06-05T20:00Z 2025-06-06T04:00Z',
		]);
	});
});

describe('openings', () => {
	it('begin at the first instant and end at the last', () => {
		expect(opens(OFFICE, 'Europe/Berlin', '2025-06-02T12:34Z', 1)).toEqual([
			'2025-06-02T12:34Z 2025-06-02T16:00Z',
			'2025-06-03T07:00Z 2025-06-03T12:34Z',
		]);
	});

	it('that are too short are left out, also where they are cut short', () => {
		const long = window('09:00-18:00', { shortestMinutes: 300 });
		expect(opens(long, 'Europe/Berlin', '2025-06-02T11:01Z', 2)).toEqual([
			'2025-06-03T07:00Z 2025-06-03T16:00Z',
		]);
		expect(opens(long, 'Europe/Berlin', '2025-06-02T11:00Z', 2)).toEqual([
			'2025-06-02T11:00Z 2025-06-02T16:00Z',
			'2025-06-03T07:00Z 2025-06-03T16:00Z',
		]);
	});

	it('run through midnight where the days are whole', () => {
		const whole = window('00:00-24:00');
		expect(opens(whole, 'Europe/Berlin', '2025-06-01T00:00Z', 8)).toEqual([
			'2025-06-01T22:00Z 2025-06-06T22:00Z',
			'2025-06-08T22:00Z 2025-06-09T00:00Z',
		]);
	});

	it('leave out weekends and holidays', () => {
		const festive = window('09:00-18:00', { holidays: ['2025-12-25', '2025-12-26'] });
		expect(opens(festive, 'Europe/Berlin', '2025-12-24T17:00Z', 5)).toEqual([
			'2025-12-29T08:00Z 2025-12-29T17:00Z',
		]);
	});

	it.each([[[]], [['Mars/Base']], [['Europe/Berlin', 'Mars/Base']]])(
		'do not exist in unknown zones: %j',
		(zones) => {
			const monday = new Date('2025-06-02T10:00Z');
			expect(openings(OFFICE, zones, monday, 30)).toEqual([]);
			expect(nextOpening(OFFICE, zones, monday)).toBeNull();
			expect(isWithin(OFFICE, zones, monday)).toBe(false);
		},
	);
});

describe('nextOpening', () => {
	const next = (of: typeof OFFICE, zones: string[], after: string) => {
		const opening = nextOpening(of, zones, new Date(after));
		return opening === null ? null : `${short(opening.start)} ${short(opening.end)}`;
	};

	it.each([
		[
			'the rest of the one that is open',
			'2025-06-02T12:34Z',
			'2025-06-02T12:34Z 2025-06-02T16:00Z',
		],
		[
			'the next when one has just ended',
			'2025-06-02T16:00Z',
			'2025-06-03T07:00Z 2025-06-03T16:00Z',
		],
		['the one after the weekend', '2025-06-06T16:00Z', '2025-06-09T07:00Z 2025-06-09T16:00Z'],
	])('is %s', (_name, after, expected) => {
		expect(next(OFFICE, ['Europe/Berlin'], after)).toBe(expected);
	});

	it('is whole where a search ends inside of it', () => {
		const mondays = window('00:00-24:00', { weekdays: ['monday'] });
		expect(next(mondays, ['Etc/UTC'], '2025-06-03T12:00Z')).toBe(
			'2025-06-09T00:00Z 2025-06-10T00:00Z',
		);
		const all = window('00:00-24:00', { weekdays: WEEKDAYS, holidays: ['2025-08-01'] });
		expect(next(all, ['Etc/UTC'], '2025-06-03T12:00Z')).toBe('2025-06-03T12:00Z 2025-08-01T00:00Z');
	});

	it('ends with the search when it never ends', () => {
		const always = window('00:00-24:00', { weekdays: WEEKDAYS });
		expect(next(always, ['Etc/UTC'], '2025-06-03T12:00Z')).toBe(
			'2025-06-03T12:00Z 2026-06-04T12:00Z',
		);
	});

	it('is found months ahead, where only the summer has a time in common', () => {
		// New York's 09:00 is 14:00 UTC in winter, when Reykjavik's window has just ended, and 13:00 UTC in summer.
		const early = window('09:00-14:00', { shortestMinutes: 60 });
		expect(next(early, ['Atlantic/Reykjavik', 'America/New_York'], '2025-11-10T00:00Z')).toBe(
			'2026-03-09T13:00Z 2026-03-09T14:00Z',
		);
	});
});

describe('isWithin', () => {
	it.each([
		['2025-06-02T06:59:59.999Z', false],
		['2025-06-02T07:00:00.000Z', true],
		['2025-06-02T15:59:59.999Z', true],
		['2025-06-02T16:00:00.000Z', false],
		['2025-06-01T10:00:00.000Z', false],
		['2025-06-09T10:00:00.000Z', false],
	])('at %s in Berlin: %s', (at, expected) => {
		const festive = window('09:00-18:00', { holidays: ['2025-06-09'] });
		expect(isWithin(festive, ['Europe/Berlin'], new Date(at))).toBe(expected);
	});

	it('wants all zones', () => {
		const at = new Date('2025-06-02T13:30Z');
		expect(isWithin(OFFICE, ['America/New_York'], at)).toBe(true);
		expect(isWithin(OFFICE, ['America/Chicago'], at)).toBe(false);
		expect(isWithin(OFFICE, ['America/New_York', 'America/Chicago'], at)).toBe(false);
	});
});

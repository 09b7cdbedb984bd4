import type { WrittenCallingWindow } from '../../../../nodes/shared/callingHours/callingWindow';
import {
	CallingWindowError,
	readCallingWindow,
	WEEKDAYS,
} from '../../../../nodes/shared/callingHours/callingWindow';

const OFFICE: WrittenCallingWindow = { weekdays: ['monday'], start: '09:00', end: '18:00' };

function refusal(written: Partial<WrittenCallingWindow>): string {
	try {
		return JSON.stringify(readCallingWindow({ ...OFFICE, ...written }));
	} catch (error) {
		if (error instanceof CallingWindowError) return error.message;
		throw error;
	}
}

describe('readCallingWindow', () => {
	it('reads weekdays, hours and holidays', () => {
		expect(
			readCallingWindow({
				weekdays: ['monday', 'Friday', ' sunday ', 'monday'],
				start: '9:05',
				end: '18:00',
				holidays: ['2026-12-25', ' 2027-01-01 ', '2028-02-29T00:00:00', '2027-05-01T00:00:00.000'],
				shortestMinutes: 30,
			}),
		).toEqual({
			weekdays: new Set([1, 5, 0]),
			startMinute: 545,
			endMinute: 1080,
			holidays: new Set(['2026-12-25', '2027-01-01', '2028-02-29', '2027-05-01']),
			shortestMinutes: 30,
		});
	});

	it('has no holidays and no shortest opening when none are given', () => {
		const window = readCallingWindow(OFFICE);
		expect([window.holidays.size, window.shortestMinutes]).toEqual([0, 0]);
	});

	it('takes the whole day', () => {
		const { startMinute, endMinute } = readCallingWindow({
			weekdays: WEEKDAYS,
			start: '00:00',
			end: '24:00',
		});
		expect([startMinute, endMinute]).toEqual([0, 1440]);
	});

	it('takes a shortest opening as long as the window', () => {
		expect(readCallingWindow({ ...OFFICE, shortestMinutes: 540 }).shortestMinutes).toBe(540);
	});

	it.each([
		[{ weekdays: [] }, 'The calling window has no weekday: choose at least one.'],
		[
			{ weekdays: ['monday', 'mo'] },
			'"mo" is not a weekday: use monday, tuesday, wednesday, thursday, friday, saturday or sunday.',
		],
		[
			{ start: '22:00', end: '06:00' },
			'The calling window from 22:00 to 06:00 crosses midnight, which it cannot: let it end by 24:00.',
		],
		[
			{ start: '22:00', end: '00:00' },
			'The calling window from 22:00 to 00:00 crosses midnight, which it cannot: let it end by 24:00.',
		],
		[
			{ start: '09:00', end: '09:00' },
			'The calling window starts and ends at 09:00: set a later end, 24:00 at the latest.',
		],
		[
			{ shortestMinutes: 541 },
			'The calling window lasts 540 minutes, so no part of it lasts 541: make one longer or the other shorter.',
		],
	])('refuses %j', (written, message) => {
		expect(refusal(written)).toBe(message);
	});

	it.each(['', '9', '9am', '09.00', '09:60', '24:01', '25:00', '-1:00', '9:5', '009:00'])(
		'refuses the time %j',
		(time) => {
			const message = `"${time}" is not a time of day: write hours and minutes, such as 09:00 or 17:30.`;
			expect(refusal({ start: time })).toBe(message);
			expect(refusal({ end: time })).toBe(message);
		},
	);

	it.each([
		'',
		'25.12.2026',
		'12/25/2026',
		'2026-13-01',
		'2026-02-29',
		'2026-12-25T09:00:00',
		'2026-12-25T00:00:00Z',
	])('refuses the holiday %j', (date) => {
		expect(refusal({ holidays: ['2026-12-24', date] })).toBe(
			`"${date}" is not a date: write year, month and day, such as 2026-12-25.`,
		);
	});
});

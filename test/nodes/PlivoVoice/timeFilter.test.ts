import { plivoTime, timeFilter } from '../../../nodes/PlivoVoice/timeFilter';
import { Parameters } from '../../../nodes/shared/operations/parameters';

const given = (value: unknown) =>
	new Parameters(
		[{ displayName: 'End Time', name: 'endTime', type: 'dateTime', default: '' }],
		() => value,
	);

describe('a time as a filter of Plivo', () => {
	test.each([
		['2026-09-18T08:36:26Z', 'Europe/Berlin', '2026-09-18 08:36:26'],
		['2026-09-18T08:36:26.250+05:30', 'UTC', '2026-09-18 03:06:26.250000'],
		['2026-09-18 08:36 -0700', 'UTC', '2026-09-18 15:36:00'],
		['2026-09-18T14:05:00', 'Asia/Kolkata', '2026-09-18 08:35:00'],
		['2026-09-18', 'America/Los_Angeles', '2026-09-18 07:00:00'],
		['2026-01-18 00:00', 'Europe/Berlin', '2026-01-17 23:00:00'],
		// An hour after and an hour before the clocks are changed.
		['2026-03-29T03:30:00', 'Europe/Berlin', '2026-03-29 01:30:00'],
		['2026-03-29T01:30:00', 'Europe/Berlin', '2026-03-29 00:30:00'],
		['2026-10-25T03:30:00', 'Europe/Berlin', '2026-10-25 02:30:00'],
	])('%s in %s is %s', (text, zone, expected) => {
		expect(timeFilter(given(text), 'endTime', zone)).toBe(expected);
	});

	test('a date of an expression', () => {
		const date = new Date('2026-09-18T08:36:26.000Z');
		expect(timeFilter(given(date), 'endTime', 'Asia/Kolkata')).toBe('2026-09-18 08:36:26');
		expect(plivoTime(date.getTime())).toBe('2026-09-18 08:36:26');
	});

	test.each([undefined, null, '', '  '])('%p is no filter', (value) => {
		expect(timeFilter(given(value), 'endTime', 'UTC')).toBeUndefined();
	});

	test.each([
		'yesterday',
		'18.09.2026',
		'2026-13-01',
		'2026-09-18T25:00',
		'2026-02-31',
		'2025-02-29T10:00Z',
		'1789720586',
	])('%p is refused', (text) => {
		expect(() => timeFilter(given(text), 'endTime', 'UTC')).toThrow(
			`'End Time' is not a time: '${text}'`,
		);
	});
});

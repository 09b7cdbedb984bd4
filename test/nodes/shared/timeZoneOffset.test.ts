import { isTimeZone, offsetAt } from '../../../nodes/shared/timeZoneOffset';

const MINUTE = 60_000;

describe('offsetAt', () => {
	it.each([
		['UTC', '2025-01-01T00:00:00Z', 0],
		['America/New_York', '2025-03-09T06:59:59.999Z', -300],
		['America/New_York', '2025-03-09T07:00:00Z', -240],
		['Asia/Kathmandu', '2025-01-01T00:00:00Z', 345],
		['Australia/Lord_Howe', '2025-04-05T14:59:59.999Z', 660],
		['Australia/Lord_Howe', '2025-04-05T15:00:00Z', 630],
		['Pacific/Kiritimati', '2025-12-31T23:59:59.999Z', 840],
		['Pacific/Apia', '2011-12-30T09:59:59.999Z', -600],
		['Pacific/Apia', '2011-12-30T10:00:00Z', 840],
		['Europe/London', '1969-07-20T20:17:40.500Z', 60],
	])('in %s at %s', (zone, at, minutes) => {
		expect(offsetAt(Date.parse(at), zone)).toBe(minutes * MINUTE);
	});

	it('throws in a zone that the runtime does not know', () => {
		expect(() => offsetAt(0, 'Mars/Base')).toThrow(RangeError);
	});
});

test.each([
	['Europe/Berlin', true],
	['Asia/Calcutta', true],
	['Mars/Base', false],
	['', false],
])('isTimeZone %j: %s', (zone, expected) => {
	expect(isTimeZone(zone)).toBe(expected);
	expect(isTimeZone(zone)).toBe(expected);
});

import { optionalInstant } from '../../../../nodes/shared/operations/instant';
import { Parameters } from '../../../../nodes/shared/operations/parameters';

const at = (value: unknown, zone = 'Europe/Berlin', timeOfDay?: string) => {
	const instant = optionalInstant(new Parameters([], () => value), 'time', zone, timeOfDay);
	return instant === undefined ? undefined : new Date(instant).toISOString();
};

describe('a time that the user gave', () => {
	test.each([
		['2026-11-20', '2026-11-19T23:00:00.000Z'],
		['2026-11-20 14:05', '2026-11-20T13:05:00.000Z'],
		['2026-07-01T14:05:06.789', '2026-07-01T12:05:06.789Z'],
		['2026-11-20T14:05:00Z', '2026-11-20T14:05:00.000Z'],
		['2026-11-20T14:05:00-05:00', '2026-11-20T19:05:00.000Z'],
		[new Date('2026-11-20T14:05:00Z'), '2026-11-20T14:05:00.000Z'],
	])('%p is in the zone it names, else in that of the workflow', (value, instant) => {
		expect(at(value)).toBe(instant);
	});

	test.each(['', undefined])('%p is none', (value) => expect(at(value)).toBeUndefined());

	test('a date alone can mean the end of its day', () => {
		expect(at('2026-11-20', 'Europe/Berlin', '23:59:59.999')).toBe('2026-11-20T22:59:59.999Z');
	});

	test('a date with a time is that time', () => {
		expect(at('2026-11-20 08:00', 'UTC', '23:59:59.999')).toBe('2026-11-20T08:00:00.000Z');
	});

	test.each(['yesterday', '20.11.2026', '2026-13-01', '2026-11-20 25:00', new Date('none')])(
		'%p is refused',
		(value) => expect(() => at(value)).toThrow(/'.*' is not a time/),
	);
});

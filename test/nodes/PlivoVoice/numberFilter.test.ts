import { numberFilter } from '../../../nodes/PlivoVoice/numberFilter';
import { Parameters } from '../../../nodes/shared/operations/parameters';

const filter = (fromNumber: unknown, defaultCountry?: string) =>
	numberFilter(
		new Parameters(
			[{ displayName: 'From Number', name: 'fromNumber', type: 'string', default: '' }],
			(name) => ({ fromNumber, defaultCountry })[name],
		),
		'fromNumber',
	);

describe('a number as a filter of Plivo', () => {
	test.each([
		['+1 (415) 555-0100', undefined, '14155550100'],
		['0049 30 123456', undefined, '4930123456'],
		['14155550100', undefined, '14155550100'],
		['+1415', undefined, '1415'],
		['(415) 555-0100', 'US', '14155550100'],
		['sip:anna@example.com', 'US', 'sip:anna@example.com'],
	])('%s (country %s) is %s', (text, country, expected) => {
		expect(filter(text, country)).toBe(expected);
	});

	test('nothing is no filter', () => {
		expect(filter(undefined)).toBeUndefined();
		expect(filter(' ')).toBeUndefined();
	});

	// Without its country, a number would be looked for as the beginning of another one, and nothing found.
	test.each([
		'(415) 555-0100',
		'0301234567',
		'Anna',
		'+1415<+1416',
		'+1415,+1416',
		'sip:a@b<sip:c',
	])('%p is refused', (text) => {
		expect(() => filter(text)).toThrow(/^'From Number' is neither a phone number nor a SIP/);
	});
});

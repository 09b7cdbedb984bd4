import fc from 'fast-check';
import { duration, optionalDuration } from '../../../nodes/Ultravox/duration';
import { Parameters } from '../../../nodes/shared/operations/parameters';
import { bodyErrors } from '../../contract/support/ultravoxContract';

const parameters = (value: unknown) =>
	new Parameters(
		[{ displayName: 'Delay', name: 'delay', type: 'string', default: '' }],
		() => value,
	);
const read = (value: unknown, bounds?: { min?: number; max?: number }) =>
	optionalDuration(parameters(value), 'delay', bounds);

describe('a span of time (ultravox.md §1)', () => {
	test.each([
		[30, '30s'],
		['30', '30s'],
		[' 30s ', '30s'],
		['1.5', '1.5s'],
		['0.384s', '0.384s'],
		[0.384, '0.384s'],
		['007', '7s'],
		[0, '0s'],
		[0.0000001, '0.000000100s'],
		['', undefined],
		[undefined, undefined],
	])('%p is sent as %p', (given, sent) => {
		expect(read(given)).toBe(sent);
	});

	test.each(['10m', 'ten', '-1', '-1s', '1,5', '1.0000000001', '1e9', 's', '1.s', '0x10'])(
		'%p is no number of seconds',
		(given) => {
			expect(() => read(given)).toThrow(/^'Delay' is no number of seconds/);
		},
	);

	test('is within its bounds, both allowed', () => {
		expect(read('10', { min: 10, max: 20 })).toBe('10s');
		expect(read('20s', { min: 10, max: 20 })).toBe('20s');
		expect(() => read('9.999', { min: 10, max: 20 })).toThrow(
			"'Delay' is 9.999 seconds, and has to be 10 to 20 seconds",
		);
		expect(() => read('20.1', { min: 10, max: 20 })).toThrow(/has to be 10 to 20 seconds/);
		expect(() => read('9', { min: 10 })).toThrow(/has to be 10 seconds or more/);
	});

	test('that has to be there is asked for', () => {
		expect(duration(parameters('2'), 'delay')).toBe('2s');
		expect(() => duration(parameters(' '), 'delay')).toThrow("'Delay' is empty");
	});

	test('whatever number of seconds is given, the document of the vendor takes it', () => {
		fc.assert(
			fc.property(fc.double({ min: 0, max: 999_999, noNaN: true }), (seconds) => {
				const text = String(Number(seconds.toFixed(6)));
				const sent = read(text);
				expect(bodyErrors('ultravox.v1.CallTemplate', { maxDuration: sent })).toEqual([]);
				expect(Number(sent?.slice(0, -1))).toBeCloseTo(Number(text), 6);
			}),
		);
	});
});

import { readDoNotCall } from '../../../../nodes/PhoneAgent/campaign/readDoNotCall';
import { given, problemOf } from './support/given';

const listOf = (...values: unknown[]) => {
	const [first = given(), ...others] = values.map((doNotCall) => given({ doNotCall }));
	return readDoNotCall([first, ...others], 'US');
};

describe('the list of those who must not be called', () => {
	test.each([
		['typed, with commas and lines', '+14155550100, 415 555 0101;\n+14155550102'],
		['of texts and numbers', ['+14155550100', 14155550101, '415-555-0102', '', null]],
		[
			'of items',
			['+14155550100', '4155550101', '4155550102'].map((phone) => ({ json: { phone } })),
		],
		[
			'of fields, one each, whatever its name',
			[{ number: '+14155550100' }, { Nummer: '4155550101' }, { phone: 4155550102, name: 'Cleo' }],
		],
		['as text of a list', '["+14155550100", "4155550101", 4155550102]'],
	])('is taken %s', (_how, value) => {
		const list = listOf(value);
		expect(list.size).toBe(3);
		for (const last of [0, 1, 2]) expect(list.has(`+1415555010${last}`)).toBe(true);
	});

	test.each([[undefined], [''], [[]], ['  ']])('is empty: %p', (value) => {
		expect(listOf(value).size).toBe(0);
	});

	test('with an entry that nobody understands, nobody is called: all such entries are told', () => {
		const said = problemOf(() =>
			listOf(['+14155550100', 'Mr. Smith', { name: 'Eve', city: 'Rome' }, '123']),
		);
		expect(said).toMatch(/^'Do Not Call' has entries that are no phone number, so that nobody/);
		expect(said).toMatch(/Entry 2: .*letters/);
		expect(said).toMatch(/Entry 3: The entry is no text/);
		expect(said).toMatch(/Entry 4: /);
		expect(said).not.toMatch(/Entry 1: /);
	});

	test('is one for all items', () => {
		expect(problemOf(() => listOf('+14155550100', '+14155550101'))).toMatch(
			/^'Do Not Call' is another one for the last item than for the first/,
		);
		expect(listOf(['+14155550100'], ['+14155550100']).size).toBe(1);
	});
});

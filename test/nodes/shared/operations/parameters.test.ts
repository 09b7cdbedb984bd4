import type { INodeProperties } from 'n8n-workflow';
import { InputProblem } from '../../../../nodes/shared/operations/inputProblem';
import { Parameters } from '../../../../nodes/shared/operations/parameters';

const property = (name: string, displayName: string, rest: Partial<INodeProperties> = {}) => ({
	displayName,
	name,
	type: 'string' as const,
	default: '',
	...rest,
});

const PROPERTIES: INodeProperties[] = [
	property('name', 'Name'),
	property('trunk', 'Trunk', { type: 'resourceLocator' }),
	property('status', 'Status', {
		type: 'options',
		options: [
			{ name: 'On', value: 'on' },
			{ name: 'Off', value: 'off' },
		],
	}),
	property('fields', 'Fields', { type: 'collection', options: [property('alias', 'Alias')] }),
	property('headers', 'Headers', {
		type: 'fixedCollection',
		options: [{ displayName: 'Header', name: 'values', values: [property('key', 'Key')] }],
	}),
];

const given = (values: Record<string, unknown>) =>
	new Parameters(PROPERTIES, (name) => values[name]);

/** The message of the problem, with its hint behind a bar. */
function problemOf(work: () => unknown): string {
	try {
		work();
	} catch (error) {
		if (error instanceof InputProblem) return `${error.message} | ${error.description ?? ''}`;
		throw error;
	}
	throw new Error('There was no problem');
}

describe('texts', () => {
	test('are without blanks around them; numbers from expressions become texts', () => {
		expect(given({ name: ' Ada ' }).text('name')).toBe('Ada');
		expect(given({ name: 42 }).text('name')).toBe('42');
	});

	test.each([[undefined], [null], [''], ['  ']])('%p is empty', (name) => {
		expect(problemOf(() => given({ name }).text('name'))).toBe("'Name' is empty | ");
		expect(given({ name }).optionalText('name')).toBeUndefined();
	});

	test('a blank one is told from one that was not added', () => {
		expect(given({ name: ' ' }).givenText('name')).toBe('');
		expect(given({}).givenText('name')).toBeUndefined();
	});

	test('an object is no text', () => {
		expect(problemOf(() => given({ name: {} }).text('name'))).toBe("'Name' is not a text | ");
	});

	test('several come as a list, with commas or on lines', () => {
		for (const name of [['a', ' b ', ''], 'a, b', 'a\nb\n']) {
			expect(given({ name }).texts('name')).toEqual(['a', 'b']);
		}
		expect(given({}).texts('name')).toEqual([]);
		expect(problemOf(() => given({ name: [{}] }).texts('name'))).toMatch(/not a list of texts/);
	});
});

describe('ids', () => {
	test('come out of a resource locator, or bare from an expression', () => {
		const trunk = { __rl: true, mode: 'list', value: ' 20372631212782780 ' };
		expect(given({ trunk }).decimalId('trunk')).toBe('20372631212782780');
		expect(given({ trunk: '20372631212782780' }).decimalId('trunk')).toBe('20372631212782780');
		expect(given({ trunk: { mode: 'id', value: 17 } }).decimalId('trunk')).toBe('17');
	});

	test('one that was a large number is refused: its last digits are lost', () => {
		const value = Number('20372631212782781');
		expect(String(value)).not.toBe('20372631212782781');
		for (const trunk of [value, { mode: 'id', value }]) {
			expect(problemOf(() => given({ trunk }).decimalId('trunk'))).toMatch(
				/^'Trunk' came as a number too large to be exact \| Give the ID as text/,
			);
		}
	});

	test('nothing chosen is empty', () => {
		for (const trunk of [undefined, '', { mode: 'list', value: '' }]) {
			expect(problemOf(() => given({ trunk }).id('trunk'))).toMatch(/^'Trunk' is empty/);
			expect(given({ trunk }).optionalId('trunk')).toBeUndefined();
		}
	});

	test.each([
		[{ a: 1 }],
		[['a', 'b']],
		[{ mode: 'id', value: { a: 1 } }],
		[{ mode: 'id', value: ['x'] }],
	])('%j is none', (trunk) => {
		expect(problemOf(() => given({ trunk }).id('trunk'))).toMatch(/^'Trunk' is not an ID/);
	});

	test('half a character is refused before it breaks a URL', () => {
		expect(problemOf(() => given({ trunk: 'a\uD800b' }).id('trunk'))).toMatch(/broken character/);
		expect(given({ trunk: 'a\u{1F600}b' }).id('trunk')).toBe('a\u{1F600}b');
	});

	test('have the form they need', () => {
		const uuid = '5B40A428-bfc7-4daf-9d06-726c558bf3b8';
		expect(given({ trunk: uuid }).uuid('trunk')).toBe(uuid.toLowerCase());
		expect(problemOf(() => given({ trunk: '../Call' }).uuid('trunk'))).toMatch(
			/^'Trunk' is not an ID: '..\/Call'/,
		);
		expect(problemOf(() => given({ trunk: '12a' }).decimalId('trunk'))).toMatch(/is not an ID/);
	});
});

describe('choices', () => {
	test('are ones of the list', () => {
		expect(given({ status: 'on' }).choice('status')).toBe('on');
		expect(problemOf(() => given({ status: 'up' }).choice('status'))).toBe(
			"'Status' has no choice 'up' | Use one of: on, off",
		);
		expect(problemOf(() => given({ status: 'on,up' }).choices('status'))).toMatch(/no choice 'up'/);
	});
});

describe('flags and numbers', () => {
	test('take what expressions give', () => {
		expect(given({ name: 'true' }).flag('name')).toBe(true);
		expect(given({ name: false }).optionalFlag('name')).toBe(false);
		expect(given({}).optionalFlag('name')).toBeUndefined();
		expect(given({ name: '60' }).integer('name')).toBe(60);
		expect(given({ name: '' }).optionalInteger('name')).toBeUndefined();
	});

	test.each([
		['flag', 'yes', /neither true nor false/],
		['integer', 'ten', /is not a number/],
		['integer', 1.5, /is not a whole number/],
		['integer', ' ', /is not a number/],
		['integer', NaN, /is not a number/],
	] as const)('%s %p', (getter, name, message) => {
		expect(problemOf(() => given({ name })[getter]('name'))).toMatch(message);
	});

	test.each([
		[{ min: 1, max: 5 }, 6, "'Name' is 6, and has to be 1 to 5 | "],
		[{ min: 1 }, 0, "'Name' is 0, and has to be 1 or more | "],
		[{ max: 5 }, 6, "'Name' is 6, and has to be 5 or less | "],
	])('bounds %p', (bounds, name, message) => {
		expect(problemOf(() => given({ name }).integer('name', bounds))).toBe(message);
	});
});

describe('addresses and phone numbers', () => {
	test('a URL has one of the schemes', () => {
		expect(given({ name: 'https://a.example/x?y=1' }).url('name')).toBe('https://a.example/x?y=1');
		for (const name of ['a.example', 'ftp://a.example', 'https://', 'https://a b']) {
			expect(problemOf(() => given({ name }).url('name'))).toBe(
				"'Name' is not a web address | It has to begin with https:// or http://",
			);
		}
		expect(given({ name: 'wss://a.example' }).url('name', ['wss'])).toBe('wss://a.example');
	});

	test('D4.7 a number is read with the hint of its country, letters are refused', () => {
		expect(given({ name: '(415) 555-0100' }).phoneNumber('name', 'US')).toBe('+14155550100');
		expect(problemOf(() => given({ name: '(415) 555-0100' }).phoneNumber('name'))).toMatch(
			/^'Name': /,
		);
		expect(problemOf(() => given({ name: 'call me' }).phoneNumber('name', 'US'))).toMatch(
			/^'Name': /,
		);
	});

	test('a number chosen from a list has its country code, with or without +', () => {
		expect(given({ trunk: { mode: 'list', value: '14155550100' } }).phoneNumberId('trunk')).toBe(
			'+14155550100',
		);
	});
});

describe('objects, collections and rows', () => {
	test('JSON as text or as object', () => {
		expect(given({ name: '{"a":1}' }).optionalObject('name')).toEqual({ a: 1 });
		expect(given({ name: { a: 1 } }).optionalObject('name')).toEqual({ a: 1 });
		for (const name of ['[1]', 'x', 3]) {
			expect(problemOf(() => given({ name }).optionalObject('name'))).toMatch(/not a JSON object/);
		}
	});

	test('a JSON list of objects, as list or as text; an empty one is none', () => {
		expect(given({ name: '[{"a":1}]' }).optionalObjects('name')).toEqual([{ a: 1 }]);
		expect(given({ name: [{ a: 1 }] }).optionalObjects('name')).toEqual([{ a: 1 }]);
		for (const name of ['[]', [], '', undefined]) {
			expect(given({ name }).optionalObjects('name')).toBeUndefined();
		}
		for (const name of ['{"a":1}', '[1]', '[null]', '[[]]', 'a', 5]) {
			expect(problemOf(() => given({ name }).optionalObjects('name'))).toMatch(
				/not a JSON list of objects/,
			);
		}
	});

	test('come as JSON text from expressions too; anything else is refused, never ignored', () => {
		expect(given({ fields: '{"alias":"x"}' }).collection('fields').text('alias')).toBe('x');
		expect(problemOf(() => given({ fields: 'alias' }).collection('fields'))).toMatch(
			/^'Fields' is not a JSON object/,
		);
		expect(given({ headers: '{"values":[{"key":"a"}]}' }).rows('headers')).toHaveLength(1);
	});

	test('know the labels of what is inside', () => {
		const fields = given({ fields: { alias: {} } }).collection('fields');
		expect(problemOf(() => fields.text('alias'))).toBe("'Alias' is not a text | ");
		const [row] = given({ headers: { values: [{ key: '' }] } }).rows('headers');
		expect(problemOf(() => row?.text('key'))).toBe("'Key' is empty | ");
		expect(given({}).rows('headers')).toEqual([]);
		expect(given({ fields: null }).collection('fields').has('alias')).toBe(false);
	});
});

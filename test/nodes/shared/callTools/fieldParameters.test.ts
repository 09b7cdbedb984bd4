import {
	CALL_ID_PARAMETER,
	fieldParameters,
	fieldSchema,
	fieldValue,
} from '../../../../nodes/shared/callTools/fieldParameters';
import type { DataField } from '../../../../nodes/shared/simpleAgent/read';

const field = (name: string, type: DataField['type'] = 'text', description = ''): DataField => ({
	name,
	type,
	description,
});

test('O3.8 names become parameters that every model takes, each of them once', () => {
	const fields = ['appointment day', 'Größe', 'e-mail', 'e mail', 'E_mail', '???', '__proto__'];
	const names = fieldParameters(fields.map((name) => field(name))).map(([name]) => name);
	expect(names).toEqual([
		'appointment_day',
		'Gro_e',
		'e-mail',
		'e_mail',
		'E_mail_2',
		'field',
		'proto',
	]);
	for (const name of names) expect(name).toMatch(/^[a-zA-Z0-9_-]{1,64}$/);
});

test('a field cannot take the place of what Ultravox says', () => {
	const [[name] = ['']] = fieldParameters([field(CALL_ID_PARAMETER)]);
	expect(name).not.toBe(CALL_ID_PARAMETER);
});

test('O3.8 each type has its schema', () => {
	expect(fieldSchema(field('age', 'number', 'in years'))).toEqual({
		type: 'number',
		description: 'age: in years',
	});
	expect(fieldSchema(field('day', 'date'))).toEqual({
		type: 'string',
		format: 'date',
		description: 'day (as YYYY-MM-DD)',
	});
	expect(fieldSchema(field('agrees', 'boolean'))).toMatchObject({ type: 'boolean' });
	expect(fieldSchema(field('name'))).toMatchObject({ type: 'string' });
});

test.each([
	['text', ' Ada ', 'Ada'],
	['text', '', null],
	['text', 42, '42'],
	['text', ['Ada'], null],
	['text', null, null],
	['number', 7.5, 7.5],
	['number', '7.5', 7.5],
	['number', 'seven', null],
	['number', true, null],
	['number', NaN, null],
	['boolean', true, true],
	['boolean', 'False', false],
	['boolean', 'maybe', null],
	['boolean', 1, null],
	['date', '2026-11-30', '2026-11-30'],
	['date', '2026-02-30', null],
	['date', 'next Tuesday', null],
] as const)('O3.8 a %s field given %p holds %p: nothing is guessed', (type, given, held) => {
	expect(fieldValue(type, given)).toBe(held);
});

import { askedForHuman, collectedOf } from '../../../../nodes/shared/callTools/collected';
import type { DataField } from '../../../../nodes/shared/simpleAgent/read';

const fields: DataField[] = [
	{ name: 'full name', description: '', type: 'text' },
	{ name: 'guests', description: '', type: 'number' },
	{ name: 'window seat', description: '', type: 'boolean' },
];

const submit = (text: unknown, toolName = 'submitCollectedData') => ({
	role: 'MESSAGE_ROLE_TOOL_CALL',
	toolName,
	text: typeof text === 'string' ? text : JSON.stringify(text),
});

const nothing = { 'full name': null, guests: null, 'window seat': null };

test('O3.8 what was submitted stands under the names of the fields; what was not is null', () => {
	expect(collectedOf([submit({ full_name: 'Ada', guests: 4 })], fields)).toEqual({
		...nothing,
		'full name': 'Ada',
		guests: 4,
	});
});

test('O3.8 no submission: every field is null, and nothing is read out of the conversation', () => {
	const said = { role: 'MESSAGE_ROLE_USER', text: 'My name is Ada, we are four.' };
	expect(collectedOf([said], fields)).toEqual(nothing);
	expect(collectedOf([], fields)).toEqual(nothing);
});

test('O3.8 of several submissions the last value counts, and nothing takes one back', () => {
	const messages = [
		submit({ full_name: 'Ada', guests: 4 }),
		submit({ guests: 5, full_name: null }),
		submit({ guests: 'many' }),
	];
	expect(collectedOf(messages, fields)).toMatchObject({ 'full name': 'Ada', guests: 5 });
});

test.each(['not json', '[1]', 'null', '{}', { other: 1 }])(
	'a submission that says nothing (%p) collects nothing',
	(text) => {
		expect(collectedOf([submit(text)], fields)).toEqual(nothing);
	},
);

test.each(['parameters', 'arguments', 'args'])('wrapped in `%s` it says the same', (wrapping) => {
	expect(collectedOf([submit({ [wrapping]: { guests: 2 } })], fields)).toMatchObject({ guests: 2 });
});

test('other tools, and the results of this one, are not what was collected', () => {
	const result = { ...submit({ guests: 9 }), role: 'MESSAGE_ROLE_TOOL_RESULT' };
	expect(collectedOf([submit({ guests: 9 }, 'bookTable'), result, null, 7], fields)).toEqual(
		nothing,
	);
});

test('an agent without fields collects nothing', () => {
	expect(collectedOf([submit({ guests: 9 })], [])).toBeNull();
});

test('P2.11 whether the agent wanted to hand the caller over', () => {
	expect(askedForHuman([submit({}, 'transferToHuman')])).toBe(true);
	expect(askedForHuman([submit({})])).toBe(false);
});

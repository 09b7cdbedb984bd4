import { nestedValues, templateVariables } from '../../../nodes/shared/templateVariables';

const names = (template: object) => templateVariables({ ...template }).map(({ name }) => name);
const nest = (values: Array<[string, unknown]>) =>
	nestedValues(values, (words) => new Error(words));

describe('the template variables of an agent (ultravox.md §4.2)', () => {
	test('are found in every part that Ultravox fills in', () => {
		expect(
			names({
				systemPrompt: 'Hello {{name}}, {{ user.phone_number }}! {{name}}',
				languageHint: '{{language}}',
				timeExceededMessage: '{{bye}}',
				inactivityMessages: [{ message: '{{still}}' }],
				selectedTools: [
					{ temporaryTool: { staticParameters: [{ value: '{{static}}' }] } },
					{ descriptionOverride: '{{described}}', parameterOverrides: { id: '{{overridden}}' } },
				],
				model: '{{not_here}}',
			}),
		).toEqual([
			'name',
			'user.phone_number',
			'language',
			'bye',
			'still',
			'static',
			'described',
			'overridden',
		]);
	});

	test('are those of the schema first, with their types', () => {
		expect(
			templateVariables({
				systemPrompt: '{{user.name}} {{other}}',
				contextSchema: {
					type: 'object',
					required: ['user', 'count'],
					properties: {
						user: {
							type: 'object',
							required: ['name'],
							properties: { name: { type: 'string' }, vip: { type: 'boolean' } },
						},
						count: { type: 'integer' },
					},
				},
			}),
		).toEqual([
			{ name: 'user.name', type: 'string', required: true },
			{ name: 'user.vip', type: 'boolean', required: false },
			{ name: 'count', type: 'integer', required: true },
			{ name: 'other', required: false },
		]);
	});

	test('are the innermost where a group stands alone, too, and none of the own of Ultravox', () => {
		expect(names({ systemPrompt: '{{user}} {{user.name}} {{ultravox.sip.caller_id}}' })).toEqual([
			'user.name',
		]);
		expect(
			names({ systemPrompt: 'no {single} braces, {{ }} and {{#section}} {{a..b}} {{a.}}' }),
		).toEqual([]);
		expect(names({ systemPrompt: '{{{ a }}} {{& b }} {{  c  }}' })).toEqual(['a', 'b', 'c']);
		expect(names({})).toEqual([]);
	});
});

test('hostile texts cost no more than long ones', () => {
	const many = Array.from({ length: 20_000 }, (_, index) => `{{v${index}}}`).join('');
	const started = process.cpuUsage();
	expect(names({ systemPrompt: `{{${' '.repeat(200_000)}!` })).toEqual([]);
	expect(names({ systemPrompt: `{{${'a.'.repeat(100_000)}!` })).toEqual([]);
	expect(names({ systemPrompt: '{{a '.repeat(50_000) })).toEqual([]);
	expect(names({ systemPrompt: '{'.repeat(200_000) })).toEqual([]);
	expect(names({ systemPrompt: many })).toHaveLength(20_000);
	expect(process.cpuUsage(started).user / 1e6).toBeLessThan(5);
});

describe('values with dotted names', () => {
	test('P2.13 nest', () => {
		expect(
			nest([
				['user.phone_number', '+1'],
				['user.name', 'Ada'],
				['n', 0],
			]),
		).toEqual({
			user: { phone_number: '+1', name: 'Ada' },
			n: 0,
		});
	});

	test.each([
		[
			[
				['a', 1],
				['a.b', 2],
			],
			/'a' both as a value and as a group/,
		],
		[
			[
				['a.b', 1],
				['a', 2],
			],
			/'a' twice, or as a group/,
		],
		[[['a..b', 1]], /unusable name: 'a..b'/],
		[[['__proto__.x', 1]], /unusable name/],
	] as Array<[Array<[string, unknown]>, RegExp]>)('%j cannot be', (values, problem) => {
		expect(() => nest(values)).toThrow(problem);
	});
});

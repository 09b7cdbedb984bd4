import type { IDataObject } from 'n8n-workflow';
import { toolOverridesSetting } from '../../../../nodes/Ultravox/settings/toolOverrides';
import { modelNameOf, selectedToolsSetting } from '../../../../nodes/Ultravox/settings/tools';
import { AGENT_CALL, CALL, chosen, expectTaken, read, TEMPLATE, values } from './reading';

const ID = '56294126-5a7d-4948-b67d-3b7e13d55ea7';
const byName = (toolName: string, more: IDataObject = {}) => ({
	source: 'name',
	toolName,
	...more,
});
const tools = (...rows: IDataObject[]) => {
	const fields = read(selectedToolsSetting, { selectedTools: values(rows) });
	expectTaken(TEMPLATE, fields);
	expectTaken(CALL, fields);
	return fields.selectedTools as IDataObject[];
};

describe('the tools of an agent (ultravox.md §7.1)', () => {
	test('are from the list, by name, or temporary', () => {
		const definition = { modelToolName: 'book', description: 'Books', client: {} };
		expect(
			tools({ source: 'list', tool: chosen(ID.toUpperCase(), 'list') }, byName('queryCorpus'), {
				source: 'temporary',
				temporaryTool: JSON.stringify(definition),
			}),
		).toEqual([{ toolId: ID }, { toolName: 'queryCorpus' }, { temporaryTool: definition }]);
	});

	test('carry overrides and tokens', () => {
		const more = {
			nameOverride: 'look_up',
			descriptionOverride: 'Looks things up',
			authTokens: values([{ name: 'apiKey', value: 'a-secret-token' }]),
			parameterOverrides: { corpus_id: 'c', max_results: 3 },
		};
		expect(tools(byName('queryCorpus', more))).toEqual([
			{
				toolName: 'queryCorpus',
				nameOverride: 'look_up',
				descriptionOverride: 'Looks things up',
				authTokens: { apiKey: 'a-secret-token' },
				parameterOverrides: { corpus_id: 'c', max_results: 3 },
			},
		]);
	});

	test('show no token that is typed', () => {
		const [rows] = selectedToolsSetting.properties[0]?.options as unknown as Array<{
			values: IDataObject[];
		}>;
		const tokens = rows?.values.find(({ name }) => name === 'authTokens') as {
			options: Array<{ values: IDataObject[] }>;
		};
		expect(tokens.options[0]?.values.find(({ name }) => name === 'value')).toMatchObject({
			typeOptions: { password: true },
		});
	});

	test.each<[string, IDataObject[], RegExp]>([
		['nothing chosen', [{ source: 'list', tool: chosen('', 'list') }], /'Tool' is empty/],
		['an ID that is none', [{ source: 'list', tool: chosen('hangUp') }], /'Tool' is not an ID/],
		['no name', [byName(' ')], /'Tool Name' is empty/],
		[
			'a name with blanks',
			[byName('x', { nameOverride: 'a b' })],
			/'Name Override' cannot be 'a b'/,
		],
		[
			'a definition without name',
			[{ source: 'temporary', temporaryTool: '{}' }],
			/needs a 'modelToolName'/,
		],
		[
			'a definition with two ways',
			[{ source: 'temporary', temporaryTool: { modelToolName: 'a', http: {}, client: {} } }],
			/several ways to be reached: http, client/,
		],
		['one name twice', [byName('hangUp'), byName('hangUp')], /two are called 'hangUp'/],
	])('are refused with %s', (_what, rows, problem) => {
		expect(() => tools(...rows)).toThrow(problem);
	});

	test('are known to the model by their override, definition, name or ID', () => {
		expect(modelNameOf({ nameOverride: 'a', toolName: 'b' })).toBe('a');
		expect(modelNameOf({ temporaryTool: { modelToolName: 'c' } })).toBe('c');
		expect(modelNameOf({ toolId: ID })).toBe(ID);
	});
});

describe('changes to the tools of an agent (ultravox.md §4.3)', () => {
	const changes = (given: IDataObject) => {
		const fields = read(toolOverridesSetting, { toolOverrides: values(given) });
		expectTaken(AGENT_CALL, fields);
		return fields;
	};

	test('take some away and add others', () => {
		const add = values([byName('hangUp')]);
		expect(changes({ removeAll: false, remove: 'book, look_up', add })).toEqual({
			toolOverrides: { remove: ['book', 'look_up'], add: [{ toolName: 'hangUp' }] },
		});
	});

	test('take all away, and then name none: both exclude each other', () => {
		expect(changes({ removeAll: true, remove: 'book' })).toEqual({
			toolOverrides: { removeAll: true },
		});
	});

	test('that change nothing are not sent', () => {
		expect(changes({ removeAll: false, remove: '' })).toEqual({});
		expect(read(toolOverridesSetting, {})).toEqual({});
	});
});

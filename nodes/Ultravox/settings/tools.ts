import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { given } from '../../shared/operations/given';
import type { Parameters } from '../../shared/operations/parameters';
import { toolLocator } from '../../shared/descriptions/ultravoxLocators';
import { namedRows, rowsSetting } from './rows';
import type { Setting } from './setting';

/** What the model calls a tool (ultravox.md §7.1). */
const MODEL_NAME = /^[a-zA-Z0-9_-]{1,64}$/;
const NAME_HINT = 'Use 1 to 64 letters, digits, _ and -';

const authTokens = namedRows({
	displayName: 'Auth Tokens',
	name: 'authTokens',
	row: 'Token',
	nameLabel: 'Requirement',
	nameExample: 'apiKey',
	isSecret: true,
	description:
		'What the tool needs to sign in, by the names in its requirements. Ultravox never shows them again.',
});

const from = (source: string) => ({ show: { source: [source] } });

const properties: INodeProperties[] = [
	{
		displayName: 'Tool Source',
		name: 'source',
		type: 'options',
		noDataExpression: true,
		options: [
			{ name: 'By Name', value: 'name', description: 'A tool of the account, or one built in' },
			{ name: 'From List', value: 'list' },
			{ name: 'Temporary', value: 'temporary', description: 'One that exists in these calls only' },
		],
		default: 'list',
	},
	toolLocator({ displayOptions: from('list'), required: false }),
	{
		displayName: 'Tool Name',
		name: 'toolName',
		type: 'string',
		default: '',
		placeholder: 'e.g. hangUp',
		displayOptions: from('name'),
	},
	{
		displayName: 'Definition',
		name: 'temporaryTool',
		type: 'json',
		default: '{}',
		description: 'What the tool is called, what it does, and how it is reached',
		displayOptions: from('temporary'),
	},
	{
		displayName: 'Name Override',
		name: 'nameOverride',
		type: 'string',
		default: '',
		description: 'What the model calls the tool; needed when the same one is there twice',
	},
	{
		displayName: 'Description Override',
		name: 'descriptionOverride',
		type: 'string',
		default: '',
		description: 'What the model is told about the tool',
	},
	...authTokens.properties,
	{
		displayName: 'Parameter Overrides',
		name: 'parameterOverrides',
		type: 'json',
		default: '{}',
		description: 'Fixed values for parameters, which the model does not see then',
	},
];

function temporaryTool(row: Parameters): IDataObject {
	const definition = row.optionalObject('temporaryTool') ?? {};
	const name = definition.modelToolName;
	if (typeof name !== 'string' || !MODEL_NAME.test(name)) {
		throw row.problem('temporaryTool', "needs a 'modelToolName'", NAME_HINT);
	}
	const ways = ['http', 'client', 'dataConnection'].filter((way) => definition[way] !== undefined);
	if (ways.length > 1) {
		throw row.problem(
			'temporaryTool',
			`has several ways to be reached: ${ways.join(', ')}`,
			'Keep one of them',
		);
	}
	return definition;
}

/** Which tool: exactly one of the three (ultravox.md §7.1). */
function base(row: Parameters): IDataObject {
	const source = row.choice('source');
	if (source === 'name') return { toolName: row.text('toolName') };
	if (source === 'temporary') return { temporaryTool: temporaryTool(row) };
	return { toolId: row.uuid('tool') };
}

function selectedTool(row: Parameters): IDataObject {
	const name = row.optionalText('nameOverride');
	if (name !== undefined && !MODEL_NAME.test(name)) {
		throw row.problem('nameOverride', `cannot be '${name}'`, NAME_HINT);
	}
	const overrides = row.optionalObject('parameterOverrides') ?? {};
	return given({
		...base(row),
		nameOverride: name,
		descriptionOverride: row.optionalText('descriptionOverride'),
		...authTokens.read(row),
		parameterOverrides: Object.keys(overrides).length === 0 ? undefined : overrides,
	});
}

/** What the model calls a selected tool; its ID where only Ultravox knows the name. */
export function modelNameOf(tool: IDataObject): string {
	const { nameOverride, temporaryTool: definition, toolName, toolId } = tool;
	return String(
		nameOverride ?? (definition as IDataObject | undefined)?.modelToolName ?? toolName ?? toolId,
	);
}

function selectedTools(rows: Parameters[]): IDataObject[] {
	const tools = rows.map(selectedTool);
	const names = new Set<string>();
	for (const [index, tool] of tools.entries()) {
		const name = modelNameOf(tool);
		if (names.has(name)) {
			throw (rows[index] as Parameters).problem(
				'nameOverride',
				`has to tell tools apart: two are called '${name}'`,
			);
		}
		names.add(name);
	}
	return tools;
}

/** Tools as rows of the panel. */
export const toolRows = (
	labels: Pick<INodeProperties, 'displayName' | 'name' | 'description'>,
): Setting => rowsSetting({ ...labels, row: 'Tool' }, properties, selectedTools);

/** The tools an agent may use (ultravox.md §7.1). */
export const selectedToolsSetting: Setting = toolRows({
	displayName: 'Tools',
	name: 'selectedTools',
	description: 'What the agent may use',
});

import type { IDataObject } from 'n8n-workflow';
import { given } from '../../../shared/operations/given';
import type { StepsOperation } from '../../../shared/operations/operation';
import type { Parameters } from '../../../shared/operations/parameters';
import { isObject } from '../../../shared/operations/values';
import type { UltravoxApi } from '../../../shared/ultravoxApi';
import { toolLocator } from '../../../shared/descriptions/ultravoxLocators';
import { secretTexts } from '../../../shared/secretTexts';
import { collected, together, under } from '../../settings/setting';
import { checkDefinition, jsonName, labelOf } from './checkDefinition';
import { checkedName, description, furtherFields, http, toolName } from './toolDefinition';
import { dynamicParameters } from './toolParameters';

const changes = together(description, dynamicParameters, furtherFields, under('http', http));

const fields = collected(
	{
		displayName: 'Update Fields',
		name: 'updateFields',
		description: 'What is not here stays; lists replace those of the tool',
		displayOptions: { show: { define: ['fields'] } },
	},
	{ properties: [toolName], read: () => ({}) },
	changes,
);

/**
 * `PUT /api/tools/{tool_id}`: there is no PATCH, so that the whole definition goes out (ultravox.md §7.1). Single fields are put
 * into the definition as it was read.
 */
export const update: StepsOperation<UltravoxApi> = {
	name: 'Update',
	value: 'update',
	action: 'Update tool',
	description: 'Change a tool of your account: single fields, or its whole definition',
	describesSecrets: ['definition'],
	properties: [
		toolLocator(),
		{
			displayName: 'Define',
			name: 'define',
			type: 'options',
			noDataExpression: true,
			options: [
				{ name: 'Single Fields', value: 'fields' },
				{ name: 'Whole Definition as JSON', value: 'json' },
			],
			default: 'fields',
		},
		...fields.properties,
		{
			displayName: 'Definition',
			name: 'definition',
			type: 'json',
			required: true,
			default: '{}',
			description: 'It replaces the whole definition of the tool',
			displayOptions: { show: { define: ['json'] } },
		},
		{
			...toolName,
			description: 'At most 40 characters; it stays as it is when left empty',
			displayOptions: { show: { define: ['json'] } },
		},
	],
	execute: async (api, parameters) => {
		const path = `/api/tools/${parameters.uuid('tool')}`;
		const body =
			parameters.choice('define') === 'json'
				? await wholeBody(api, path, parameters)
				: await changedBody(api, path, parameters);
		const secrets = secretTexts(body);
		return [{ json: await api.send({ method: 'PUT', path, body, secrets }) }];
	},
};

async function wholeBody(
	api: UltravoxApi,
	path: string,
	parameters: Parameters,
): Promise<IDataObject> {
	const definition = parameters.optionalObject('definition') ?? {};
	checkDefinition(definition, jsonName);
	const name = parameters.optionalText('name') === undefined ? undefined : checkedName(parameters);
	return { name: name ?? (await api.send({ method: 'GET', path })).name, definition };
}

const withoutNulls = (group: IDataObject): IDataObject =>
	Object.fromEntries(Object.entries(group).filter(([, value]) => value !== null));

/** The definition as it can be sent back: Ultravox may show what is not set as null, also within its groups. */
function storedDefinition({ definition }: IDataObject): IDataObject {
	const fields = Object.entries(withoutNulls(groupOf(definition)));
	return Object.fromEntries(
		fields.map(([key, value]) => [key, isObject(value) ? withoutNulls(value) : value]),
	);
}

const groupOf = (value: unknown): IDataObject => (value ?? {}) as IDataObject;

async function changedBody(
	api: UltravoxApi,
	path: string,
	parameters: Parameters,
): Promise<IDataObject> {
	const added = parameters.collection('updateFields');
	const name = added.has('name') ? checkedName(added) : undefined;
	const changed = changes.read(added);
	if (name === undefined && Object.keys(changed).length === 0) {
		throw parameters.problem('updateFields', 'are empty');
	}
	const tool = await api.send({ method: 'GET', path });
	const before = storedDefinition(tool);
	if (changed.http !== undefined && before.http === undefined) {
		const field =
			groupOf(changed.http).baseUrlPattern === undefined ? 'httpMethod' : 'baseUrlPattern';
		throw added.problem(field, 'does not go with this tool: it is not reached over HTTP');
	}
	const group = (key: string) =>
		changed[key] === undefined ? undefined : { ...groupOf(before[key]), ...groupOf(changed[key]) };
	const definition = {
		...before,
		...changed,
		...given({ http: group('http'), requirements: group('requirements') }),
	};
	checkDefinition(definition, labelOf, Object.keys(changed));
	return { name: name ?? tool.name, definition };
}

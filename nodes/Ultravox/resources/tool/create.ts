import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { multipartBody } from '../../../shared/multipartBody';
import type { StepsOperation } from '../../../shared/operations/operation';
import type { Parameters } from '../../../shared/operations/parameters';
import type { UltravoxApi } from '../../../shared/ultravoxApi';
import { additionalBodyFields, withAdditionalFields } from '../../settings/additionalBodyFields';
import { secretTexts } from '../../../shared/secretTexts';
import { collected } from '../../settings/setting';
import { checkDefinition, jsonName, labelOf } from './checkDefinition';
import { openApiFields, openApiFile } from './openApi';
import {
	checkedName,
	description,
	furtherFields,
	http,
	modelNameOf,
	toolName,
} from './toolDefinition';
import { dynamicParameters } from './toolParameters';

const byForm = (more: Record<string, string[]> = {}) => ({ show: { define: ['form'], ...more } });

const shown = (
	displayOptions: INodeProperties['displayOptions'],
	{ properties }: { properties: INodeProperties[] },
	more: Partial<INodeProperties> = {},
): INodeProperties[] => properties.map((property) => ({ ...property, ...more, displayOptions }));

const additional = collected(
	{ displayName: 'Additional Fields', name: 'additionalFields' },
	furtherFields,
	{ properties: [additionalBodyFields], read: () => ({}) },
);

/** `POST /api/tools` (ultravox.md §7.1), with JSON or with an OpenAPI document in a form. */
export const create: StepsOperation<UltravoxApi> = {
	name: 'Create',
	value: 'create',
	action: 'Create tool',
	description:
		'Create a tool that agents can use: from a form, from JSON, or from an OpenAPI document',
	describesSecrets: ['definition'],
	properties: [
		{
			displayName: 'Define',
			name: 'define',
			type: 'options',
			noDataExpression: true,
			options: [
				{ name: 'With a Form', value: 'form' },
				{ name: 'With an OpenAPI Document', value: 'openApi' },
				{ name: 'With JSON', value: 'json' },
			],
			default: 'form',
		},
		{ ...toolName, required: true, displayOptions: { show: { define: ['form', 'json'] } } },
		...shown(byForm(), description, { required: true }),
		{
			displayName: 'Implementation',
			name: 'implementation',
			type: 'options',
			noDataExpression: true,
			options: [
				{
					name: 'Client',
					value: 'client',
					description:
						'The program that joined the call over WebRTC or WebSocket; not on phone calls',
				},
				{
					name: 'Data Connection',
					value: 'dataConnection',
					description: 'A WebSocket beside the call, such as the bridge',
				},
				{ name: 'HTTP', value: 'http', description: 'A web address, such as a webhook of n8n' },
			],
			default: 'http',
			displayOptions: byForm(),
		},
		...shown(byForm({ implementation: ['http'] }), http, { required: true }),
		...shown(byForm(), dynamicParameters),
		...shown(byForm(), additional),
		{
			displayName: 'Definition',
			name: 'definition',
			type: 'json',
			required: true,
			default: '{}',
			description: 'The whole definition as Ultravox has it',
			hint: 'The operation Get shows what one looks like',
			displayOptions: { show: { define: ['json'] } },
		},
		...openApiFields,
	],
	execute: async (api, parameters) => {
		const define = parameters.choice('define');
		const request =
			define === 'openApi'
				? { raw: multipartBody({ file: await openApiFile(api, parameters) }) }
				: sending(define === 'json' ? jsonBody(parameters) : formBody(parameters));
		return [{ json: await api.send({ method: 'POST', path: '/api/tools', ...request }) }];
	},
};

const sending = (body: IDataObject) => ({ body, secrets: secretTexts(body) });

function formBody(parameters: Parameters): IDataObject {
	const name = checkedName(parameters);
	const way = parameters.choice('implementation');
	const further = additional.read(parameters);
	const body = withAdditionalFields(parameters.collection('additionalFields'), {
		name,
		definition: {
			modelToolName: modelNameOf(name),
			description: parameters.text('description'),
			...dynamicParameters.read(parameters),
			...further,
			[way]: way === 'http' ? http.read(parameters) : {},
		},
	});
	checkDefinition(body.definition as IDataObject, labelOf);
	return body;
}

function jsonBody(parameters: Parameters): IDataObject {
	const name = checkedName(parameters);
	const definition = parameters.optionalObject('definition') ?? {};
	checkDefinition(definition, jsonName);
	return { name, definition };
}

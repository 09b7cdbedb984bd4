import type { INodeProperties } from 'n8n-workflow';
import type { FormFile } from '../../../shared/multipartBody';
import type { Parameters } from '../../../shared/operations/parameters';
import { isObject } from '../../../shared/operations/values';
import type { UltravoxApi } from '../../../shared/ultravoxApi';
import { inputFileField, readInputFile } from '../../inputFile';

const show = (more: Record<string, string[]> = {}) => ({ show: { define: ['openApi'], ...more } });

/** Where the OpenAPI document is. */
export const openApiFields: INodeProperties[] = [
	{
		displayName: 'Document From',
		name: 'documentFrom',
		type: 'options',
		noDataExpression: true,
		options: [
			{ name: 'File of the Item', value: 'file' },
			{ name: 'Text', value: 'text' },
		],
		default: 'file',
		displayOptions: show(),
	},
	inputFileField({
		description: 'An OpenAPI document as JSON or YAML',
		displayOptions: show({ documentFrom: ['file'] }),
	}),
	{
		displayName: 'OpenAPI Document',
		name: 'openApiDocument',
		type: 'string',
		typeOptions: { rows: 8 },
		required: true,
		default: '',
		description: 'As JSON or YAML',
		displayOptions: show({ documentFrom: ['text'] }),
	},
];

/** An expression may give the document as an object. */
function typedDocument(parameters: Parameters): Buffer {
	const value = parameters.raw('openApiDocument');
	return Buffer.from(isObject(value) ? JSON.stringify(value) : parameters.text('openApiDocument'));
}

/** The document as the file that Ultravox takes: its name says whether it is JSON or YAML. */
export async function openApiFile(api: UltravoxApi, parameters: Parameters): Promise<FormFile> {
	const isFile = parameters.choice('documentFrom') === 'file';
	const bytes = isFile ? (await readInputFile(api, parameters)).bytes : typedDocument(parameters);
	const text = bytes.toString('utf8');
	if (!/["']?(?:openapi|swagger)["']?\s*:/.test(text)) {
		throw parameters.problem(
			isFile ? 'binaryPropertyName' : 'openApiDocument',
			'holds no OpenAPI document',
			'It is JSON or YAML that begins with openapi and a version',
		);
	}
	const isJson = text.trimStart().startsWith('{');
	return isJson
		? { fileName: 'openapi.json', mimeType: 'application/json', bytes }
		: { fileName: 'openapi.yaml', mimeType: 'application/yaml', bytes };
}

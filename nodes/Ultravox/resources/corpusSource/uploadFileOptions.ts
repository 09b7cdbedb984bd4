import type { INodeProperties } from 'n8n-workflow';
import { optionsCollection } from '../../../shared/descriptions/fieldCollection';

/** What else can be said of an upload. */
export const uploadFileOptions: INodeProperties = optionsCollection([
	{
		displayName: 'Description',
		name: 'description',
		type: 'string',
		default: '',
		description: 'The description of the source',
	},
	{
		displayName: 'File Name',
		name: 'fileName',
		type: 'string',
		default: '',
		placeholder: 'e.g. prices.pdf',
		description: 'The name of the file in Ultravox; its own when left out',
	},
	{
		displayName: 'Max Wait (Seconds)',
		name: 'maxWait',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 3600 },
		default: 300,
		description: "How long to wait for the indexing, where 'Wait Until Indexed' is on",
	},
	{
		displayName: 'MIME Type',
		name: 'mimeType',
		type: 'string',
		default: '',
		placeholder: 'e.g. text/markdown',
		description: 'The type of the file; what n8n knows of it when left out',
	},
	{
		displayName: 'Wait Until Indexed',
		name: 'waitUntilIndexed',
		type: 'boolean',
		default: false,
		description: 'Whether to go on only when agents can find the content of the file',
	},
]);

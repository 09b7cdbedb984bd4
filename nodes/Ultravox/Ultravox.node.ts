import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { describeResources } from '../shared/operations/describe';
import { runOperation } from '../shared/operations/router';
import * as listSearch from './methods/listSearch';
import * as loadOptions from './methods/loadOptions';
import * as resourceMapping from './methods/resourceMapping';
import { resources } from './resources';
import { ultravox } from './ultravoxProvider';

export class Ultravox implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Ultravox',
		name: 'ultravox',
		icon: {
			light: 'file:../../icons/ultravox.svg',
			dark: 'file:../../icons/ultravox.dark.svg',
		},
		group: ['transform'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description: 'Build voice agents, and read and steer their calls, in Ultravox',
		defaults: { name: 'Ultravox' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		usableAsTool: true,
		credentials: [
			{ name: 'ultravoxApi', displayName: 'Ultravox Credential', required: true },
			{
				name: 'plivoVoiceApi',
				displayName: 'Plivo Credential',
				required: true,
				displayOptions: { show: { resource: ['plivoConfiguration'] } },
			},
		],
		properties: describeResources(resources, 'call'),
	};

	methods = { listSearch, loadOptions, resourceMapping };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runOperation(this, resources, ultravox);
	}
}

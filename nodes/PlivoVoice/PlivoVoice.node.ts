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
import { plivo } from './plivoApi';
import { resources } from './resources';

export class PlivoVoice implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Plivo Voice',
		name: 'plivoVoice',
		icon: {
			light: 'file:../../icons/plivo.svg',
			dark: 'file:../../icons/plivo.dark.svg',
		},
		group: ['transform'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description: 'Make and control phone calls, and manage numbers and SIP trunks in Plivo',
		defaults: { name: 'Plivo Voice' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		usableAsTool: true,
		credentials: [{ name: 'plivoVoiceApi', displayName: 'Plivo Credential', required: true }],
		properties: describeResources(resources, 'call'),
	};

	methods = { listSearch };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runOperation(this, resources, plivo);
	}
}

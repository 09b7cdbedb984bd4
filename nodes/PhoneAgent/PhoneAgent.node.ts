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
import { phoneAgentProvider } from './phoneAgentApi';
import { resources } from './resources';

export class PhoneAgent implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Phone Agent',
		name: 'phoneAgent',
		icon: {
			light: 'file:../../icons/phoneAgent.svg',
			dark: 'file:../../icons/phoneAgent.dark.svg',
		},
		group: ['transform'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description: 'Have an AI agent talk on the phone, and steer its live calls',
		defaults: { name: 'Phone Agent' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		usableAsTool: true,
		credentials: [
			{
				name: 'ultravoxApi',
				displayName: 'Ultravox Credential',
				required: true,
				displayOptions: { show: { resource: ['call'] } },
			},
			{ name: 'voiceBridgeApi', displayName: 'Voice Bridge Credential', required: false },
		],
		properties: describeResources(resources, 'call'),
	};

	methods = { listSearch };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runOperation(this, resources, phoneAgentProvider());
	}
}

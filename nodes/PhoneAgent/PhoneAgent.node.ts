import type {
	IDataObject,
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';
import { NodeConnectionTypes, NodeOperationError } from 'n8n-workflow';
import { searchAgents } from '../shared/searchAgents';
import * as answerCall from './resources/call/answerCall';

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
		description: 'Have an AI agent talk on the phone',
		defaults: { name: 'Phone Agent' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		usableAsTool: true,
		credentials: [
			{ name: 'ultravoxApi', displayName: 'Ultravox Credential', required: true },
			{ name: 'voiceBridgeApi', displayName: 'Voice Bridge Credential', required: false },
		],
		properties: [
			{
				displayName: 'Resource',
				name: 'resource',
				type: 'options',
				noDataExpression: true,
				options: [{ name: 'Call', value: 'call' }],
				default: 'call',
			},
			{
				displayName: 'Operation',
				name: 'operation',
				type: 'options',
				noDataExpression: true,
				displayOptions: { show: { resource: ['call'] } },
				options: [
					{
						name: 'Answer Call',
						value: 'answerCall',
						action: 'Answer call',
						description:
							"Answer the call of an Inbound Call Trigger set to 'Answer With: Workflow'",
					},
				],
				default: 'answerCall',
			},
			...answerCall.properties,
		],
	};

	methods = { listSearch: { searchAgents } };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const results: INodeExecutionData[] = [];
		// Several items may come of one call, which can be answered once.
		const answered = new Map<string, Promise<IDataObject>>();
		for (let itemIndex = 0; itemIndex < this.getInputData().length; itemIndex++) {
			try {
				const json = await answerCall.execute(this, itemIndex, answered);
				results.push({ json, pairedItem: { item: itemIndex } });
			} catch (error) {
				if (this.continueOnFail()) {
					const message = error instanceof Error ? error.message : String(error);
					results.push({ json: { error: message }, pairedItem: { item: itemIndex } });
					continue;
				}
				throw new NodeOperationError(this.getNode(), error as Error, { itemIndex });
			}
		}
		return [results];
	}
}

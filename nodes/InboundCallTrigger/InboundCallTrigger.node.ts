import type {
	INodeType,
	INodeTypeDescription,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { searchAgents } from '../shared/searchAgents';
import { receive } from './answer/receive';
import { agentProperties } from './description/agent';
import { ladderProperties } from './description/ladder';
import { numberProperties } from './description/numbers';
import { optionProperties } from './description/options';
import { searchApplications } from './methods/listSearch';
import { getPhoneNumbers } from './methods/loadOptions';
import { publicationMethods } from './publication';

export class InboundCallTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Inbound Call Trigger',
		name: 'inboundCallTrigger',
		icon: {
			light: 'file:../../icons/inboundCall.svg',
			dark: 'file:../../icons/inboundCall.dark.svg',
		},
		group: ['trigger'],
		version: 1,
		subtitle:
			'={{ { agent: "Answer with agent", agentByNumber: "Answer with agent by number", workflow: "Answer with workflow" }[$parameter["answerWith"]] }}',
		description: 'Starts when somebody calls one of your Plivo numbers, and has an AI agent answer',
		eventTriggerDescription: 'Waiting for a call to one of the chosen numbers',
		activationMessage: 'Your numbers are now answered by this workflow',
		defaults: { name: 'Inbound Call Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main, NodeConnectionTypes.Main],
		outputNames: ['Answered', 'Ended'],
		credentials: [
			{ name: 'plivoVoiceApi', displayName: 'Plivo Credential', required: true },
			{ name: 'ultravoxApi', displayName: 'Ultravox Credential', required: true },
			{ name: 'voiceBridgeApi', displayName: 'Voice Bridge Credential', required: false },
		],
		webhooks: [
			{
				name: 'default',
				httpMethod: 'POST',
				responseMode: 'responseNode',
				// Sent only when a workflow ends without Answer Call: Plivo then asks again, and the ladder answers. A number, which
				// only an expression gives.
				responseCode: '={{503}}',
				path: 'plivo',
			},
		],
		triggerPanel: {
			header: 'Call one of your numbers',
			executionsHelp: {
				inactive:
					"While you listen here, the chosen numbers lead to this editor for one call, then back to where they led before. <br /><br />The 'Ended' output needs the published workflow: the hang-up comes after the test is over.",
				active:
					"This workflow answers your numbers. While you listen here, they lead to this editor for one call instead; the published workflow stays as it is. <br /><br />The 'Ended' output needs the published workflow.",
			},
			activationHint: 'Publish the workflow, and it answers every call to the chosen numbers',
		},
		properties: [...numberProperties, ...agentProperties, ...ladderProperties, ...optionProperties],
	};

	methods = {
		listSearch: { searchAgents, searchApplications },
		loadOptions: { getPhoneNumbers },
	};

	webhookMethods = { default: publicationMethods };

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await receive.call(this);
	}
}

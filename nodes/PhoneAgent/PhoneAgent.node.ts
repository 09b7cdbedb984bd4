import type {
	ExpressionString,
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { OUTCOME_OUTPUTS } from '../shared/callOutcome';
import { describeResources } from '../shared/operations/describe';
import { runOperation } from '../shared/operations/router';
import * as listSearch from './methods/listSearch';
import * as loadOptions from './methods/loadOptions';
import { phoneAgentProvider } from './phoneAgentApi';
import { resources } from './resources';
import { receiveWhileWaiting } from './waiting/receive';
import { waitingWebhooks } from './waiting/webhookDescription';

/** One output; for 'Call and Wait' by outcome, one for each kind. */
const OUTPUTS: ExpressionString = `={{ $parameter.resource === "call" && $parameter.operation === "callAndWait" && ($parameter.options ?? {}).outputs === "byOutcome" ? ${JSON.stringify(
	OUTCOME_OUTPUTS.map((displayName) => ({ type: NodeConnectionTypes.Main, displayName })),
)} : [{ "type": "${NodeConnectionTypes.Main}" }] }}`;

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
		description: 'Have an AI agent call people or answer them, and steer its live calls',
		defaults: { name: 'Phone Agent' },
		inputs: [NodeConnectionTypes.Main],
		outputs: OUTPUTS,
		usableAsTool: true,
		credentials: [
			{
				name: 'ultravoxApi',
				displayName: 'Ultravox Credential',
				required: true,
				displayOptions: { show: { resource: ['agent', 'call', 'campaign'] } },
			},
			{
				name: 'plivoVoiceApi',
				displayName: 'Plivo Credential',
				required: true,
				displayOptions: {
					show: { resource: ['agent', 'call', 'campaign'] },
					hide: { operation: ['answerCall'] },
				},
			},
			{
				name: 'voiceBridgeApi',
				displayName: 'Voice Bridge Credential',
				required: true,
				displayOptions: {
					hide: {
						resource: ['agent', 'campaign'],
						audioPath: ['direct'],
						// Operations that find a call of any path have this parameter, and need no bridge.
						findBy: ['callId', 'callKey', 'callUuid'],
					},
				},
			},
		],
		webhooks: waitingWebhooks,
		waitingNodeTooltip: 'The calls are up. The workflow goes on when all of them are over.',
		properties: describeResources(resources, 'call'),
	};

	methods = { listSearch, loadOptions };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runOperation(this, resources, phoneAgentProvider());
	}

	/** What the providers tell an execution of 'Call and Wait' while it sleeps. */
	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await receiveWhileWaiting.call(this);
	}
}

import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import type { AgentCall, AudioPath } from '../../../shared/agentCall';
import { agentStream, startAgentCall } from '../../../shared/agentCall';
import type { NamedValue } from '../../../shared/agentContext';
import { callFieldContext, metadataFrom, nestedContext } from '../../../shared/agentContext';
import type { StreamContentType } from '../../../shared/audioFormat';
import { getBridgeAccount, requireBridgeAccount } from '../../../shared/bridgeRequest';
import { callContextFromUltravox, mergeCallContext } from '../../../shared/callContext';
import { continueUrl } from '../../../shared/continueUrl';
import { callFields, metadata, templateContext } from '../../../shared/descriptions/agentContext';
import { agentLocator } from '../../../shared/descriptions/agentLocator';
import { audioFormat, audioPath } from '../../../shared/descriptions/audio';
import { locatorId } from '../../../shared/locatorId';
import type { XmlElement } from '../../../shared/plivoXml';
import { hangup, plivoResponse, redirect } from '../../../shared/plivoXml';
import type { PlivoParameters } from '../../../shared/plivoSignature';
import { stripSecrets } from '../../../shared/secrets';

const show = { show: { resource: ['call'], operation: ['answerCall'] } };

/** How long (ms) Ultravox may take: the caller hears ringing meanwhile, and Plivo gives the trigger five seconds in all. */
const BUDGET_MS = 3_000;

/** The panel of *Call > Answer Call*. */
export const properties: INodeProperties[] = [
	agentLocator({ required: true, displayOptions: show }),
	{ ...audioPath, displayOptions: show },
	{ ...callFields, displayOptions: show },
	{
		...templateContext,
		hint: 'What the nodes before found is in reach of expressions, such as {{ $json.customer.name }}',
		displayOptions: show,
	},
	{ ...metadata, displayOptions: show },
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		displayOptions: show,
		options: [
			{ ...audioFormat },
			{
				displayName: 'Greeting',
				name: 'greeting',
				type: 'string',
				default: '',
				description: "What the agent says first, instead of the agent's own greeting",
			},
			{
				displayName: 'Longest Call (Seconds)',
				name: 'maximumDuration',
				type: 'number',
				typeOptions: { minValue: 10 },
				default: 3600,
				description: 'After this the agent ends the call',
			},
			{
				displayName: 'Record Call',
				name: 'recordCall',
				type: 'boolean',
				default: true,
				description: 'Whether Ultravox records the call. Callers may have to be told.',
			},
		],
	},
];

/** What the Inbound Call Trigger gave for this call. */
interface WaitingCall {
	call: IDataObject;
	plivo: PlivoParameters;
	webhookUrl: string;
	isTest: boolean;
}

/**
 * Creates the Ultravox call for the caller who waits, and sends Plivo the XML that connects both.
 * When Ultravox refuses, Plivo is sent to the ladder of the trigger before the node fails: loud here, graceful on the phone.
 * @throws NodeOperationError when no call waits; NodeApiError with the words of Ultravox
 */
export async function execute(context: IExecuteFunctions, itemIndex: number): Promise<IDataObject> {
	const waiting = waitingCall(context, itemIndex);
	try {
		const agentCall = await connect(context, itemIndex, waiting);
		return {
			call: mergeCallContext(
				callContextFromUltravox(agentCall.object),
				waiting.call,
			) as unknown as IDataObject,
			plivo: waiting.plivo,
			ultravox: stripSecrets(agentCall.object) as IDataObject,
		};
	} catch (error) {
		send(context, waiting.isTest ? [hangup()] : [onwards(waiting)]);
		throw error instanceof NodeOperationError
			? error
			: new NodeOperationError(context.getNode(), error as Error, { itemIndex });
	}
}

async function connect(
	context: IExecuteFunctions,
	itemIndex: number,
	waiting: WaitingCall,
): Promise<AgentCall> {
	const path = context.getNodeParameter('audioPath', itemIndex, 'direct') as AudioPath;
	const bridge =
		path === 'bridge' ? await requireBridgeAccount(context) : await getBridgeAccount(context);
	const options = context.getNodeParameter('options', itemIndex, {}) as IDataObject;
	const contentType = (options.audioFormat ?? 'audio/x-l16;rate=16000') as StreamContentType;
	const callUuid = String(waiting.call.callUuid);
	const named = (name: string) =>
		context.getNodeParameter(`${name}.values`, itemIndex, []) as NamedValue[];
	const agentCall = await startAgentCall(
		context,
		{
			agentId: locatorId(context.getNodeParameter('agent', itemIndex)),
			audioPath: path,
			contentType,
			callUuid,
			templateContext: nestedContext(
				context.getNode(),
				named('templateContext'),
				callFieldContext(
					context.getNodeParameter('callFields', itemIndex, []) as string[],
					waiting.plivo,
				),
			),
			metadata: metadataFrom(context.getNode(), named('metadata')),
			greeting: String(options.greeting ?? '').trim(),
			...(options.recordCall === undefined
				? {}
				: { recordingEnabled: options.recordCall === true }),
			...(options.maximumDuration === undefined
				? {}
				: { maximumDuration: Number(options.maximumDuration) }),
		},
		BUDGET_MS,
	);
	const stream = agentStream(agentCall, {
		callUuid,
		contentType,
		bridge,
		eventsUrl: `${waiting.webhookUrl}?event=bridge`,
	});
	send(context, [stream, waiting.isTest ? hangup() : onwards(waiting, agentCall.callId)]);
	return agentCall;
}

const onwards = (waiting: WaitingCall, callId?: string): XmlElement =>
	redirect(continueUrl(waiting.webhookUrl, 0, callId), { method: 'POST' });

function send(context: IExecuteFunctions, elements: XmlElement[]): void {
	context.sendResponse({
		body: plivoResponse(...elements),
		headers: { 'content-type': 'application/xml; charset=utf-8' },
		statusCode: 200,
	});
}

/** The item of the trigger this call came from: the input itself, or that of the trigger further back. */
function waitingCall(context: IExecuteFunctions, itemIndex: number): WaitingCall {
	const input = context.getInputData()[itemIndex]?.json;
	const item = (input?.answer ? input : triggerItem(context, itemIndex)) ?? {};
	const answer = item.answer as IDataObject | undefined;
	if (typeof answer?.webhookUrl !== 'string' || !item.call) {
		throw new NodeOperationError(context.getNode(), 'No call is waiting to be answered', {
			itemIndex,
			description:
				"'Answer Call' goes behind an Inbound Call Trigger whose 'Answer With' is 'Workflow'",
		});
	}
	return {
		call: item.call as IDataObject,
		plivo: (item.plivo ?? {}) as PlivoParameters,
		webhookUrl: answer.webhookUrl,
		isTest: answer.isTest === true,
	};
}

function triggerItem(context: IExecuteFunctions, itemIndex: number): IDataObject | undefined {
	const trigger = context
		.getParentNodes(context.getNode().name)
		.find((node) => node.type.endsWith('.inboundCallTrigger'));
	if (!trigger) return undefined;
	const name = JSON.stringify(trigger.name);
	return context.evaluateExpression(`{{ $(${name}).first().json }}`, itemIndex) as
		IDataObject | undefined;
}

import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import type { AgentCall, AudioPath } from '../../../shared/agentCall';
import { agentStream, CALL_UUID_METADATA_KEY, startAgentCall } from '../../../shared/agentCall';
import type { NamedValue } from '../../../shared/agentContext';
import { callFieldContext, metadataFrom, nestedContext } from '../../../shared/agentContext';
import type { StreamContentType } from '../../../shared/audioFormat';
import { requireBridgeAccount } from '../../../shared/bridgeRequest';
import { bridgeSettings } from '../../../shared/bridgeSettings';
import { callContextFromUltravox, mergeCallContext } from '../../../shared/callContext';
import { attachTools } from '../../../shared/callTools/attach';
import { continueUrl } from '../../../shared/continueUrl';
import { TIMED_OUT, within } from '../../../shared/deadline';
import { callFields, metadata, templateContext } from '../../../shared/descriptions/agentContext';
import { agentLocator } from '../../../shared/descriptions/agentLocator';
import { audioFormat, audioPath } from '../../../shared/descriptions/audio';
import { bridgeOptions } from '../../../shared/descriptions/bridgeOptions';
import {
	greeting,
	languageHint,
	maximumDuration,
	recordCall,
} from '../../../shared/descriptions/callOptions';
import { optionsCollection } from '../../../shared/descriptions/fieldCollection';
import { locatorId } from '../../../shared/locatorId';
import type { StepsOperation } from '../../../shared/operations/operation';
import type { XmlElement } from '../../../shared/plivoXml';
import { hangup, plivoResponse, redirect } from '../../../shared/plivoXml';
import { stripSecrets } from '../../../shared/secrets';
import type { PhoneAgentApi } from '../../phoneAgentApi';
import type { WaitingCall } from './waitingCall';
import { waitingCall } from './waitingCall';

/** How long (ms) Ultravox may take: the caller hears ringing meanwhile, and Plivo gives the trigger five seconds in all. */
const BUDGET_MS = 3_000;
/** How long (ms) it may take before that to say what the agent has to do; what is known of it is not asked again for a minute. */
const DUTIES_MS = 800;

/** Connects the caller who waits with an agent: the answer of an Inbound Call Trigger that leaves it to the workflow. */
export const answerCall: StepsOperation<PhoneAgentApi> = {
	name: 'Answer Call',
	value: 'answerCall',
	action: 'Answer call',
	description: "Answer the call of an Inbound Call Trigger set to 'Answer With: Workflow'",
	properties: [
		agentLocator({ required: true }),
		audioPath,
		callFields,
		templateContext(
			'An expression can use what the nodes before found, such as {{ $json.customer.name }}',
		),
		metadata,
		optionsCollection([
			{ ...audioFormat },
			{ ...greeting },
			{ ...languageHint },
			{ ...maximumDuration },
			{ ...recordCall },
		]),
		bridgeOptions,
	],
	execute: async ({ context, itemIndex, answered }) => [
		{ json: await answer(context, itemIndex, answered) },
	],
};

/**
 * Creates the Ultravox call for the caller who waits, and sends Plivo the XML that connects both.
 * When Ultravox refuses, Plivo is sent to the ladder of the trigger before the node fails: loud here, graceful on the phone.
 * @param answered the calls of this execution that have their answer already
 * @throws NodeOperationError when no call waits; NodeApiError with the words of Ultravox
 */
async function answer(
	context: IExecuteFunctions,
	itemIndex: number,
	answered: Map<string, Promise<IDataObject>>,
): Promise<IDataObject> {
	const waiting = waitingCall(context, itemIndex);
	const key = `${waiting.webhookUrl} ${String(waiting.call.callUuid)}`;
	const known = answered.get(key);
	if (known) return await known;
	const answering = answerOnce(context, itemIndex, waiting);
	answered.set(key, answering);
	return await answering;
}

async function answerOnce(
	context: IExecuteFunctions,
	itemIndex: number,
	waiting: WaitingCall,
): Promise<IDataObject> {
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
	const bridge = path === 'bridge' ? await requireBridgeAccount(context) : null;
	if (path === 'bridge' && !waiting.hearsBridge) {
		throw new NodeOperationError(
			context.getNode(),
			'The Inbound Call Trigger has no Voice Bridge credential, and could not hear what the bridge reports',
			{ itemIndex, description: "Choose the same 'Voice Bridge Credential' in the trigger" },
		);
	}
	const options = context.getNodeParameter('options', itemIndex, {}) as IDataObject;
	const contentType = (options.audioFormat ?? 'audio/x-l16;rate=16000') as StreamContentType;
	const callUuid = String(waiting.call.callUuid);
	const named = (name: string) =>
		context.getNodeParameter(`${name}.values`, itemIndex, []) as NamedValue[];
	const wanted = {
		agentId: chosenAgent(context, itemIndex),
		audioPath: path,
		contentType,
		callUuid,
		templateContext: nestedContext(context.getNode(), named('templateContext'), {
			...callFieldContext(
				context.getNodeParameter('callFields', itemIndex, []) as string[],
				waiting.plivo,
			),
			...(options.languageHint ? { languageHint: String(options.languageHint).trim() } : {}),
		}),
		metadata: metadataFrom(context.getNode(), named('metadata')),
		greeting: String(options.greeting ?? '').trim(),
		...(options.recordCall === undefined ? {} : { recordingEnabled: options.recordCall === true }),
		...(options.maximumDuration === undefined
			? {}
			: { maximumDuration: longestCall(context, itemIndex, options.maximumDuration) }),
	};
	// The trigger takes the requests of the tools: it hears the whole call.
	const { duties, toolOverrides } = await attachTools(context, {
		agentId: wanted.agentId,
		webhookUrl: waiting.webhookUrl,
		key: { name: CALL_UUID_METADATA_KEY, value: callUuid },
		callerId: String(waiting.call.to ?? ''),
		budget: DUTIES_MS,
		isDeaf: waiting.isTest,
	});
	const settled = { ...wanted, opening: duties, toolOverrides };
	const creating = startAgentCall(context, settled, BUDGET_MS);
	const agentCall = await within(creating, BUDGET_MS);
	if (agentCall === TIMED_OUT) {
		throw new NodeOperationError(
			context.getNode(),
			`Ultravox did not answer within ${BUDGET_MS / 1000} s`,
			{ itemIndex },
		);
	}
	const settings = bridgeSettings(
		context.getNodeParameter('bridgeOptions', itemIndex, {}) as IDataObject,
	);
	const stream = agentStream(agentCall, {
		callUuid,
		contentType,
		bridge,
		eventsUrl: `${waiting.webhookUrl}?event=bridge`,
		settings: {
			...settings,
			interruptible: settings.interruptible && duties.interruptible,
		},
		isTest: waiting.isTest,
	});
	send(context, [stream, waiting.isTest ? hangup() : onwards(waiting, agentCall.callId)]);
	return agentCall;
}

function chosenAgent(context: IExecuteFunctions, itemIndex: number): string {
	const agentId = locatorId(context.getNodeParameter('agent', itemIndex));
	if (agentId !== '') return agentId;
	throw new NodeOperationError(context.getNode(), "'Agent' is empty", { itemIndex });
}

function longestCall(context: IExecuteFunctions, itemIndex: number, value: unknown): number {
	const seconds = Number(value);
	if (Number.isFinite(seconds) && seconds >= 1) return seconds;
	throw new NodeOperationError(
		context.getNode(),
		"'Longest Call (Seconds)' is not a number of seconds",
		{ itemIndex },
	);
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

import type { IDataObject } from 'n8n-workflow';
import type { AgentCall } from '../../shared/agentCall';
import { agentStream, CALL_UUID_METADATA_KEY, startAgentCall } from '../../shared/agentCall';
import type { NamedValue } from '../../shared/agentContext';
import { callFieldContext, metadataFrom, nestedContext } from '../../shared/agentContext';
import type { AgentDuties } from '../../shared/callTools/agentLookup';
import { NO_DUTIES } from '../../shared/callTools/agentLookup';
import type { AttachedTools } from '../../shared/callTools/attach';
import { attachTools } from '../../shared/callTools/attach';
import { continueUrl } from '../../shared/continueUrl';
import { within, TIMED_OUT } from '../../shared/deadline';
import type { XmlElement } from '../../shared/plivoXml';
import { hangup, redirect } from '../../shared/plivoXml';
import type { StreamContentType } from '../../shared/audioFormat';
import type { IncomingCall } from './incomingCall';

/** Kept back from the budget of a step for writing and sending the XML (ms). */
const RESERVE_MS = 150;
/** Less time than this (ms) is not worth asking Ultravox. */
const LEAST_MS = 300;
/** How long (ms) Ultravox may take at most to say what the agent has to do; what is known of it is not asked again for a minute. */
const DUTIES_MS = 800;

export type ConnectedAgent =
	| { reached: true; agentCall: AgentCall; elements: XmlElement[] }
	| { reached: false; reason: string };

/** How long (ms) the next agent may take, or 0 when there is no time left for one. */
export function timeForAgent(call: IncomingCall): number {
	const left = call.deadline - Date.now() - RESERVE_MS;
	const time = Math.min(call.options.stepBudget, left);
	return time < LEAST_MS ? 0 : time;
}

/** What the agent is told about this call. */
export function agentContext(call: IncomingCall): IDataObject {
	const { context } = call;
	const node = context.getNode();
	const base = callFieldContext(
		context.getNodeParameter('callFields', []) as string[],
		call.fields,
	);
	if (call.options.languageHint !== '') base.languageHint = call.options.languageHint;
	return nestedContext(
		node,
		context.getNodeParameter('templateContext.values', []) as NamedValue[],
		base,
	);
}

/**
 * Creates the Ultravox call of one agent and writes what connects it. What follows the Stream asks us how it ended
 * (in the editor's test nothing can be asked later: the test URL answers once, so the call just ends).
 * Never throws: what stands in the way is the reason for the next step.
 */
export async function connectAgent(
	call: IncomingCall,
	agentId: string,
	nextStep: number,
): Promise<ConnectedAgent> {
	if (timeForAgent(call) === 0)
		return { reached: false, reason: 'No time was left for this agent' };
	try {
		const { context, options } = call;
		const wanted = {
			agentId,
			audioPath: call.audioPath,
			contentType: options.audioFormat,
			callUuid: call.callUuid,
			templateContext: agentContext(call),
			metadata: metadataFrom(
				context.getNode(),
				context.getNodeParameter('metadata.values', []) as NamedValue[],
			),
			greeting: options.greeting,
			recordingEnabled: options.recordCall,
			maximumDuration: options.maximumDuration,
		};
		const { duties, toolOverrides } = await toolsFor(call, agentId, nextStep);
		// Asking for the duties is not at the expense of the agent, as long as the whole answer has the time.
		const time = Math.max(LEAST_MS, timeForAgent(call));
		const agentCall = await within(
			startAgentCall(context, { ...wanted, opening: duties, toolOverrides }, time),
			time,
		);
		if (agentCall === TIMED_OUT) {
			return { reached: false, reason: `Ultravox did not answer within ${time / 1000} s` };
		}
		const elements = connection(call, agentCall, { nextStep, duties });
		return { reached: true, agentCall, elements };
	} catch (error) {
		return { reached: false, reason: error instanceof Error ? error.message : String(error) };
	}
}

/** What the agent has to do in its calls, and the tools for it. */
async function toolsFor(
	call: IncomingCall,
	agentId: string,
	nextStep: number,
): Promise<AttachedTools> {
	const attached = await attachTools(call.context, {
		agentId,
		webhookUrl: call.webhookUrl,
		key: { name: CALL_UUID_METADATA_KEY, value: call.callUuid },
		callerId: call.to,
		step: nextStep,
		budget: Math.min(DUTIES_MS, timeForAgent(call) / 2),
		isDeaf: call.isTest,
	});
	if (attached.isKnown) call.note.duties.set(agentId, attached.duties);
	return attached;
}

/** What is known of how a caller is connected with an agent. */
export interface Connection {
	/** Index of the step of the ladder that follows when the agent is lost. */
	nextStep: number;
	duties?: AgentDuties;
	/** Where it is not that of the panel. */
	contentType?: StreamContentType;
}

/** `<Stream>` to the agent and what follows it. */
export function connection(
	call: IncomingCall,
	agentCall: AgentCall,
	{ nextStep, duties = NO_DUTIES, contentType = call.options.audioFormat }: Connection,
): XmlElement[] {
	const { interruptible } = call.bridgeSettings;
	const stream = agentStream(agentCall, {
		callUuid: call.callUuid,
		contentType,
		bridge: call.bridge,
		eventsUrl: `${call.webhookUrl}?event=bridge`,
		settings: { ...call.bridgeSettings, interruptible: interruptible && duties.interruptible },
		isTest: call.isTest,
	});
	if (call.isTest) return [stream, hangup()];
	return [
		stream,
		redirect(continueUrl(call.webhookUrl, nextStep, agentCall.callId), { method: 'POST' }),
	];
}

import type { IWebhookFunctions } from 'n8n-workflow';
import { ANSWER_TIMING } from '../../shared/callbackTiming';
import { agentDuties, NO_DUTIES } from '../../shared/callTools/agentLookup';
import { eventUrl } from '../../shared/callTools/eventUrl';
import type { Handoff, HandoffEnd } from '../../shared/callTools/handoff';
import { handoffDial, handoffEnd, handoffIn, handoffQuery } from '../../shared/callTools/handoff';
import type { ToolAnswer } from '../../shared/callTools/receiveTool';
import { receiveToolRequest } from '../../shared/callTools/receiveTool';
import { agentIdOf, returnFormat, returnToAgent } from '../../shared/callTools/returnToAgent';
import { hangup, plivoResponse, redirect, wait } from '../../shared/plivoXml';
import { stripSecrets } from '../../shared/secrets';
import type { Answer } from './callNotes';
import { noteOf } from './callNotes';
import { connection } from './connectAgent';
import type { IncomingCall } from './incomingCall';
import { climb, plainAnswer } from './ladder';
import type { ArrivedRequest } from './plivoEvent';
import { field } from './plivoEvent';

/** How long (ms) Ultravox may be asked what the agent has to do, who takes the caller back. */
const DUTIES_MS = 1_000;
/** Seconds after which the caller is connected with the human all the same, should Plivo's transfer not take hold. */
const TRANSFER_SECONDS = 5;

/** Answers the request of an agent's tool. Never throws. */
export async function receiveTool(
	context: IWebhookFunctions,
	arrived: ArrivedRequest,
): Promise<ToolAnswer> {
	const { webhookUrl } = arrived;
	return await receiveToolRequest(context, arrived, {
		webhookUrl,
		onHandoff: (handoff) =>
			noteOf(webhookUrl, handoff.callUuid).handoffs.set(handoff.callId, handoff),
	});
}

/** What comes after an agent who gave the caller away, should Plivo ask that instead of going on with the transfer at once. */
export function whileMoving(call: IncomingCall, handoff: Handoff): Answer {
	const url = eventUrl(call.webhookUrl, handoffQuery('handoff', handoff), ANSWER_TIMING);
	return plainAnswer('forward', [
		wait({ length: TRANSFER_SECONDS }),
		redirect(url, { method: 'POST' }),
	]);
}

/** The caller's leg is there: the human is called. A human who was called for this already is not called again. */
export async function handOver(call: IncomingCall, query: URLSearchParams): Promise<Answer> {
	const handoff = handoffIn(query, call.callUuid);
	if (handoff === undefined) return await climb(call, 0);
	call.note.handoffs.set(handoff.callId, handoff);
	const after = call.note.answers.get(handoffEndKey(query));
	if (after !== undefined) return await after;
	try {
		return plainAnswer('forward', handoffDial(call.webhookUrl, handoff, true));
	} catch (error) {
		return await takeBack(call, handoff, { why: 'unreachable', problem: reasonOf(error) });
	}
}

/** A repeated request gets the same answer. */
export const handoffEndKey = (query: URLSearchParams): string =>
	`handoff-end ${query.get('callId')}`;

/** The human hung up, or was not reached: then an agent who knows why takes the caller back, or else the ladder. */
export async function afterHandoff(call: IncomingCall, query: URLSearchParams): Promise<Answer> {
	const handoff = handoffIn(query, call.callUuid);
	if (handoff === undefined) return await climb(call, 0);
	call.note.handoffs.set(handoff.callId, handoff);
	const why = handoffEnd(field(call.fields, 'DialStatus'));
	if (why === 'talked') call.note.transferred = true;
	if (why === 'talked' || why === 'gone') return plainAnswer('forward', [hangup()]);
	return await takeBack(call, handoff, { why });
}

interface Failure {
	why: Exclude<HandoffEnd, 'talked' | 'gone'>;
	/** What went wrong on our side. */
	problem?: string;
}

async function takeBack(
	call: IncomingCall,
	handoff: Handoff,
	{ why, problem }: Failure,
): Promise<Answer> {
	const attempts: Answer['attempts'] = [
		{ step: 'forward', agentId: null, reason: `The human was not reached (${problem ?? why})` },
	];
	try {
		const returned = await returnToAgent(call.context, handoff, { why });
		const { agentCall, before } = returned;
		const agentId = agentIdOf(before);
		const duties = await agentDuties(call.context, agentId, DUTIES_MS).catch(() => NO_DUTIES);
		const elements = connection(call, agentCall, {
			nextStep: handoff.step,
			duties,
			contentType: returnFormat(returned, call.options.audioFormat),
		});
		return {
			xml: plivoResponse(...elements),
			by: 'agent',
			agentId: agentId || null,
			callId: agentCall.callId,
			agentCall: stripSecrets(agentCall.object),
			attempts,
		};
	} catch (error) {
		attempts.push({ step: 'agent', agentId: null, reason: reasonOf(error) });
		return await climb(call, handoff.step, attempts);
	}
}

const reasonOf = (error: unknown): string =>
	error instanceof Error ? error.message : String(error);

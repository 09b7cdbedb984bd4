import type { IWebhookFunctions } from 'n8n-workflow';
import type { ArrivedRequest } from '../../shared/arrivedRequest';
import { callUuidOf, field } from '../../shared/arrivedRequest';
import { agentStream } from '../../shared/agentCall';
import type { BridgeAccount } from '../../shared/bridgeRequest';
import { getBridgeAccount } from '../../shared/bridgeRequest';
import type { BridgeSettings } from '../../shared/bridgeSettings';
import { ANSWER_TIMING } from '../../shared/callbackTiming';
import { hangUpAgent } from '../../shared/callResult/hangUpAgent';
import { markMachine } from '../../shared/callResult/machineMark';
import { orNull } from '../../shared/callResult/plivoLeg';
import { eventUrl } from '../../shared/callTools/eventUrl';
import { handoffDial, handoffEnd, handoffIn } from '../../shared/callTools/handoff';
import { returnFormat, returnToAgent } from '../../shared/callTools/returnToAgent';
import { nobodyHere } from '../../shared/nobodyHere';
import type { PlacedCall } from '../../shared/placedCall';
import { plivoRequest } from '../../shared/plivoRequest';
import type { XmlElement } from '../../shared/plivoXml';
import { hangup, plivoResponse, redirect } from '../../shared/plivoXml';
import type { AfterClaims } from '../../shared/streamToken';
import { afterStreamUrl } from '../../shared/streamToken';
import { getUltravoxCall } from '../../shared/ultravoxCalls';
import { messageElements } from '../outbound/answerDocuments';
import { endedCallbacks } from '../outbound/callbacks';
import type { WaitingCall } from './waitingCall';
import { isDue } from './dueCalls';
import { dialedCall, waitingCall } from './waitingCall';

/** What Plivo is answered. */
export interface PhoneReply {
	status: number;
	body: string;
	headers: Record<string, string>;
}

const status = (code: number): PhoneReply => ({ status: code, body: '', headers: {} });

const xml = (...elements: XmlElement[]): PhoneReply => ({
	status: 200,
	body: plivoResponse(...elements),
	headers: { 'content-type': 'application/xml; charset=utf-8' },
});

/** How long (ms) Plivo may take to move a leg: it repeats what it tells when it gets no answer. */
const ORDER_MS = 4_000;
/** How long (ms) a call may last beyond the time by which it ought to be over. */
const LATE_MS = 10 * 60_000;

/**
 * Answers what Plivo tells and asks about a call that goes on: that a machine picked up, what it is to hear, and where a caller goes who is
 * handed to a human.
 * @param webhookUrl of this execution, with run and item
 * @throws NodeApiError when a provider does not do its part
 */
export async function replyToPlivo(
	context: IWebhookFunctions,
	arrived: ArrivedRequest,
	webhookUrl: string,
): Promise<PhoneReply> {
	const found = waitingCall(context, arrived);
	const callUuid = callUuidOf(arrived);
	if (found === null || callUuid === '') return xml(hangup());
	switch (arrived.query.get('event')) {
		case 'machine': {
			const call = await dialedCall(context, found);
			// Plivo comes again: whoever placed the call is about to know it.
			if (isDue(call.placed)) return status(503);
			return await noteMachine(context, arrived, call, webhookUrl);
		}
		// The others need nothing that was not known before the call was placed, and somebody waits for the answer.
		case 'message':
			return xml(...messageElements(found.placed.machine));
		case 'handoff': {
			const handoff = handoffIn(arrived.query, callUuid);
			return handoff ? xml(...handoffDial(webhookUrl, handoff, false)) : xml(hangup());
		}
		default:
			return await afterHandoff(context, arrived, found, webhookUrl);
	}
}

/**
 * A machine picked up (plivo.md §6.5). It is noted in the conversation, because a waiting node remembers nothing, and the leg is moved to
 * the message, or hung up: with `machine_detection=hangup` Plivo may have done that by itself.
 */
async function noteMachine(
	context: IWebhookFunctions,
	arrived: ArrivedRequest,
	{ placed }: WaitingCall,
	webhookUrl: string,
): Promise<PhoneReply> {
	const callUuid = callUuidOf(arrived);
	if (field(arrived.fields, 'Machine').toLowerCase() !== 'true') return status(200);
	if (placed.callId !== null) await noted(context, placed.callId, callUuid);
	if (placed.machine.choice === 'hangUp') await hangUpLeg(context, callUuid);
	if (placed.machine.choice !== 'leaveMessage') return status(200);
	// Where it is the agent that has not come yet, Plivo tells again.
	if (await mayHearMessage(context, placed)) return status(503);
	await plivoRequest(context, {
		method: 'POST',
		path: `/Call/${callUuid}/`,
		body: {
			legs: 'aleg',
			aleg_url: eventUrl(webhookUrl, { event: 'message', callUuid }, ANSWER_TIMING),
			aleg_method: 'POST',
		},
		timeout: ORDER_MS,
	});
	// Plivo asks for the message when the stream to the agent ends (plivo.md §5.3).
	if (placed.callId !== null) await letAgentGo(context, placed.callId);
	return status(200);
}

/** A leg that is gone, because Plivo or the machine has hung up, is gone. */
async function hangUpLeg(context: IWebhookFunctions, callUuid: string): Promise<void> {
	await orNull(
		plivoRequest(context, {
			method: 'DELETE',
			path: `/Call/${callUuid}/`,
			repeat: 'safe',
			timeout: ORDER_MS,
		}),
	);
}

/**
 * Whether the machine may hear the message already. Where Plivo said `Machine` with its question for the answer, the bridge has answered
 * with the message itself, and the agent never joins; moved then, the leg would wait for a second beep.
 */
async function mayHearMessage(
	context: IWebhookFunctions,
	{ audioPath, callId }: PlacedCall,
): Promise<boolean> {
	if (audioPath !== 'bridge' || callId === null) return false;
	return !(await getUltravoxCall(context, callId, ORDER_MS)).joined;
}

/** The order to move the leg is given: told again, Plivo would only be given it once more. */
async function letAgentGo(context: IWebhookFunctions, callId: string): Promise<void> {
	await hangUpAgent(context, callId).catch((error: unknown) => {
		context.logger.warn('Ultravox did not end the conversation with a machine', { error });
	});
}

/** The message counts more than the note: without it the outcome is told by the conversation alone. */
async function noted(context: IWebhookFunctions, callId: string, callUuid: string): Promise<void> {
	await markMachine(context, callId, callUuid).catch((error: unknown) => {
		context.logger.warn('Ultravox did not take the note that a machine picked up', { error });
	});
}

/** After the human: talked with, the call is over; not reached, the person comes back to an agent that knows why. */
async function afterHandoff(
	context: IWebhookFunctions,
	arrived: ArrivedRequest,
	{ placed }: WaitingCall,
	webhookUrl: string,
): Promise<PhoneReply> {
	const handoff = handoffIn(arrived.query, callUuidOf(arrived));
	const why = handoffEnd(field(arrived.fields, 'DialStatus'));
	if (!handoff || why === 'talked' || why === 'gone') return xml(hangup());
	try {
		const { callUuid } = handoff;
		const callbacks = await endedCallbacks(context, webhookUrl, placed.run);
		const returned = await returnToAgent(context, handoff, { why, settings: { callbacks } });
		const bridge = placed.audioPath === 'bridge' ? await getBridgeAccount(context) : null;
		const stream = agentStream(returned.agentCall, {
			callUuid,
			contentType: returnFormat(returned, 'audio/x-l16;rate=16000'),
			bridge,
			eventsUrl: eventUrl(webhookUrl, { event: 'bridge' }),
			settings: relaySettings(placed),
			isTest: false,
		});
		const ids = { callUuid, callId: returned.agentCall.callId };
		return xml(stream, ...afterStream(bridge, ids, placed), hangup());
	} catch (error) {
		context.logger.error('No agent could take a person back whom no human answered', { error });
		return xml(...nobodyHere());
	}
}

/** The bridge knows how its stream ended, and says a sentence when the agent was lost. */
function afterStream(
	bridge: BridgeAccount | null,
	ids: Pick<AfterClaims, 'callId' | 'callUuid'>,
	{ overBy }: PlacedCall,
): XmlElement[] {
	if (bridge === null) return [];
	const { publicUrl: bridgeUrl, sharedSecret: secret } = bridge;
	const expiresAt = new Date(Math.max(Date.now(), Date.parse(overBy)) + LATE_MS);
	return [redirect(afterStreamUrl(bridgeUrl, { ...ids, bridgeUrl }, { secret, expiresAt }))];
}

/** The bridge does with a person who comes back what it did before. */
const relaySettings = ({ relay }: PlacedCall): BridgeSettings => ({
	interruptible: relay?.notInterruptible !== true,
	record: relay?.record === true,
	resume: relay?.resume === true,
});

import type { IWebhookFunctions } from 'n8n-workflow';
import type { ArrivedRequest } from '../../shared/arrivedRequest';
import { callUuidOf, field } from '../../shared/arrivedRequest';
import { agentStream } from '../../shared/agentCall';
import { getBridgeAccount } from '../../shared/bridgeRequest';
import { bridgeSettings } from '../../shared/bridgeSettings';
import { ANSWER_TIMING } from '../../shared/callbackTiming';
import { hangUpAgent } from '../../shared/callResult/hangUpAgent';
import { markMachine } from '../../shared/callResult/machineMark';
import { eventUrl } from '../../shared/callTools/eventUrl';
import { handoffDial, handoffEnd, handoffIn } from '../../shared/callTools/handoff';
import { returnFormat, returnToAgent } from '../../shared/callTools/returnToAgent';
import { plivoRequest } from '../../shared/plivoRequest';
import type { XmlElement } from '../../shared/plivoXml';
import { hangup, plivoResponse } from '../../shared/plivoXml';
import { getUltravoxAccount } from '../../shared/ultravoxRequest';
import { messageElements } from '../outbound/answerDocuments';
import { endEventSecret } from '../outbound/callbacks';
import type { WaitingCall } from './waitingCall';
import { waitingCall } from './waitingCall';

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
	const call = waitingCall(context, arrived);
	const callUuid = callUuidOf(arrived);
	if (call === null || callUuid === '') return xml(hangup());
	switch (arrived.query.get('event')) {
		case 'machine':
			return await noteMachine(context, arrived, call, webhookUrl);
		case 'message':
			return xml(...messageElements(call.placed.machine));
		case 'handoff': {
			const handoff = handoffIn(arrived.query, callUuid);
			return handoff ? xml(...handoffDial(webhookUrl, handoff, false)) : xml(hangup());
		}
		default:
			return await afterHandoff(context, arrived, call, webhookUrl);
	}
}

/**
 * A machine picked up (plivo.md §6.5). It is noted in the conversation, because a waiting node remembers nothing, and the leg is moved to
 * the message; with `machine_detection=hangup` Plivo hangs up by itself.
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
	if (placed.machine.choice !== 'leaveMessage') return status(200);
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
	if (placed.callId !== null) await hangUpAgent(context, placed.callId);
	return status(200);
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
		const { apiKey } = await getUltravoxAccount(context);
		const { callUuid } = handoff;
		const ended = {
			url: eventUrl(webhookUrl, { event: 'ended' }),
			secrets: [endEventSecret(apiKey, placed.run)],
		};
		const returned = await returnToAgent(context, handoff, {
			why,
			settings: { callbacks: { ended } },
		});
		const stream = agentStream(returned.agentCall, {
			callUuid,
			contentType: returnFormat(returned, 'audio/x-l16;rate=16000'),
			bridge: await getBridgeAccount(context),
			eventsUrl: eventUrl(webhookUrl, { event: 'bridge' }),
			settings: bridgeSettings({}),
			isTest: false,
		});
		return xml(stream, hangup());
	} catch (error) {
		context.logger.error('No agent could take a person back whom no human answered', { error });
		return xml(hangup());
	}
}

import type { IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import { continueUrl } from '../../shared/continueUrl';
import { hangup, plivoResponse, redirect } from '../../shared/plivoXml';
import { restoreAfterTest } from '../publication/restoreAfterTest';
import { answerCall, earlierAnswer, mayBeRepeat } from './answerCall';
import { answeredItem, undecidedItem } from './answeredItem';
import { receiveFromBridge } from './bridgeEvents';
import type { Answer } from './callNotes';
import { announce, hangupOf, noteOf } from './callNotes';
import { continueCall } from './continueCall';
import { afterHandoff, handOver, handoffEndKey, receiveTool } from './handoff';
import { endedItem } from './hangup';
import type { IncomingCall } from './incomingCall';
import { incomingCall } from './incomingCall';
import { climb, plainAnswer } from './ladder';
import type { ArrivedRequest } from './plivoEvent';
import { callUuidOf, field, isFromPlivo, isTooLarge, readRequest } from './plivoEvent';
import { NO_ITEM, refuse, sendReply, sendStatus, sendToolAnswer, sendXml } from './send';

/** How long (ms) a recorded message waits for the hang-up of its call. */
const HANGUP_MS = 10_000;
/** Events for which a caller waits. */
const WITH_XML = new Set(['answer', 'continue', 'handoff', 'handoff-end']);
/** Index of the outputs. */
const toAnswered = (item: IDataObject) => [[{ json: item }], []];
const toEnded = (item: IDataObject) => [[], [{ json: item }]];

/**
 * Everything Plivo and the bridge send to the trigger. The answer goes out directly, before the execution starts: n8n's own
 * ways of answering wait for it (n8n.md §0, 9-12). Never throws: n8n would answer with JSON, which a caller hears as a hang-up.
 */
export async function receive(this: IWebhookFunctions): Promise<IWebhookResponseData> {
	const arrivedAt = Date.now();
	if (isTooLarge(this)) return sendStatus(this, 413);
	const arrived = readRequest(this);
	const event = arrived.query.get('event') ?? 'answer';
	let trusted = false;
	try {
		if (event === 'bridge') {
			return sendReply(this, await receiveFromBridge(this, arrived, arrivedAt));
		}
		if (event === 'tool') return sendToolAnswer(this, await receiveTool(this, arrived));
		if (!(await isFromPlivo(this, arrived))) return refuse(this);
		trusted = true;
		if (callUuidOf(arrived) === '') return sendStatus(this, 400);
		switch (event) {
			case 'hangup':
				return await receiveHangup(this, arrived);
			case 'voicemail':
				return await receiveVoicemail(this, arrived);
			case 'dial':
				return receiveDial(this, arrived);
			case 'continue':
				return await receiveContinue(await incomingCall(this, arrived, arrivedAt), arrived);
			case 'handoff':
				return await receiveHandoff(await incomingCall(this, arrived, arrivedAt), arrived);
			case 'handoff-end':
				return await receiveHandoffEnd(await incomingCall(this, arrived, arrivedAt), arrived);
			case 'answer':
				return await receiveAnswer(await incomingCall(this, arrived, arrivedAt), arrived);
			default:
				return sendStatus(this, 400);
		}
	} catch (error) {
		this.logger.error(`'${this.getNode().name}' could not handle a call event`, { error, event });
		return await lastResort(this, arrived, trusted ? event : 'untrusted', { arrivedAt, error });
	}
}

async function receiveAnswer(
	call: IncomingCall,
	arrived: ArrivedRequest,
): Promise<IWebhookResponseData> {
	const known = call.note.answers.get('answer');
	if (known) return sendXml(call.context, (await known).xml);
	// Noted before anything is awaited: a delivery that comes meanwhile must find it.
	const decides = call.context.getNodeParameter('answerWith', 'agent') === 'workflow';
	let repeated = false;
	const earlier = mayBeRepeat(call) ? earlierAnswer(call) : Promise.resolve(null);
	const answer = earlier.then(async (found) => {
		repeated = found !== null;
		return found ?? (decides ? lateAnswer(call) : await answerCall(call));
	});
	call.note.answers.set('answer', answer);
	const given = await answer;
	if (decides && !repeated) return { workflowData: toAnswered(undecidedItem(call)) };
	call.note.given.push(given);
	sendXml(call.context, given.xml);
	if (arrived.query.get('from') === 'test') await restoreAfterTest(call.context, call.to);
	if (repeated) return NO_ITEM;
	const item = answeredItem(call, given);
	given.agentCall = null;
	return { ...NO_ITEM, workflowData: toAnswered(item) };
}

/**
 * What a repeat gets while the workflow decides, through Phone Agent > Answer Call: Plivo waited in vain, so the ladder answers.
 */
function lateAnswer(call: IncomingCall): Answer {
	return call.isTest
		? plainAnswer('nobody', [hangup()])
		: plainAnswer('nobody', [redirect(continueUrl(call.webhookUrl, 0), { method: 'POST' })]);
}

async function receiveContinue(
	call: IncomingCall,
	arrived: ArrivedRequest,
): Promise<IWebhookResponseData> {
	const { query, fields } = arrived;
	const key = `continue ${query.get('step')} ${query.get('callId')} ${field(fields, 'DialStatus')}`;
	return await sendOnward(call, key, async () => await continueCall(call, query));
}

/** The same answer for whoever asks again: a repeated delivery, while the first is being prepared or after it. */
async function sendOnward(
	call: IncomingCall,
	key: string,
	make: () => Promise<Answer>,
): Promise<IWebhookResponseData> {
	let answer = call.note.answers.get(key);
	if (!answer) {
		answer = make();
		call.note.answers.set(key, answer);
		const given = await answer;
		given.agentCall = null;
		call.note.given.push(given);
	}
	return sendXml(call.context, (await answer).xml);
}

/** An agent gave the caller away: the human is called. Not kept as an answer: once the human was called, another one is due. */
async function receiveHandoff(
	call: IncomingCall,
	{ query }: ArrivedRequest,
): Promise<IWebhookResponseData> {
	const given = await handOver(call, query);
	call.note.given.push(given);
	return sendXml(call.context, given.xml);
}

async function receiveHandoffEnd(
	call: IncomingCall,
	{ query }: ArrivedRequest,
): Promise<IWebhookResponseData> {
	const make = async () => await afterHandoff(call, query);
	return await sendOnward(call, handoffEndKey(query), make);
}

async function receiveHangup(
	context: IWebhookFunctions,
	arrived: ArrivedRequest,
): Promise<IWebhookResponseData> {
	const note = noteOf(arrived.webhookUrl, callUuidOf(arrived));
	sendStatus(context, 200);
	// A hang-up repeated from an earlier test would end the one that waits now.
	if (note.hungUp || arrived.isTest) return NO_ITEM;
	note.hungUp = true;
	announce(note);
	const item = await endedItem(context, arrived, note);
	note.ended = true;
	return { ...NO_ITEM, workflowData: toEnded(item) };
}

/** Somebody a call was forwarded to: whether they answered it. */
function receiveDial(context: IWebhookFunctions, arrived: ArrivedRequest): IWebhookResponseData {
	const action = field(arrived.fields, 'DialAction');
	if (action === 'answer' || action === 'connected') {
		noteOf(arrived.webhookUrl, callUuidOf(arrived)).transferred = true;
	}
	return sendStatus(context, 200);
}

/**
 * A recorded message. It rides along with the hang-up; when that does not come, has been told already, or is told by another
 * process, the message gets an item of its own, so that it is never lost.
 */
async function receiveVoicemail(
	context: IWebhookFunctions,
	arrived: ArrivedRequest,
): Promise<IWebhookResponseData> {
	const note = noteOf(arrived.webhookUrl, callUuidOf(arrived));
	sendStatus(context, 200);
	if (note.voicemail !== null || arrived.isTest) return NO_ITEM;
	note.voicemail = { ...arrived.fields } as IDataObject;
	const isLate = note.ended;
	announce(note);
	if (!isLate && note.expectsVoicemail && (await hangupOf(note, HANGUP_MS))) return NO_ITEM;
	return { ...NO_ITEM, workflowData: toEnded(await endedItem(context, arrived, note)) };
}

/** What still can be said when something unforeseen happened: the ladder from its first step, and why in the item. */
async function lastResort(
	context: IWebhookFunctions,
	arrived: ArrivedRequest,
	event: string,
	{ arrivedAt, error }: { arrivedAt: number; error: unknown },
): Promise<IWebhookResponseData> {
	if (context.getResponseObject().headersSent) return NO_ITEM;
	if (!WITH_XML.has(event)) return sendStatus(context, 500);
	try {
		const call = await incomingCall(context, arrived, arrivedAt);
		const reason = error instanceof Error ? error.message : String(error);
		const given = await climb(call, 0, [{ step: 'agent', agentId: null, reason }]);
		call.note.given.push(given);
		sendXml(context, given.xml);
		if (event !== 'answer') return NO_ITEM;
		call.note.answers.set('answer', Promise.resolve(given));
		return { ...NO_ITEM, workflowData: toAnswered(answeredItem(call, given)) };
	} catch (lastError) {
		context.logger.error(`'${context.getNode().name}' could not take the steps of its ladder`, {
			error: lastError,
		});
		return sendXml(context, plivoResponse(hangup()));
	}
}

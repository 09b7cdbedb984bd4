import type { IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import { continueUrl } from '../../shared/continueUrl';
import { hangup, plivoResponse, redirect } from '../../shared/plivoXml';
import { restoreAfterTest } from '../publication/restoreAfterTest';
import { answerCall, earlierAnswer, mayBeRepeat } from './answerCall';
import { answeredItem, undecidedItem } from './answeredItem';
import { receiveBridgeEvent } from './bridgeEvents';
import type { Answer, CallNote } from './callNotes';
import { announce, noteOf } from './callNotes';
import { continueCall } from './continueCall';
import { endedItem } from './hangup';
import type { IncomingCall } from './incomingCall';
import { incomingCall } from './incomingCall';
import { climb } from './ladder';
import type { ArrivedRequest } from './plivoEvent';
import { field, isFromPlivo, readRequest } from './plivoEvent';

const NO_ITEM: IWebhookResponseData = { noWebhookResponse: true };
/** Index of the outputs. */
const toAnswered = (item: IDataObject) => [[{ json: item }], []];
const toEnded = (item: IDataObject) => [[], [{ json: item }]];

/**
 * Everything Plivo and the bridge send to the trigger. The answer goes out directly, before the execution starts: n8n's own
 * ways of answering wait for it (n8n.md §0, 9-12). Never throws: n8n would answer with JSON, which a caller hears as a hang-up.
 */
export async function receive(this: IWebhookFunctions): Promise<IWebhookResponseData> {
	const arrivedAt = Date.now();
	const arrived = readRequest(this);
	const event = arrived.query.get('event') ?? 'answer';
	let trusted = false;
	try {
		if (event === 'bridge') return sendStatus(this, await receiveBridgeEvent(this, arrived));
		if (!(await isFromPlivo(this, arrived))) return refuse(this);
		trusted = true;
		if (field(arrived.fields, 'CallUUID') === '') return sendStatus(this, 400);
		if (event === 'hangup') return await receiveHangup(this, arrived);
		if (event === 'voicemail') return await receiveVoicemail(this, arrived);
		const call = await incomingCall(this, arrived, arrivedAt);
		return event === 'continue'
			? await receiveContinue(call, arrived)
			: await receiveAnswer(call, arrived);
	} catch (error) {
		this.logger.error(`'${this.getNode().name}' could not handle a call event`, { error, event });
		return await lastResort(this, arrived, trusted ? event : 'untrusted');
	}
}

async function receiveAnswer(
	call: IncomingCall,
	arrived: ArrivedRequest,
): Promise<IWebhookResponseData> {
	const known = call.note.answers.get('answer');
	if (call.context.getNodeParameter('answerWith', 'agent') === 'workflow') {
		if (known) return sendXml(call.context, (await known).xml);
		const earlier = mayBeRepeat(call) ? await earlierAnswer(call) : null;
		return earlier ? sendXml(call.context, earlier.xml) : undecided(call);
	}
	if (known) return sendXml(call.context, (await known).xml);
	let repeated = false;
	const answer = mayBeRepeat(call)
		? earlierAnswer(call).then(async (earlier) => {
				repeated = earlier !== null;
				return earlier ?? (await answerCall(call));
			})
		: answerCall(call);
	call.note.answers.set('answer', answer);
	const given = await answer;
	call.note.given.push(given);
	sendXml(call.context, given.xml);
	if (arrived.query.get('from') === 'test') await restoreAfterTest(call.context, call.to);
	if (repeated) return NO_ITEM;
	return { ...NO_ITEM, workflowData: toAnswered(answeredItem(call, given)) };
}

/**
 * The workflow answers, through Phone Agent > Answer Call. Should Plivo ask again, it waited in vain: the ladder answers then.
 */
function undecided(call: IncomingCall): IWebhookResponseData {
	const xml = call.isTest
		? plivoResponse(hangup())
		: plivoResponse(redirect(continueUrl(call.webhookUrl, 0), { method: 'POST' }));
	const late: Answer = { xml, by: 'nobody', agentId: null, agentCall: null, attempts: [] };
	call.note.answers.set('answer', Promise.resolve(late));
	return { workflowData: toAnswered(undecidedItem(call)) };
}

async function receiveContinue(
	call: IncomingCall,
	arrived: ArrivedRequest,
): Promise<IWebhookResponseData> {
	const key = `continue ${arrived.rawQuery} ${field(arrived.fields, 'DialStatus')}`;
	let answer = call.note.answers.get(key);
	if (!answer) {
		answer = continueCall(call, arrived.query);
		call.note.answers.set(key, answer);
		call.note.given.push(await answer);
	}
	return sendXml(call.context, (await answer).xml);
}

async function receiveHangup(
	context: IWebhookFunctions,
	arrived: ArrivedRequest,
): Promise<IWebhookResponseData> {
	const note = noteOf(arrived.webhookUrl, field(arrived.fields, 'CallUUID'));
	sendStatus(context, 200);
	// A hang-up repeated from an earlier test would end the one that waits now.
	if (note.hungUp || arrived.isTest) return NO_ITEM;
	note.hungUp = true;
	announce(note);
	const item = await endedItem(context, arrived, note);
	note.ended = true;
	return { ...NO_ITEM, workflowData: toEnded(item) };
}

/**
 * A recorded message. It rides along with the hang-up; only when that has been told already, or is told by another process,
 * the message gets an item of its own, so that it is never lost.
 */
async function receiveVoicemail(
	context: IWebhookFunctions,
	arrived: ArrivedRequest,
): Promise<IWebhookResponseData> {
	const note: CallNote = noteOf(arrived.webhookUrl, field(arrived.fields, 'CallUUID'));
	sendStatus(context, 200);
	if (note.voicemail !== null) return NO_ITEM;
	note.voicemail = { ...arrived.fields } as IDataObject;
	announce(note);
	if (note.expectsVoicemail && !note.ended) return NO_ITEM;
	return { ...NO_ITEM, workflowData: toEnded(await endedItem(context, arrived, note)) };
}

/** What still can be said when something unforeseen happened: the ladder from its first step. */
async function lastResort(
	context: IWebhookFunctions,
	arrived: ArrivedRequest,
	event: string,
): Promise<IWebhookResponseData> {
	if (context.getResponseObject().headersSent) return NO_ITEM;
	if (event !== 'answer' && event !== 'continue') return sendStatus(context, 500);
	try {
		const call = await incomingCall(context, arrived, Date.now());
		return sendXml(context, (await climb(call, 0)).xml);
	} catch (error) {
		context.logger.error(`'${context.getNode().name}' could not take the steps of its ladder`, {
			error,
		});
		return sendXml(context, plivoResponse(hangup()));
	}
}

function sendXml(context: IWebhookFunctions, xml: string): IWebhookResponseData {
	context
		.getResponseObject()
		.status(200)
		.set('content-type', 'application/xml; charset=utf-8')
		.send(xml);
	return NO_ITEM;
}

function sendStatus(context: IWebhookFunctions, status: number): IWebhookResponseData {
	context.getResponseObject().status(status).type('text/plain').send('');
	return NO_ITEM;
}

function refuse(context: IWebhookFunctions): IWebhookResponseData {
	context
		.getResponseObject()
		.status(403)
		.type('text/plain')
		.send(
			'This request is not signed with the Auth Token of the Plivo credential, or for another public URL.',
		);
	return NO_ITEM;
}

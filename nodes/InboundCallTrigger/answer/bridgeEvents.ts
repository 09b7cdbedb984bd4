import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';
import { isFromBridge } from '../../shared/arrivedRequest';
import type { BridgeEvent } from '../../shared/bridgeEvents';
import { getBridgeAccount } from '../../shared/bridgeRequest';
import { isObject, parsedJson } from '../../shared/operations/values';
import type { BridgeReply } from '../../shared/resumeReply';
import { hangupOf, knownNote } from './callNotes';
import type { ArrivedRequest } from './plivoEvent';
import { noteEvent } from './relayNotes';
import { resumeCall } from './resumeCall';

/** For how long (ms) the end of a call unknown to this process is sent back to find the process that knows it. */
const LOOK_ELSEWHERE_MS = 20_000;
/** How long (ms) the hang-up is waited for before the event is sent on its way again. */
const HANGUP_MS = 2_000;

/**
 * Takes what the bridge POSTs, an event or the request to resume a call, and gives the answer. Events start no execution: those
 * that nobody waits for are taken and dropped.
 * @param arrivedAt epoch milliseconds
 */
export async function receiveFromBridge(
	context: IWebhookFunctions,
	arrived: ArrivedRequest,
	arrivedAt: number,
): Promise<BridgeReply> {
	const bridge = await getBridgeAccount(context);
	if (bridge === null || !isFromBridge(arrived, bridge)) return { status: 403 };
	const body = parsedJson(arrived.rawBody);
	if (!isObject(body)) return { status: 400 };
	if (body.type === 'resume') {
		const request = { body, webhookUrl: arrived.webhookUrl, isTest: arrived.isTest, arrivedAt };
		return await resumeCall(context, bridge, request);
	}
	return isEvent(body) ? { status: await takeEvent(arrived, body) } : { status: 400 };
}

/**
 * The end of a call is noted for its hang-up, which carries report and transcript into the *Ended* item; that it is about to end, for
 * Plivo's question what comes next. With several webhook processes event and hang-up may meet different ones: 425 makes the bridge try
 * again, and the next attempt may meet the right one.
 */
async function takeEvent(arrived: ArrivedRequest, event: BridgeEvent): Promise<number> {
	const note = knownNote(arrived.webhookUrl, event.callUuid);
	if (note) noteEvent(note, event);
	if (event.type !== 'ended' && event.type !== 'ending') return 200;
	const isFresh = Date.now() - Date.parse(event.at) < LOOK_ELSEWHERE_MS;
	if (!note) return isFresh ? 425 : 200;
	if (event.type === 'ending') return 200;
	// Plivo reports the hang-up at the same moment.
	return (await hangupOf(note, HANGUP_MS)) || !isFresh ? 200 : 425;
}

function isEvent(body: IDataObject): body is IDataObject & BridgeEvent {
	const { eventId, type, at, callUuid, callId, sequence, data } = body;
	const isText = [eventId, type, at, callUuid, callId].every((value) => typeof value === 'string');
	return isText && Number.isInteger(sequence) && isObject(data);
}

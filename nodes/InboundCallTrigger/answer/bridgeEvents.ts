import type { IWebhookFunctions } from 'n8n-workflow';
import type { BridgeEvent } from '../../shared/bridgeEvents';
import {
	BRIDGE_SIGNATURE_HEADER,
	BRIDGE_TIMESTAMP_HEADER,
	verifyBridgeEvent,
} from '../../shared/bridgeEvents';
import { getBridgeAccount } from '../../shared/bridgeRequest';
import { announce, hangupOf, knownNote } from './callNotes';
import type { ArrivedRequest } from './plivoEvent';

/** For how long (ms) the end of a call unknown to this process is sent back to find the process that knows it. */
const LOOK_ELSEWHERE_MS = 20_000;
/** How long (ms) the hang-up is waited for before the event is sent on its way again. */
const HANGUP_MS = 2_000;

const header = (arrived: ArrivedRequest, name: string): string | undefined => {
	const value = arrived.headers[name];
	return Array.isArray(value) ? value[0] : value;
};

/**
 * Takes an event of the bridge and gives the HTTP status of the answer. The end of a call is noted for its hang-up, which
 * carries report and transcript into the *Ended* item. With several webhook processes event and hang-up may meet different
 * ones: 425 makes the bridge try again, and the next attempt may meet the right one.
 */
export async function receiveBridgeEvent(
	context: IWebhookFunctions,
	arrived: ArrivedRequest,
): Promise<number> {
	const bridge = await getBridgeAccount(context);
	const genuine =
		bridge !== null &&
		verifyBridgeEvent({
			rawBody: arrived.rawBody,
			timestamp: header(arrived, BRIDGE_TIMESTAMP_HEADER),
			signature: header(arrived, BRIDGE_SIGNATURE_HEADER),
			secret: bridge.sharedSecret,
		});
	if (!genuine) return 403;
	const event = parseEvent(arrived.rawBody);
	if (!event) return 400;
	if (event.type !== 'ended') return 200;
	const isFresh = Date.now() - Date.parse(event.at) < LOOK_ELSEWHERE_MS;
	const note = knownNote(arrived.webhookUrl, event.callUuid);
	if (!note) return isFresh ? 425 : 200;
	note.bridgeEnded = event;
	announce(note);
	// Plivo reports the hang-up at the same moment.
	return (await hangupOf(note, HANGUP_MS)) || !isFresh ? 200 : 425;
}

function parseEvent(rawBody: string): BridgeEvent | null {
	try {
		const event = JSON.parse(rawBody) as Partial<BridgeEvent> | null;
		if (typeof event?.callUuid !== 'string' || typeof event.type !== 'string') return null;
		if (typeof event.at !== 'string') return null;
		return event as BridgeEvent;
	} catch {
		return null;
	}
}

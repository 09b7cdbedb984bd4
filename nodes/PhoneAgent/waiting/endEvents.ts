import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';
import type { ArrivedRequest } from '../../shared/arrivedRequest';
import { callUuidOf, headerOf, isFromBridge } from '../../shared/arrivedRequest';
import { getBridgeAccount } from '../../shared/bridgeRequest';
import { isObject, parsedJson } from '../../shared/operations/values';
import type { PlacedCall } from '../../shared/placedCall';
import { CALL_KEY_METADATA_KEY, RUN_METADATA_KEY } from '../../shared/placedCall';
import { statusOf } from '../../shared/providerStatus';
import { metadataValue } from '../../shared/resumedCall';
import type { BridgeReply } from '../../shared/resumeReply';
import { getUltravoxCall } from '../../shared/ultravoxCalls';
import { getUltravoxAccount } from '../../shared/ultravoxRequest';
import {
	ULTRAVOX_SIGNATURE_HEADER,
	ULTRAVOX_TIMESTAMP_HEADER,
	verifyUltravoxWebhook,
} from '../../shared/ultravoxSignature';
import { isUuid } from '../../shared/uuid';
import { endEventSecret } from '../outbound/callbacks';
import { resumePlacedCall } from './resumePlacedCall';
import type { Verdict } from './verdict';
import { remember, TAKEN, verdict } from './verdict';
import { dialedCall, waitingCall } from './waitingCall';

const REFUSED = 403;
/** How long (ms) Ultravox may take to say whose call it is. */
const LOOK_UP_MS = 5_000;

/**
 * For how long a signature of Ultravox's is good here, in seconds: its repeats go on for eight and a half hours, perhaps with the
 * first one's time (ultravox.md §7.6). The secret is of this run alone, and nothing that an event says is believed without asking.
 */
const TOLERANCE_SECONDS = 9 * 3_600;

/** Ultravox's `call.ended` (ultravox.md §7.6), or `call.billed`. */
export async function takeEndEvent(
	context: IWebhookFunctions,
	arrived: ArrivedRequest,
): Promise<Verdict> {
	const body = parsedJson(arrived.rawBody);
	const call = isObject(body) && isObject(body.call) ? body.call : {};
	const run = metadataValue(call, RUN_METADATA_KEY);
	const { apiKey } = await getUltravoxAccount(context);
	const isGenuine =
		run !== '' &&
		verifyUltravoxWebhook({
			rawBody: arrived.rawBody,
			timestamp: headerOf(arrived, ULTRAVOX_TIMESTAMP_HEADER),
			signature: headerOf(arrived, ULTRAVOX_SIGNATURE_HEADER),
			secret: endEventSecret(apiKey, run),
			toleranceSeconds: TOLERANCE_SECONDS,
		});
	if (!isGenuine) return REFUSED;
	const waiting = waitingCall(context, arrived);
	const isOurs =
		waiting?.placed.run === run &&
		waiting.placed.key === metadataValue(call, CALL_KEY_METADATA_KEY);
	if (!waiting || !isOurs) return TAKEN;
	const kind = isObject(body) && body.event === 'call.billed' ? 'other' : 'ended';
	return await verdict(context, waiting, { kind, callId: String(call.callId) });
}

/** Plivo's hang-up (plivo.md §6.3), whose signature was checked: the address, with run and item, is part of what is signed. */
export async function takeHangup(
	context: IWebhookFunctions,
	arrived: ArrivedRequest,
): Promise<Verdict> {
	const waiting = waitingCall(context, arrived);
	const callUuid = callUuidOf(arrived);
	if (waiting === null || callUuid === '') return TAKEN;
	const { placed } = waiting;
	if (placed.callUuid !== null && placed.callUuid !== callUuid) return TAKEN;
	const hangup = { ...arrived.fields } as IDataObject;
	const leg = { state: 'over' as const, record: null, hangup };
	return await verdict(context, waiting, { kind: 'hangup' }, new Map([[placed.item, { leg }]]));
}

/**
 * What the bridge POSTs: the request to resume a call, or an event. Of those only the end of the stream is of interest; it is asked for as
 * any other end.
 * @param asked where this execution is reached, with run and item, and when it was, in epoch milliseconds
 */
export async function takeFromBridge(
	context: IWebhookFunctions,
	arrived: ArrivedRequest,
	asked: { webhookUrl: string; arrivedAt: number },
): Promise<Verdict | BridgeReply> {
	// A direct call has no bridge, and n8n gives no credential that the panel does not show.
	const isDirect = context.getNodeParameter('audioPath', 'direct') === 'direct';
	const bridge = isDirect ? null : await getBridgeAccount(context);
	if (bridge === null || !isFromBridge(arrived, bridge)) return REFUSED;
	const event = parsedJson(arrived.rawBody);
	const found = waitingCall(context, arrived);
	if (isObject(event) && event.type === 'resume') {
		return await resumePlacedCall(context, bridge, found, { ...asked, body: event });
	}
	if (!isObject(event) || event.type !== 'ended' || found === null) return TAKEN;
	const waiting = await dialedCall(context, found);
	const { placed } = waiting;
	if (!(await isOfCall(context, placed, event.callId))) return TAKEN;
	if (isObject(event.data)) remember(String(placed.callId), event.data);
	return await verdict(context, waiting, { kind: 'bridge' });
}

/** Whether an event of the bridge's is about a call of this item: the placed one, or one that took the person back (phoneEvents.ts). */
async function isOfCall(
	context: IWebhookFunctions,
	{ callId, key, run }: PlacedCall,
	told: unknown,
): Promise<boolean> {
	if (typeof told !== 'string' || !isUuid(told)) return false;
	if (told === callId) return true;
	const call = await getUltravoxCall(context, told, LOOK_UP_MS).catch(async (error: unknown) =>
		statusOf(error) === 404 ? {} : await Promise.reject(error),
	);
	return (
		metadataValue(call, CALL_KEY_METADATA_KEY) === key &&
		metadataValue(call, RUN_METADATA_KEY) === run
	);
}

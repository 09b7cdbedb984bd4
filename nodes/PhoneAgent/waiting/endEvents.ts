import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';
import type { ArrivedRequest } from '../../shared/arrivedRequest';
import { callUuidOf, headerOf } from '../../shared/arrivedRequest';
import {
	BRIDGE_SIGNATURE_HEADER,
	BRIDGE_TIMESTAMP_HEADER,
	verifyBridgeEvent,
} from '../../shared/bridgeEvents';
import { getBridgeAccount } from '../../shared/bridgeRequest';
import { isObject, parsedJson } from '../../shared/operations/values';
import { CALL_KEY_METADATA_KEY, RUN_METADATA_KEY } from '../../shared/placedCall';
import { metadataValue } from '../../shared/resumedCall';
import { getUltravoxAccount } from '../../shared/ultravoxRequest';
import {
	ULTRAVOX_SIGNATURE_HEADER,
	ULTRAVOX_TIMESTAMP_HEADER,
	verifyUltravoxWebhook,
} from '../../shared/ultravoxSignature';
import { endEventSecret } from '../outbound/callbacks';
import type { Verdict } from './verdict';
import { remember, TAKEN, verdict } from './verdict';
import { waitingCall } from './waitingCall';

const REFUSED = 403;

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
	return waiting && isOurs ? await verdict(context, waiting) : TAKEN;
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
	return await verdict(context, waiting, new Map([[placed.item, { leg }]]));
}

/** An event of the bridge's. Only the end of the stream is of interest; it is asked for as any other end. */
export async function takeBridgeEvent(
	context: IWebhookFunctions,
	arrived: ArrivedRequest,
): Promise<Verdict> {
	const bridge = await getBridgeAccount(context);
	const isGenuine =
		bridge !== null &&
		verifyBridgeEvent({
			rawBody: arrived.rawBody,
			timestamp: headerOf(arrived, BRIDGE_TIMESTAMP_HEADER),
			signature: headerOf(arrived, BRIDGE_SIGNATURE_HEADER),
			secret: bridge.sharedSecret,
		});
	if (!isGenuine) return REFUSED;
	const event = parsedJson(arrived.rawBody);
	// There is nobody who could be asked for another call while the execution sleeps.
	if (isObject(event) && event.type === 'resume') return 404;
	const waiting = waitingCall(context, arrived);
	if (!isObject(event) || event.type !== 'ended' || waiting === null) return TAKEN;
	if (isObject(event.data)) remember(String(waiting.placed.callId), event.data);
	return await verdict(context, waiting);
}

import type { IDataObject } from 'n8n-workflow';
import { receive } from '../../../../nodes/InboundCallTrigger/answer/receive';
import type { BridgeEvent, BridgeReport } from '../../../../nodes/shared/bridgeEvents';
import {
	BRIDGE_SIGNATURE_HEADER,
	BRIDGE_TIMESTAMP_HEADER,
	signBridgeEvent,
} from '../../../../nodes/shared/bridgeEvents';
import type { FakeWebhookOptions } from './fakeWebhook';
import { BRIDGE_SECRET, fakeWebhook } from './fakeWebhook';

/** What the bridge POSTs, signed as it signs. */
export function fromBridge(
	body: unknown,
	{ secret = BRIDGE_SECRET, at = new Date() }: { secret?: string; at?: Date } = {},
): Pick<FakeWebhookOptions, 'event' | 'rawBody' | 'headers' | 'signature' | 'bridge'> {
	const rawBody = typeof body === 'string' ? body : JSON.stringify(body);
	const timestamp = at.toISOString();
	return {
		event: '?event=bridge',
		rawBody,
		signature: null,
		bridge: true,
		headers: {
			[BRIDGE_TIMESTAMP_HEADER]: timestamp,
			[BRIDGE_SIGNATURE_HEADER]: signBridgeEvent(rawBody, secret, timestamp),
		},
	};
}

/** An event of the bridge. @param stream which of the call's streams it is about */
export function bridgeEvent(
	type: BridgeEvent['type'],
	{
		stream = 'stream',
		...event
	}: Pick<BridgeEvent, 'callUuid' | 'callId'> & Partial<BridgeEvent> & { stream?: string },
): BridgeEvent {
	const sequence = event.sequence ?? 1;
	return {
		version: 1,
		eventId: `${stream}.${sequence}`,
		sequence,
		type,
		at: new Date().toISOString(),
		data: {},
		...event,
	};
}

/** The data of an `ended` event. */
export const endedData = (
	reason: BridgeReport['reason'],
	rest: IDataObject = {},
): Record<string, unknown> => ({ report: { reason, resumes: 0, ...rest }, transcript: [] });

/**
 * Something of the bridge arrives at the trigger.
 * @param trigger of another process
 */
export async function arriveFromBridge(
	body: unknown,
	options: Partial<FakeWebhookOptions> & Parameters<typeof fromBridge>[1] = {},
	trigger: typeof receive = receive,
) {
	const { secret, at, ...rest } = options;
	const webhook = fakeWebhook({
		ultravox: () => ({ results: [], next: null }),
		...fromBridge(body, { secret, at }),
		...rest,
	});
	const result = await trigger.call(webhook.context);
	return { ...webhook, result, status: webhook.sent[0]?.status, body: webhook.sent[0]?.body ?? '' };
}

import { callJson } from './callJson';
import type { LabUltravoxCall } from './labUltravoxCall';
import { noteDelivery } from './labWebhook';
import type { UltravoxState } from './ultravoxState';
import type { LifecycleEvent } from './vendorTypes';

/** Tells the webhooks and the call's own callbacks what became of a call (ultravox.md §7.6). */
export function announce(state: UltravoxState, event: LifecycleEvent, call: LabUltravoxCall): void {
	state.batches.noteLifecycle(event, call);
	const payload = { event, call: callJson(call) };
	const { callId } = call;
	for (const webhook of state.webhooks.values()) {
		const isForIt = webhook.agentId === null || webhook.agentId === call.agent?.agentId;
		if (!isForIt || !webhook.events.includes(event)) continue;
		state.deliveries.send({
			url: webhook.url,
			secrets: webhook.secrets,
			event,
			callId,
			payload,
			onSuccess: () => noteDelivery(webhook, undefined),
			onFailure: (failure) => noteDelivery(webhook, failure),
		});
	}
	const callback = callbackFor(event, call);
	if (callback?.url !== undefined) {
		const { url, secrets = [] } = callback;
		state.deliveries.send({ url, secrets, event, callId, payload });
	}
}

function callbackFor(event: LifecycleEvent, call: LabUltravoxCall) {
	const { callbacks } = call.settings;
	if (event === 'call.joined') return callbacks?.joined;
	if (event === 'call.ended') return callbacks?.ended;
	return event === 'call.billed' ? callbacks?.billed : undefined;
}

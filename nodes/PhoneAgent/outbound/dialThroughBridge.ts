import type { IDataObject } from 'n8n-workflow';
import type { AgentCall } from '../../shared/agentCall';
import { joinableCall } from '../../shared/agentCall';
import { eventUrl } from '../../shared/callTools/eventUrl';
import type { PlacedCall } from '../../shared/placedCall';
import { findCallsByKey } from '../../shared/placedCall';
import { plivoRequest } from '../../shared/plivoRequest';
import { wasRefused } from '../../shared/providerStatus';
import { bridgedAnswerUrl } from './answerDocuments';
import { dialFields, machineDetection, plivoCallback } from './callBody';
import { sendWhenAllowed } from './heldBack';
import { knownCall } from './lookUp';
import type { OutboundCall } from './outboundCall';
import { placedCall } from './placedFacts';
import type { Placing } from './placing';

/** The body of `POST /Call/` for a call that the bridge answers (plivo.md §5.1, P2.6). */
export function plivoCallBody(
	call: OutboundCall,
	{ callbacks }: Pick<Placing, 'callbacks'>,
	answerUrl: string,
): IDataObject {
	// To leave a message, the machine has to be told from a person before the answer: the bridge answers each its own way.
	const tellsLater = call.machine.choice === 'hangUp' && callbacks !== null;
	return {
		from: call.from,
		to: call.to,
		answer_url: answerUrl,
		answer_method: 'POST',
		...dialFields(call, callbacks),
		...machineDetection(call, tellsLater ? plivoCallback('machine', callbacks, call) : undefined),
	};
}

/**
 * Has Plivo dial for an Ultravox call that waits to be joined. Where Plivo refuses, that call ends by itself after its join time-out.
 * @param object the Ultravox Call object
 * @param notInterruptible true: what the person says while the agent speaks is not passed on
 */
export async function dialThroughBridge(
	placing: Placing,
	call: OutboundCall,
	object: IDataObject,
	notInterruptible: boolean,
): Promise<PlacedCall> {
	const { context, identity } = placing;
	const placed = (facts: Parameters<typeof placedCall>[3]) =>
		placedCall(call, identity.run, object, facts);
	let answerUrl: string;
	try {
		const first = await firstOfKey(placing, call, object);
		if (first.callId !== object.callId) return knownCall(call, identity, first);
		const agentCall = joinableCall(context, object, 'bridge');
		answerUrl = sealedAnswer(placing, call, agentCall, notInterruptible);
	} catch (error) {
		return placed({ state: 'refused', reason: `Nobody was dialed: ${(error as Error).message}` });
	}
	let failure: Error;
	try {
		const answer = await sendWhenAllowed(
			async () =>
				await plivoRequest(context, {
					method: 'POST',
					path: '/Call/',
					body: plivoCallBody(call, placing, answerUrl),
					secrets: [answerUrl],
					itemIndex: call.item,
				}),
			context.getExecutionCancelSignal(),
		);
		const callUuid = requestUuid(answer);
		if (callUuid !== null) return placed({ state: 'placed', reason: null, callUuid });
		failure = new Error("Plivo did not confirm the call: its answer has no 'request_uuid'");
	} catch (error) {
		failure = error as Error;
	}
	if (wasRefused(failure)) return placed({ state: 'refused', reason: failure.message });
	return placed({
		state: 'unconfirmed',
		reason: `${failure.message}. The phone may have rung, so it is not dialed again`,
	});
}

/**
 * The first call that was made under the key. Two runs with a key of the user's may have looked in the same instant and found none:
 * only the first goes on to dial.
 */
async function firstOfKey(
	{ context }: Placing,
	{ key }: OutboundCall,
	object: IDataObject,
): Promise<IDataObject> {
	const order = ({ created, callId }: IDataObject) => `${String(created)} ${String(callId)}`;
	const all = [...(await findCallsByKey(context, key)), object];
	return all.reduce((first, one) => (order(one) < order(first) ? one : first));
}

function sealedAnswer(
	{ bridge, callbacks, eventsUrl }: Placing,
	call: OutboundCall,
	{ callId, joinUrl }: AgentCall,
	notInterruptible: boolean,
): string {
	if (!bridge) throw new TypeError('A relayed call needs a bridge');
	return bridgedAnswerUrl(call, {
		callId,
		joinUrl,
		bridge,
		// Of all events the sleeping execution wants to hear the end only.
		...(callbacks
			? {
					eventsUrl: eventUrl(callbacks.webhookUrl, { event: 'bridge', item: call.item }),
					events: ['ended'],
				}
			: { eventsUrl: eventsUrl ?? '' }),
		notInterruptible,
	});
}

/** Of a single call it is the call's id, too; it may come alone in a list (plivo.md §5.1). */
function requestUuid({ request_uuid: given }: IDataObject): string | null {
	const uuids = [given].flat().filter((uuid) => typeof uuid === 'string' && uuid !== '');
	return uuids.length === 1 ? String(uuids[0]) : null;
}

import type { IDataObject } from 'n8n-workflow';
import type { AgentCall } from '../../shared/agentCall';
import { joinableCall } from '../../shared/agentCall';
import { eventUrl } from '../../shared/callTools/eventUrl';
import type { PlacedCall, RelayPlan } from '../../shared/placedCall';
import { findCallsByKey } from '../../shared/placedCall';
import { plivoRequest } from '../../shared/plivoRequest';
import { wasRefused } from '../../shared/providerStatus';
import { stopSignal } from '../../shared/stopSignal';
import { bridgedAnswerUrl, bridgedFallbackUrl } from './answerDocuments';
import { callbackSecrets } from './callbacks';
import { dialFields, joinSeconds, machineDetection, plivoCallback } from './callBody';
import { isTooLate, tooLateFor } from './dialUntil';
import { sendWhenAllowed } from './heldBack';
import { knownCall } from './lookUp';
import { isSpent } from './neverDialed';
import type { OutboundCall } from './outboundCall';
import { placedCall } from './placedFacts';
import type { Placing } from './placing';

/** Where Plivo asks what to do with whoever picks up, and where it asks when nobody answers there. */
interface Answers {
	answerUrl: string;
	fallbackUrl: string;
}

/** The body of `POST /Call/` for a call that the bridge answers (plivo.md §5.1, P2.6). */
export function plivoCallBody(
	call: OutboundCall,
	{ callbacks }: Pick<Placing, 'callbacks'>,
	{ answerUrl, fallbackUrl }: Answers,
): IDataObject {
	// Where nobody hears of a machine later, it has to be told from a person before the answer: the bridge answers each its own way.
	const machineUrl = callbacks ? plivoCallback('machine', callbacks, call) : undefined;
	return {
		from: call.from,
		to: call.to,
		answer_url: answerUrl,
		answer_method: 'POST',
		fallback_url: fallbackUrl,
		fallback_method: 'POST',
		...dialFields(call, callbacks),
		...machineDetection(call, machineUrl),
	};
}

/**
 * Has Plivo dial for an Ultravox call that waits to be joined. Where Plivo refuses, that call ends by itself after its join time-out, and
 * does not stand in the way of the next attempt under its key (neverDialed.ts).
 * @param object the Ultravox Call object
 * @param relay what the bridge does besides relaying
 * @param createdAt when the creation of that call was asked for, in milliseconds since the epoch: so long it waits
 */
export async function dialThroughBridge(
	placing: Placing,
	call: OutboundCall,
	object: IDataObject,
	relay: Required<RelayPlan>,
	createdAt: number,
): Promise<PlacedCall> {
	const { context, identity } = placing;
	const placed = (facts: Parameters<typeof placedCall>[3]) =>
		placedCall(call, identity.run, object, { ...facts, relay });
	// A phone that rings longer than the agent waits would be picked up for nobody.
	const agentWaits = createdAt + (joinSeconds(call) - call.ringSeconds) * 1000;
	const lastDial = Math.min(agentWaits, call.dialUntil ?? Infinity);
	const isInTime = (pause: number) => Date.now() + pause <= lastDial;
	let answers: Answers;
	try {
		const first = await firstOfKey(placing, call, object);
		if (first.callId !== object.callId) return knownCall(call, identity, first);
		const agentCall = joinableCall(context, object, 'bridge');
		answers = sealedAnswers(placing, call, agentCall, relay);
		if (Date.now() > agentWaits) {
			throw new Error('the agent does not wait as long as the phone would ring');
		}
	} catch (error) {
		return placed({ state: 'refused', reason: `Nobody was dialed: ${(error as Error).message}` });
	}
	if (isTooLate(call)) return placed({ state: 'refused', reason: tooLateFor(call) });
	let failure: Error;
	try {
		const answer = await sendWhenAllowed(
			async () =>
				await plivoRequest(context, {
					method: 'POST',
					path: '/Call/',
					body: plivoCallBody(call, placing, answers),
					secrets: [...Object.values(answers), ...callbackSecrets(placing.callbacks)],
					itemIndex: call.item,
				}),
			stopSignal(context),
			isInTime,
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
 * only the first goes on to dial. One that nobody joined and nobody can is none of these two: it was looked at before (lookUp.ts).
 */
async function firstOfKey(
	{ context }: Placing,
	{ key }: OutboundCall,
	object: IDataObject,
): Promise<IDataObject> {
	const order = ({ created, callId }: IDataObject) => `${String(created)} ${String(callId)}`;
	const others = (await findCallsByKey(context, key)).filter((one) => !isSpent(one));
	const all = [...others, object];
	return all.reduce((first, one) => (order(one) < order(first) ? one : first));
}

function sealedAnswers(
	{ bridge, callbacks, eventsUrl, events }: Placing,
	call: OutboundCall,
	{ callId, joinUrl }: AgentCall,
	{ notInterruptible, resume }: Required<RelayPlan>,
): Answers {
	if (!bridge) throw new TypeError('A relayed call needs a bridge');
	const answerUrl = bridgedAnswerUrl(call, {
		callId,
		joinUrl,
		bridge,
		// Of all events the sleeping execution wants to hear the end only.
		...(callbacks
			? {
					eventsUrl: eventUrl(callbacks.webhookUrl, { event: 'bridge', item: call.item }),
					events: ['ended'],
				}
			: { eventsUrl: eventsUrl ?? '', ...(events ? { events } : {}) }),
		notInterruptible,
		resume,
	});
	return { answerUrl, fallbackUrl: bridgedFallbackUrl(call, bridge) };
}

/** Of a single call it is the call's id, too; it may come alone in a list (plivo.md §5.1). */
function requestUuid({ request_uuid: given }: IDataObject): string | null {
	const uuids = [given].flat().filter((uuid) => typeof uuid === 'string' && uuid !== '');
	return uuids.length === 1 ? String(uuids[0]) : null;
}

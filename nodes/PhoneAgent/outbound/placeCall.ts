import type { IDataObject } from 'n8n-workflow';
import { agentDuties, NO_DUTIES } from '../../shared/callTools/agentLookup';
import { attachTools } from '../../shared/callTools/attach';
import { eventUrl } from '../../shared/callTools/eventUrl';
import type { PlacedCall } from '../../shared/placedCall';
import { CALL_KEY_METADATA_KEY } from '../../shared/placedCall';
import { wasHeldBack } from '../../shared/providerFailure';
import { wasRefused } from '../../shared/providerStatus';
import { stopSignal } from '../../shared/stopSignal';
import { ultravoxRequest } from '../../shared/ultravoxRequest';
import { outboundCallBody } from './callBody';
import { callbackSecrets } from './callbacks';
import { dialThroughBridge } from './dialThroughBridge';
import { isTooLate, tooLateFor } from './dialUntil';
import { sendWhenAllowed } from './heldBack';
import { findUnconfirmed, placedBefore } from './lookUp';
import type { OutboundCall } from './outboundCall';
import { overByWithHuman, placedCall, relayOf } from './placedFacts';
import type { Placing } from './placing';

/** How long (ms) Ultravox may be asked what the agent needs. */
export const DUTIES_BUDGET_MS = 10_000;

/** Ultravox cannot be asked what an agent does in its calls; another one it may know. */
export class UnknownAgent extends Error {}

/**
 * Places one call, at most once under its key, and says what came of it.
 * @throws NodeApiError only when Ultravox cannot be asked whether the call is there already, or where it can be placed later (`dialBy`)
 * and cannot be now: nobody was dialed then
 */
export async function placeCall(placing: Placing, wanted: OutboundCall): Promise<PlacedCall> {
	const { context, identity, callbacks } = placing;
	const before = await placedBefore(context, wanted, identity);
	if (before) return await withRelay(placing, wanted, before);
	if (placing.unknownAgent) throw placing.unknownAgent;
	const attached = await attachTools(context, {
		agentId: wanted.agentId,
		budget: DUTIES_BUDGET_MS,
		webhookUrl: callbacks ? eventUrl(callbacks.webhookUrl, { item: wanted.item }) : '',
		isDeaf: callbacks === null,
		key: { name: CALL_KEY_METADATA_KEY, value: wanted.key },
		callerId: wanted.from,
	});
	// Unlike on an answered call, nobody waits: rather no call than one whose agent cannot do its part.
	if (attached.lack !== undefined) {
		if (placing.dialBy !== undefined && attached.mayKnowLater)
			throw new UnknownAgent(attached.lack);
		const reason = `Nobody was dialed: ${attached.lack}`;
		return placedCall(wanted, identity.run, {}, { state: 'refused', reason });
	}
	const handsOff = callbacks !== null && attached.duties.handoffNumber !== null;
	const call = handsOff ? { ...wanted, handsOff } : wanted;
	const body = outboundCallBody(call, identity, callbacks, attached);
	const created = await create(placing, call, body);
	if (!('object' in created)) return created;
	const { object, createdAt } = created;
	if (call.audioPath === 'bridge') {
		const relay = relayOf(call, attached.duties.interruptible, callbacks !== null);
		return await dialThroughBridge(placing, call, object, relay, createdAt);
	}
	return placedCall(call, identity.run, object, { state: 'placed', reason: null });
}

/**
 * Of a call that a stalled job of this execution has placed, the agent is asked again whether it hands off, and what it wants of the
 * bridge.
 */
async function withRelay(
	placing: Placing,
	call: OutboundCall,
	before: PlacedCall,
): Promise<PlacedCall> {
	const { context, callbacks } = placing;
	if (before.state !== 'placed') return before;
	const duties = await agentDuties(context, call.agentId, DUTIES_BUDGET_MS).catch(() => NO_DUTIES);
	const handsOff = callbacks !== null && duties.handoffNumber !== null;
	const deadline = handsOff ? { overBy: overByWithHuman(call, before.placedAt) } : {};
	if (call.audioPath !== 'bridge') return { ...before, ...deadline };
	const relay = relayOf(call, duties.interruptible, callbacks !== null);
	return { ...before, ...deadline, relay };
}

/**
 * Creates the Ultravox call, which on the direct path dials (ultravox.md §3). Sent once; when the answer is lost, the call is looked
 * for.
 */
async function create(
	{ context, identity, callbacks, dialBy, createWithin }: Placing,
	call: OutboundCall,
	body: IDataObject,
): Promise<{ object: IDataObject; createdAt: number } | PlacedCall> {
	let failure: Error;
	let createdAt = Date.now();
	const said = (state: PlacedCall['state'], reason: string) =>
		placedCall(call, identity.run, {}, { state, reason });
	if (isTooLate(call)) return said('refused', tooLateFor(call));
	const lastDial = Math.min(dialBy ?? Infinity, call.dialUntil ?? Infinity);
	const isInTime = (pause: number) => Date.now() + pause <= lastDial;
	if (!isInTime(0)) throw new Error('It was too late to dial');
	try {
		const send = async () => {
			createdAt = Date.now();
			return await ultravoxRequest(context, {
				method: 'POST',
				path: `/api/agents/${encodeURIComponent(call.agentId)}/calls`,
				body,
				timeout: createWithin,
				secrets: callbackSecrets(callbacks),
				itemIndex: call.item,
			});
		};
		const object = await sendWhenAllowed(send, stopSignal(context), isInTime);
		if (typeof object.callId === 'string' && object.callId !== '') return { object, createdAt };
		failure = new Error("Ultravox did not confirm the call: its answer has no 'callId'");
	} catch (error) {
		failure = error as Error;
	}
	if (dialBy !== undefined && wasHeldBack(failure)) throw failure;
	if (wasRefused(failure) || wasHeldBack(failure)) return said('refused', refusedBy(failure, call));
	const found = await findUnconfirmed(context, call.key);
	if (found) return { object: found, createdAt };
	return call.audioPath === 'direct'
		? said('unconfirmed', `${failure.message}. The phone may have rung, so it is not dialed again`)
		: said('refused', `${failure.message}. Nobody was dialed`);
}

/** Ultravox's words; on the direct path it may lack what it dials with (ultravox.md §5.1). */
function refusedBy({ message }: Error, { audioPath }: OutboundCall): string {
	const lacksPlivo = audioPath === 'direct' && /plivo|telephony|credential/i.test(message);
	return lacksPlivo
		? `${message}. If Ultravox has another or an old Plivo credential, add the option 'Update Plivo Configuration'`
		: message;
}

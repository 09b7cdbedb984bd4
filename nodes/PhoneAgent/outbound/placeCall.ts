import type { IDataObject } from 'n8n-workflow';
import { attachTools } from '../../shared/callTools/attach';
import { eventUrl } from '../../shared/callTools/eventUrl';
import type { PlacedCall } from '../../shared/placedCall';
import { CALL_KEY_METADATA_KEY } from '../../shared/placedCall';
import { wasRefused } from '../../shared/providerStatus';
import { ultravoxRequest } from '../../shared/ultravoxRequest';
import { outboundCallBody } from './callBody';
import { dialThroughBridge } from './dialThroughBridge';
import { sendWhenAllowed } from './heldBack';
import { findUnconfirmed, placedBefore } from './lookUp';
import type { OutboundCall } from './outboundCall';
import { placedCall } from './placedFacts';
import type { Placing } from './placing';

/** How long (ms) Ultravox may be asked what the agent needs. */
const DUTIES_BUDGET_MS = 10_000;

/**
 * Places one call, at most once under its key, and says what came of it.
 * @throws NodeApiError only when Ultravox cannot be asked whether the call is there already: nobody was dialed then
 */
export async function placeCall(placing: Placing, call: OutboundCall): Promise<PlacedCall> {
	const { context, identity, callbacks } = placing;
	const before = await placedBefore(context, call, identity);
	if (before) return before;
	const { duties, toolOverrides } = await attachTools(context, {
		agentId: call.agentId,
		budget: DUTIES_BUDGET_MS,
		webhookUrl: callbacks ? eventUrl(callbacks.webhookUrl, { item: call.item }) : '',
		isDeaf: callbacks === null,
		key: { name: CALL_KEY_METADATA_KEY, value: call.key },
		callerId: call.from,
	});
	const body = outboundCallBody(call, identity, callbacks, toolOverrides);
	const created = await create(placing, call, body);
	if (!('object' in created)) return created;
	const { object } = created;
	if (call.audioPath === 'bridge') {
		const notInterruptible = !call.bridge.interruptible || !duties.interruptible;
		return await dialThroughBridge(placing, call, object, notInterruptible);
	}
	return placedCall(call, identity.run, object, { state: 'placed', reason: null });
}

/**
 * Creates the Ultravox call, which on the direct path dials (ultravox.md §3). Sent once; when the answer is lost, the call is looked
 * for.
 */
async function create(
	{ context, identity, callbacks }: Placing,
	call: OutboundCall,
	body: IDataObject,
): Promise<{ object: IDataObject } | PlacedCall> {
	let failure: Error;
	try {
		const object = await sendWhenAllowed(
			async () =>
				await ultravoxRequest(context, {
					method: 'POST',
					path: `/api/agents/${encodeURIComponent(call.agentId)}/calls`,
					body,
					secrets: callbacks ? [callbacks.secret] : [],
					itemIndex: call.item,
				}),
			context.getExecutionCancelSignal(),
		);
		if (typeof object.callId === 'string' && object.callId !== '') return { object };
		failure = new Error("Ultravox did not confirm the call: its answer has no 'callId'");
	} catch (error) {
		failure = error as Error;
	}
	const said = (state: PlacedCall['state'], reason: string) =>
		placedCall(call, identity.run, {}, { state, reason });
	if (wasRefused(failure)) return said('refused', refusedBy(failure, call));
	const found = await findUnconfirmed(context, call.key);
	if (found) return { object: found };
	return call.audioPath === 'direct'
		? said('unconfirmed', `${failure.message}. The phone may have rung, so it is not dialed again`)
		: said('refused', `${failure.message}. Nobody was dialed`);
}

/** Ultravox's words; on the direct path it may lack what it dials with (ultravox.md §5.1). */
function refusedBy({ message }: Error, { audioPath }: OutboundCall): string {
	const lacksPlivo = audioPath === 'direct' && /plivo|telephony|credential/i.test(message);
	return lacksPlivo
		? `${message}. If Ultravox does not have your Plivo credential yet, add the option 'Ensure Plivo Configuration'`
		: message;
}

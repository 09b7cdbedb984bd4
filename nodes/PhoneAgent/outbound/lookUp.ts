import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import type { PlacedCall } from '../../shared/placedCall';
import {
	findCallsByKey,
	findCallsByMetadata,
	ITEM_METADATA_KEY,
	NODE_METADATA_KEY,
	RUN_METADATA_KEY,
	TO_METADATA_KEY,
} from '../../shared/placedCall';
import { pauseUnlessStopped } from '../../shared/repeat';
import { metadataValue } from '../../shared/resumedCall';
import type { OutboundCall } from './outboundCall';
import { placedCall } from './placedFacts';
import type { RunIdentity } from './runIdentity';

/** Pauses (ms) before each look for a call whose creation was not confirmed: Ultravox may have been slow, not silent. */
const LOOKS_AFTER_MS = [500, 2_000, 4_000];

const KNOWN = 'It was placed before under the same key and is not dialed again';

/**
 * The call that was placed under the key before, or what is to be said where a lost run may have placed it; null when nothing
 * speaks against dialing.
 * @throws NodeApiError when Ultravox cannot be asked: without its answer nobody is dialed
 */
export async function placedBefore(
	context: IExecuteFunctions,
	call: OutboundCall,
	identity: RunIdentity,
): Promise<PlacedCall | null> {
	const [latest] = await findCallsByKey(context, call.key);
	if (latest) return knownCall(call, identity, latest);
	if (!identity.isLost || call.isOwnKey) return null;
	const [suspect] = (
		await findCallsByMetadata(context, {
			[NODE_METADATA_KEY]: identity.node,
			[ITEM_METADATA_KEY]: String(call.item),
			[TO_METADATA_KEY]: call.to,
		})
	).filter((one) => metadataValue(one, RUN_METADATA_KEY) !== identity.run);
	if (!suspect) return null;
	return placedCall(
		call,
		identity.run,
		{},
		{
			state: 'unconfirmed',
			reason: `${call.to} may have rung and is not dialed again: this is a retry of an execution that was cut off, and it may have placed the call ${String(suspect.callId)} of ${String(suspect.created)}. To dial all the same, give another 'Call Key'.`,
		},
	);
}

/**
 * A call that is there already. Confirmed is only what Ultravox says has ended; what a stalled job of this execution placed still
 * tells this execution how it ends.
 */
export function knownCall(
	call: OutboundCall,
	{ run, isOwn }: RunIdentity,
	object: IDataObject,
): PlacedCall {
	const hasEnded = Boolean(object.ended);
	if (!hasEnded && isOwn && metadataValue(object, RUN_METADATA_KEY) === run) {
		return placedCall(call, run, object, { state: 'placed', reason: null });
	}
	return placedCall(call, run, object, {
		state: 'known',
		reason: hasEnded ? `${KNOWN}: this is its result` : `${KNOWN}; the phone may have rung`,
	});
}

/** Looks for a call whose creation nobody confirmed, for some seconds; undefined when there is none. Never throws. */
export async function findUnconfirmed(
	context: IExecuteFunctions,
	key: string,
): Promise<IDataObject | undefined> {
	const stopped = context.getExecutionCancelSignal();
	for (const pause of LOOKS_AFTER_MS) {
		await pauseUnlessStopped(pause, stopped);
		const [found] = await findCallsByKey(context, key).catch((): IDataObject[] => []);
		if (found || stopped?.aborted) return found;
	}
	return undefined;
}

import type { IDataObject } from 'n8n-workflow';
import type { PlacedCall } from '../../shared/placedCall';
import {
	CALL_KEY_METADATA_KEY,
	findCallsByKey,
	findCallsByMetadata,
	FROM_METADATA_KEY,
	ITEM_METADATA_KEY,
	NODE_METADATA_KEY,
	RUN_METADATA_KEY,
	TO_METADATA_KEY,
} from '../../shared/placedCall';
import type { RequestContext } from '../../shared/providerFailure';
import { pauseUnlessStopped } from '../../shared/repeat';
import { isRelayed, metadataValue } from '../../shared/resumedCall';
import { stopSignal } from '../../shared/stopSignal';
import { isSpent, wasNeverDialed } from './neverDialed';
import type { OutboundCall } from './outboundCall';
import { placedCall } from './placedFacts';
import type { RunIdentity } from './runIdentity';

/** Pauses (ms) before each look for a call whose creation was not confirmed: Ultravox may have been slow, not silent. */
const LOOKS_AFTER_MS = [500, 2_000, 4_000];

/** How far back (ms) a retry looks for what its lost run may have placed: a call of yesterday is that of another execution. */
const LOST_MS = 12 * 3_600_000;

const KNOWN = 'It was placed before under the same key and is not dialed again';

/** Of a call that nobody joined: see neverDialed.ts. */
const LATER = 'If Plivo had refused to dial, it can be dialed five minutes after that';

/**
 * The call that was placed under the key before, or what is to be said where a lost run may have placed it; null when nothing
 * speaks against dialing.
 * @throws NodeApiError when Ultravox cannot be asked: without its answer nobody is dialed
 */
export async function placedBefore(
	context: RequestContext,
	call: OutboundCall,
	identity: RunIdentity,
): Promise<PlacedCall | null> {
	const calls = await findCallsByKey(context, call.key);
	for (const one of calls.sort((a, b) => precedence(a) - precedence(b))) {
		if (!(await isNoCall(context, one))) return knownCall(call, identity, one);
	}
	if (!identity.isLost || call.isOwnKey) return null;
	const suspects = (
		await findCallsByMetadata(context, {
			[NODE_METADATA_KEY]: identity.node,
			[ITEM_METADATA_KEY]: String(call.item),
			[TO_METADATA_KEY]: call.to,
		})
	).filter((one) => metadataValue(one, RUN_METADATA_KEY) !== identity.run && isRecent(one));
	for (const one of suspects) {
		if (!(await isNoCall(context, one))) return suspectedCall(call, one);
	}
	return null;
}

/**
 * Where a lost agent was replaced, several calls have the key: what goes on counts before what was said, and that before a call that
 * nobody needed any more.
 */
const precedence = ({ joined, ended }: IDataObject): number => (!ended ? 0 : joined ? 1 : 2);

/** Plivo refused to dial for it. Where Plivo cannot be asked, it may have rung a phone. */
async function isNoCall(context: RequestContext, object: IDataObject): Promise<boolean> {
	return isSpent(object) && (await wasNeverDialed(context, object).catch(() => false));
}

/** One whose time is not told may be of any age. */
const isRecent = ({ created }: IDataObject): boolean =>
	!(Date.now() - Date.parse(String(created)) > LOST_MS);

/** The call that a lost run may have placed. It is shown as it is, with its result if it has ended. */
function suspectedCall(call: OutboundCall, object: IDataObject): PlacedCall {
	const which = `the call ${String(object.callId)} of ${String(object.created)}`;
	const result = object.ended ? ', whose result this is' : '';
	return {
		...placedCall(call, metadataValue(object, RUN_METADATA_KEY), object, {
			state: 'known',
			reason: `${call.to} may have rung and is not dialed again: this is a retry of an execution that was cut off, and it may have placed ${which}${result}. To dial all the same, give another 'Call Key'.`,
		}),
		key: metadataValue(object, CALL_KEY_METADATA_KEY),
		from: metadataValue(object, FROM_METADATA_KEY) || call.from,
		audioPath: isRelayed(object) ? 'bridge' : 'direct',
	};
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
	const number = metadataValue(object, TO_METADATA_KEY);
	if (number !== '' && number !== call.to) return foreignKey(call, run);
	const hasEnded = Boolean(object.ended);
	if (!hasEnded && isOwn && metadataValue(object, RUN_METADATA_KEY) === run) {
		return placedCall(call, run, object, { state: 'placed', reason: null });
	}
	const said = hasEnded ? `${KNOWN}: this is its result` : `${KNOWN}; the phone may have rung`;
	const mayBeRefused = isRelayed(object) && !object.joined;
	return placedCall(call, run, object, {
		state: 'known',
		reason: mayBeRefused ? `${said}. ${LATER}` : said,
	});
}

/** An item that nobody is dialed for: its key is taken, and the call under it is not shown to whoever asks for another person. */
export const foreignKey = (call: OutboundCall, run: string): PlacedCall =>
	placedCall(
		call,
		run,
		{},
		{
			state: 'refused',
			reason: `Nobody was dialed: the key '${call.key}' is that of a call to another number. Give each person and each call a 'Call Key' of its own`,
		},
	);

/** Looks for a call whose creation nobody confirmed, for some seconds; undefined when there is none. Never throws. */
export async function findUnconfirmed(
	context: RequestContext,
	key: string,
): Promise<IDataObject | undefined> {
	const stopped = stopSignal(context);
	for (const pause of LOOKS_AFTER_MS) {
		await pauseUnlessStopped(pause, stopped);
		const all = await findCallsByKey(context, key).catch((): IDataObject[] => []);
		const found = all.find((one) => !isSpent(one));
		if (found || stopped?.aborted) return found;
	}
	return undefined;
}

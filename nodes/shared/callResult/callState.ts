import type { IDataObject } from 'n8n-workflow';
import { conversationOf } from '../conversationCalls';
import type { PlacedCall } from '../placedCall';
import { CALL_KEY_METADATA_KEY, findCallsByKey, findCallsOfRun } from '../placedCall';
import type { RequestContext } from '../providerFailure';
import { statusOf } from '../providerStatus';
import { metadataValue } from '../resumedCall';
import { someAtATime } from '../someAtATime';
import { getUltravoxCall } from '../ultravoxCalls';
import { isBillingPending } from './costs';
import type { PlivoLeg } from './plivoLeg';
import { plivoLeg } from './plivoLeg';

/** What both providers say of one placed call. */
export interface CallState {
	placed: PlacedCall;
	/** Ultravox's calls of the conversation, first to last; several when a lost agent was replaced or a human was not reached. */
	calls: IDataObject[];
	/** The phone's side; null where Plivo did not have to be asked. */
	leg: PlivoLeg | null;
	/** Both sides are over: nothing more will come. */
	isOver: boolean;
	/** Ultravox has the call no more: what was said in it nobody knows. */
	isDeleted?: boolean;
}

/** Stands in the place of a call that Ultravox had, and has no more. */
const DELETED = 'isDeletedCall';

/** Whether Ultravox had a call, and has it no more. */
export const isDeletedCall = (call: IDataObject): boolean => call[DELETED] === true;

/** Where no call is up under a placing, there is nothing to wait for: it was refused, not dialled, or nobody knows. */
export const isWaitedFor = ({ state, callId }: PlacedCall): boolean =>
	callId !== null && (state === 'placed' || state === 'unconfirmed');

const hasEnded = ({ ended }: IDataObject) => Boolean(ended);
const isTalking = (call: IDataObject) => Boolean(call.joined) && !hasEnded(call);

/** All calls under the key of a placing, and the conversation among them. */
function callsOf(placed: PlacedCall, all: readonly IDataObject[]) {
	const ours = all.filter((call) => metadataValue(call, CALL_KEY_METADATA_KEY) === placed.key);
	return { ours, conversation: conversationOf(ours, String(placed.callId)) };
}

/** Plivo has told how the phone's side ended. */
export const isTold = ({ record, hangup }: PlivoLeg): boolean =>
	record !== null || hangup !== undefined;

/** Whether somebody was connected with the agent of a placed call. */
export const wasJoined = (placed: PlacedCall, all: readonly IDataObject[]): boolean =>
	callsOf(placed, all).ours.some(({ joined }) => Boolean(joined));

/** What Ultravox alone says: over, going on, or to be asked of Plivo because the phone may tell more, or alone knows. */
function ultravoxSays(calls: readonly IDataObject[]): 'talking' | 'ended' | 'waiting' {
	if (calls.some(isTalking)) return 'talking';
	return calls.length > 0 && calls.every(hasEnded) ? 'ended' : 'waiting';
}

/**
 * A call that is not in the list of its run: it is of an earlier run, has just been made, or was deleted. Of an earlier run all calls of
 * the conversation are read.
 */
async function unlisted(context: RequestContext, placed: PlacedCall): Promise<IDataObject[]> {
	const callId = String(placed.callId);
	if (placed.state === 'known') {
		const found = await findCallsByKey(context, placed.key);
		if (found.some((call) => call.callId === callId)) return found;
	}
	const deleted = { callId, metadata: { [CALL_KEY_METADATA_KEY]: placed.key }, [DELETED]: true };
	if (gone.has(callId)) return [deleted];
	const found = await getUltravoxCall(context, callId).catch(async (error: unknown) =>
		statusOf(error) === 404 ? null : await Promise.reject(error),
	);
	if (found !== null) return [found];
	// One that has just been made may not be there yet.
	if (!(Date.now() - Date.parse(placed.placedAt) > JUST_MADE_MS)) return [deleted];
	const [oldest] = gone;
	if (gone.size >= MOST_GONE && oldest !== undefined) gone.delete(oldest);
	gone.add(callId);
	return [deleted];
}

/** Calls that Ultravox has deleted, as this process has found, oldest first: they do not come back. */
const gone = new Set<string>();
const MOST_GONE = 5_000;
const JUST_MADE_MS = 60_000;

/**
 * The calls of one run at Ultravox: one request for all that it placed, and one for each that the list does not have (yet). One that is
 * deleted, because the account keeps none, is in it as one that nothing is known of.
 * @throws NodeApiError when Ultravox cannot be asked
 */
export async function ultravoxCalls(
	context: RequestContext,
	placed: readonly PlacedCall[],
): Promise<IDataObject[]> {
	const asked = placed.filter(({ callId }) => callId !== null);
	const run = asked.find(isWaitedFor)?.run ?? '';
	const listed = run === '' ? [] : await findCallsOfRun(context, run);
	const known = new Set(listed.map(({ callId }) => callId));
	const missing = new Map(
		asked.filter(({ callId }) => !known.has(callId)).map((one) => [one.callId, one]),
	);
	const others = await someAtATime(
		[...missing.values()],
		async (one) => await unlisted(context, one),
	);
	return [...listed, ...others.flat()];
}

/** Whether a placed call can still be going on, as far as Ultravox knows. Nobody else is asked. */
export function isGoingOn(placed: PlacedCall, all: readonly IDataObject[]): boolean {
	return isWaitedFor(placed) && ultravoxSays(callsOf(placed, all).ours) === 'talking';
}

/**
 * What both providers say of one placed call. A phone that was never answered is over although Ultravox still waits for somebody to
 * join; a phone that is still up is not, although the agent's part is over: it may be with a human, or hear a message.
 * @param all what Ultravox has, from `ultravoxCalls`
 * @param known the phone's side, where Plivo has just told it
 * @param taken Plivo's ids that belong to other calls
 * @param waitsForBilling whether it counts as over only once both have billed it
 * @throws NodeApiError when Plivo cannot be asked
 */
export async function callState(
	context: RequestContext,
	placed: PlacedCall,
	all: readonly IDataObject[],
	{
		known = null,
		taken,
		waitsForBilling = false,
	}: { known?: PlivoLeg | null; taken?: ReadonlySet<string>; waitsForBilling?: boolean } = {},
): Promise<CallState> {
	const { ours, conversation } = callsOf(placed, all);
	const calls = (conversation.length === 0 ? ours : conversation).filter(
		(call) => !isDeletedCall(call),
	);
	const isDeleted = ours.some(isDeletedCall);
	const phone = async () => known ?? (await plivoLeg(context, placed, { taken, calls }));
	if (!isWaitedFor(placed)) {
		// Where nothing rang, a record of the same numbers is of another call.
		const hasLeg = placed.state === 'known' && (calls.length > 0 || isDeleted);
		return { placed, calls, leg: hasLeg ? await phone() : null, isOver: true, isDeleted };
	}
	const says = ultravoxSays(ours);
	if (says === 'talking') return { placed, calls, leg: null, isOver: false, isDeleted };
	const leg = await phone();
	const isOver = says === 'ended' ? leg.state !== 'live' : leg.state === 'over';
	const isBilled = !waitsForBilling || (!calls.some(isBillingPending) && isTold(leg));
	return { placed, calls, leg, isOver: isOver && isBilled, isDeleted };
}

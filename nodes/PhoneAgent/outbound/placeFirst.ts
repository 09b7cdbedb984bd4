import type { IDataObject } from 'n8n-workflow';
import { isWaitedFor } from '../../shared/callResult/callState';
import type { PlacedCall } from '../../shared/placedCall';
import { CALL_KEY_METADATA_KEY, findCallsOfRun } from '../../shared/placedCall';
import { metadataValue } from '../../shared/resumedCall';
import { stopSignal } from '../../shared/stopSignal';
import { isDue } from '../waiting/dueCalls';
import type { PlannedCalls } from './duePlan';
import type { OutboundCall } from './outboundCall';
import type { Pace } from './pace';
import type { AskForRoom } from './placeAll';
import { placeInTurn } from './placeAll';
import type { Placing } from './placing';
import { planDue } from './planDue';

/** How long (ms) the execution stays awake at most once somebody was called: awake, it takes no handoff, and hears of no machine. */
const AWAKE_MS = 15_000;
/** How long (ms) a provider may hold one back meanwhile: then it is dialled later, like those after it. */
const HELD_BACK_MS = 10_000;

/**
 * Places the first calls of a run at their pace, as many as may be up at once, and plans when the others are dialled. Nobody waits for an
 * end here, and nobody asks for one: the execution can sleep.
 * @param calls checked, in input order
 * @returns what became of each, in the same order, and the plan; null when nobody is due
 * @throws NodeOperationError when the user stops the execution
 */
export async function placeFirst(
	placing: Placing,
	calls: readonly OutboundCall[],
	pace: Pace,
): Promise<{ placed: PlacedCall[]; plan: PlannedCalls | null }> {
	const { context, identity } = placing;
	const stopped = stopSignal(context);
	let awakeUntil = Infinity;
	let ofRun: IDataObject[] | null = null;
	let othersUp = 0;
	const room: AskForRoom = async (call, before) => {
		if (stopped?.aborted) return 'stopped';
		const waited = before.filter(isWaitedFor).length;
		// Somebody's end has to dial the next.
		if (waited === 0) return 'free';
		awakeUntil = Math.min(awakeUntil, Date.now() + AWAKE_MS);
		// Of two items with one key, the first is waited for.
		const own = new Set(before.filter(isWaitedFor).map(({ callId }) => callId));
		const known = before.filter(
			({ state, callId }) => state === 'known' && callId !== null && !own.has(callId),
		);
		const isLate = Date.now() + 1000 / pace.perSecond > awakeUntil || before.some(isDue);
		if (waited + known.length < pace.atOnce && !isLate) return 'free';
		ofRun ??= await findCallsOfRun(context, identity.run).catch((): IDataObject[] => []);
		othersUp = countUp(known, ofRun);
		if (waited + othersUp < pace.atOnce && !isLate) return 'free';
		// What a job that stalled, or the run that is tried again, has dialed is found by its key, and not dialed again.
		const isKnown = ofRun.some((one) => metadataValue(one, CALL_KEY_METADATA_KEY) === call.key);
		return isKnown ? 'free' : 'full';
	};
	const placed = await placeInTurn(placing, calls, pace, room, HELD_BACK_MS);
	const atOnce = Math.max(1, pace.atOnce - othersUp);
	return await planDue(placing, placed, calls, { ...pace, atOnce });
}

/** How many of the calls that were placed before are up, as far as is known of the run. */
const countUp = (known: readonly PlacedCall[], ofRun: readonly IDataObject[]): number => {
	const up = new Set(ofRun.filter(({ ended }) => !ended).map(({ callId }) => callId));
	return new Set(known.map(({ callId }) => callId).filter((callId) => up.has(callId))).size;
};

import type { IDataObject } from 'n8n-workflow';
import { isDeletedCall, isWaitedFor } from '../../shared/callResult/callState';
import type { PlacedCall } from '../../shared/placedCall';
import type { DueCall, DuePlan } from '../outbound/duePlan';
import { triedCall } from './dueCalls';

/** How long (ms) a call may not be in Ultravox's list after it was made; later, it is deleted. */
const UNLISTED_MS = 60_000;
/** After that (ms) whoever tells the end of a call has dialled those after it, or tells it in vain. */
export const LOST_MS = 2 * 60_000;

/** Whether a call may be up, as far as Ultravox knows: it has not ended it, or does not list it yet. One that it has deleted is over. */
export function isUp({ callId, placedAt }: PlacedCall, all: readonly IDataObject[]): boolean {
	const call = all.find((one) => one.callId === callId);
	if (call === undefined) return Date.now() - Date.parse(placedAt) < UNLISTED_MS;
	return !call.ended && !isDeletedCall(call);
}

/**
 * The first call that is still due although its turn was: what was refused, or may have rung, passes its turn on, and another process, or
 * this one after a restart, does not know that it was. null where there is none, and as soon as somebody is up.
 * @param placed all calls of the execution, as they are
 * @param all what Ultravox has of the run
 */
export function leftOver(
	plan: DuePlan,
	placed: readonly PlacedCall[],
	all: readonly IDataObject[],
): DueCall | null {
	if (placed.some((one) => isWaitedFor(one) && isUp(one, all))) return null;
	const isOpen = ({ call }: DueCall) => triedCall(plan, call, all) === null;
	return (
		plan.due.find(
			(due) => isOpen(due) && (isPassed(plan, due, all) || isLate(plan, due, placed, all)),
		) ?? null
	);
}

/** Whether somebody whose turn comes after it was dialled. */
const isPassed = (plan: DuePlan, { call }: DueCall, all: readonly IDataObject[]): boolean =>
	plan.due
		.filter(({ after }) => after === call.item)
		.some((next) => triedCall(plan, next.call, all) !== null || isPassed(plan, next, all));

/** Whether the end that it is due after is long ago: until then, whoever tells that may be dialling it. */
function isLate(
	plan: DuePlan,
	due: DueCall,
	placed: readonly PlacedCall[],
	all: readonly IDataObject[],
): boolean {
	const before = roomMadeBy(plan, due, placed);
	const ended = all.find(({ callId }) => callId === before?.callId)?.ended;
	return !(Date.now() - Date.parse(String(ended)) < LOST_MS);
}

/** The call whose end makes room for one that is due: what nothing came of has passed its turn on. null where that is not known. */
export function roomMadeBy(
	plan: DuePlan,
	{ after }: DueCall,
	placed: readonly PlacedCall[],
): PlacedCall | null {
	const before = placed.find(({ item }) => item === after);
	if (before !== undefined && isWaitedFor(before)) return before;
	const earlier = plan.due.find(({ call }) => call.item === after);
	return earlier === undefined ? null : roomMadeBy(plan, earlier, placed);
}

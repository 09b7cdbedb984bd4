import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';
import type { CallState } from '../../shared/callResult/callState';
import { isWaitedFor } from '../../shared/callResult/callState';
import type { PlacedCall } from '../../shared/placedCall';
import type { DueCall, DuePlan } from '../outbound/duePlan';
import type { Order } from './dialDue';
import { dialDue, dueAfter } from './dialDue';
import { asTheyAre, isDue } from './dueCalls';
import { isUp, leftOver, LOST_MS, roomMadeBy } from './leftOver';
import { stateOf, statesIfOver } from './results';
import { withToldLegs } from './toldLegs';
import { endIn, toldEnd } from './tooLate';
import type { Teller } from './whoDials';
import { endOf, turnAfter } from './whoDials';

/** What the end of a call that is over leads to. */
export interface Ended {
	plan: DuePlan;
	state: CallState;
	/** All calls of the execution, as they are. */
	placed: readonly PlacedCall[];
	/** What Ultravox has of the run. */
	all: readonly IDataObject[];
	teller: Teller;
	/** When the event arrived, in milliseconds since the epoch. */
	arrived: number;
	/** Before Ultravox was asked for the calls of the run. */
	listedAt: number;
	/** It will not be asked again for this event. */
	isLast: boolean;
}

/**
 * How long (ms) after its arrival an event may order a call, which may take ten seconds more: before it is told again, by Ultravox after
 * half a minute and by Plivo after 20 s (callbackTiming.ts), perhaps to another process.
 */
const ORDER_MS = { ended: 15_000, hangup: 8_000, bridge: 5_000, other: 5_000 };
/** How long (ms) the latest end has to be the latest before it stands in for others. */
const QUIET_MS = 10_000;
const UNBILLED = { waitsForBilling: false };

/**
 * Dials whoever is due after a call that has ended.
 * @returns whether the teller is to come again
 */
export async function goOn(context: IWebhookFunctions, ended: Ended): Promise<boolean> {
	const { plan, state, teller, isLast, all } = ended;
	const { item } = state.placed;
	const whoIsNext = (now: readonly IDataObject[]) => dueAfter(plan, item, now);
	try {
		if (whoIsNext(all) !== null) {
			const turn = turnAfter(state, teller, isLast);
			if (turn.what !== 'now') return turn.what === 'later';
			await dialDue(context, plan, all, whoIsNext, orderOf(ended, turn.by));
		}
		return (await standIn(context, ended)) || (await dialLeft(context, ended));
	} catch (error) {
		context.logger.warn('A call that is due could not be placed yet', { error });
		return true;
	}
}

/** Until when the teller of an end may have a call dialled. */
function orderOf({ plan, state, teller, arrived, listedAt }: Ended, by = Infinity): Order {
	const told = toldEnd(plan.execution, state);
	return { by: Math.min(by, arrived + ORDER_MS[teller.kind]), listedAt, told: () => told };
}

/** The same for those who are due after other calls: they may have been called long ago. */
function orderFor(ended: Ended, before: (due: DueCall) => CallState, by?: number): Order {
	const { execution } = ended.plan;
	const told = (due: DueCall) => toldEnd(execution, before(due));
	return { ...orderOf(ended, by), told: (due) => ({ ...told(due), isFresh: false }) };
}

/**
 * Dials whoever is due after calls whose end nobody has told. Of all ends, the latest stands in for those, when no other has come for a
 * while: one alone at a time. When it was not told in time itself, it does not: then each end is told again by itself.
 * @returns whether the teller is to come again
 */
async function standIn(context: IWebhookFunctions, ended: Ended): Promise<boolean> {
	const { plan, state, placed, all, teller } = ended;
	if (teller.kind !== 'ended') return false;
	const now = Date.now();
	const latest = Math.max(...all.map(({ ended: end }) => Date.parse(String(end)) || 0));
	const own = Math.max(...state.calls.map(({ ended: end }) => Date.parse(String(end)) || 0));
	if (own < latest || now - own > LOST_MS) return false;
	const isLost = ({ callId, ended: end }: IDataObject) =>
		now - Date.parse(String(end)) > LOST_MS &&
		placed.some((one) => one.callId === callId && dueAfter(plan, one.item, all) !== null);
	const lost = new Set(all.filter(isLost).map(({ callId }) => callId));
	const others = placed.filter((one) => isWaitedFor(one) && lost.has(one.callId));
	for (const one of others) {
		const its = await stateOf(context, one, placed, all, UNBILLED);
		// One that may still be with a human is not lost.
		const isTold = its.isOver && its.leg?.state === 'over';
		const end = isTold ? endOf(its) : null;
		if (end === null || now - end < LOST_MS) continue;
		if (now - own < QUIET_MS) return true;
		const next = (found: readonly IDataObject[]) => dueAfter(plan, one.item, found);
		const order = orderFor(ended, () => its);
		await dialDue(context, plan, all, next, order);
	}
	return false;
}

/**
 * Where nothing is up any more and somebody is still due whose turn was, the latest end dials them, one at a time (leftOver.ts).
 * @returns whether the teller is to come again
 */
async function dialLeft(context: IWebhookFunctions, ended: Ended): Promise<boolean> {
	const { plan, state, teller, isLast, all } = ended;
	const asNow = () => asTheyAre(ended.placed, plan, all);
	const waited = asNow().filter(isWaitedFor);
	// Its own end is to come.
	const isSomebodyUp = waited.some((one) => isUp(one, all));
	if (isSomebodyUp || !asNow().some(isDue)) return false;
	const own = state.leg === null ? {} : { leg: state.leg };
	const legs = withToldLegs(waited, new Map([[state.placed.item, own]]));
	const states = await statesIfOver(context, waited, all, UNBILLED, legs);
	// One that is with a human, whose agent alone has ended, is still to be told; another clock may be behind.
	if (states === null) return Date.now() - (endOf(state) ?? 0) < LOST_MS;
	const ends = states.map((one) => endIn(plan.execution, one) ?? 0);
	const latest = states[ends.lastIndexOf(Math.max(...ends))];
	if (latest?.placed.item !== state.placed.item) return false;
	const turn = turnAfter(latest, teller, isLast);
	if (turn.what !== 'now') return turn.what === 'later';
	const left = (found: readonly IDataObject[]) =>
		leftOver(plan, asTheyAre(ended.placed, plan, found), found);
	const before = (due: DueCall) => {
		const made = roomMadeBy(plan, due, waited);
		return states.find(({ placed }) => placed.item === made?.item) ?? latest;
	};
	await dialDue(context, plan, all, left, orderFor(ended, before, turn.by));
	// Who is left then may just be dialled by the end of a call before.
	return asNow().some(isDue) && !asNow().some((one) => isWaitedFor(one) && isUp(one, all));
}

import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';
import type { CallState } from '../../shared/callResult/callState';
import { isWaitedFor } from '../../shared/callResult/callState';
import type { PlacedCall } from '../../shared/placedCall';
import type { DuePlan } from '../outbound/duePlan';
import { dialDue, dueAfter } from './dialDue';
import { stateOf } from './results';
import { endOf, turnAfter } from './whoDials';
import type { Teller } from './whoDials';

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
	/** It will not be asked again for this event. */
	isLast: boolean;
}

/** How long (ms) after its arrival an event may order a call: it is told again at half a minute, and has to find it then. */
const ORDER_MS = 15_000;
/** After that (ms) the end of a call counts as told by nobody. */
const LOST_MS = 2 * 60_000;
/** How long (ms) the latest end has to be the latest before it stands in for others. */
const QUIET_MS = 10_000;

/**
 * Dials whoever is due after a call that has ended.
 * @returns whether the teller is to come again
 */
export async function goOn(context: IWebhookFunctions, ended: Ended): Promise<boolean> {
	const { plan, state, teller, arrived, isLast, all } = ended;
	const { item } = state.placed;
	try {
		if (dueAfter(plan, item, all) !== null) {
			const turn = turnAfter(state, teller, isLast);
			if (turn.what !== 'now') return turn.what === 'later';
			await dialDue(context, plan, item, Math.min(turn.by, arrived + ORDER_MS));
		}
		return await standIn(context, ended);
	} catch (error) {
		context.logger.warn('A call that is due could not be placed yet', { error });
		return true;
	}
}

/**
 * Dials whoever is due after calls whose end nobody has told. Of all ends, the latest stands in for those, when no other has come for a
 * while: one alone at a time. After an outage it does not: then each end is told again by itself.
 * @returns whether the teller is to come again
 */
async function standIn(
	context: IWebhookFunctions,
	{ plan, state, placed, all, teller, arrived }: Ended,
): Promise<boolean> {
	if (teller.kind !== 'ended') return false;
	const now = Date.now();
	const latest = Math.max(...all.map(({ ended }) => Date.parse(String(ended)) || 0));
	const own = Math.max(...state.calls.map(({ ended }) => Date.parse(String(ended)) || 0));
	if (own < latest || now - own > LOST_MS) return false;
	const isLost = ({ callId, ended }: IDataObject) =>
		now - Date.parse(String(ended)) > LOST_MS &&
		placed.some((one) => one.callId === callId && dueAfter(plan, one.item, all) !== null);
	const lost = new Set(all.filter(isLost).map(({ callId }) => callId));
	const others = placed.filter((one) => isWaitedFor(one) && lost.has(one.callId));
	for (const one of others) {
		const its = await stateOf(context, one, placed, all, { waitsForBilling: false });
		const end = its.isOver ? endOf(its) : null;
		if (end === null || now - end < LOST_MS) continue;
		if (now - own < QUIET_MS) return true;
		await dialDue(context, plan, one.item, arrived + ORDER_MS);
	}
	return false;
}

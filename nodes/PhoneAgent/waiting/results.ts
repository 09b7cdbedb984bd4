import type { IDataObject } from 'n8n-workflow';
import type { CallFacts } from '../../shared/callResult/callFacts';
import { callFacts } from '../../shared/callResult/callFacts';
import type { CallState } from '../../shared/callResult/callState';
import {
	callState,
	isGoingOn,
	isTold,
	isWaitedFor,
	wasJoined,
} from '../../shared/callResult/callState';
import type { PlivoLeg } from '../../shared/callResult/plivoLeg';
import type { CallResult } from '../../shared/callResult/resultItem';
import { resultItem } from '../../shared/callResult/resultItem';
import type { AskedDuties } from '../../shared/callTools/callData';
import { askDuties, collectedIn } from '../../shared/callTools/callData';
import type { PlacedCall } from '../../shared/placedCall';
import type { RequestContext } from '../../shared/providerFailure';
import { someAtATime } from '../../shared/someAtATime';
import { getUltravoxAccount } from '../../shared/ultravoxRequest';
import { deliveredElsewhere, deliverOnce } from './deliveries';
import type { WaitSettings } from './waitSettings';

/** What somebody has just told, by index of the input item. */
export type Told = ReadonlyMap<number, { leg?: PlivoLeg; bridge?: IDataObject }>;

/** Plivo's ids that belong to one of the calls already. */
export function idsOf(placed: readonly PlacedCall[], told: Told): Set<string> {
	const ids = new Set<string>();
	const legs = [...told.values()].map(({ leg }) => leg);
	for (const { callUuid } of placed) if (callUuid !== null) ids.add(callUuid);
	for (const leg of legs) {
		const id = leg?.hangup?.CallUUID ?? leg?.record?.call_uuid;
		if (typeof id === 'string') ids.add(id);
	}
	return ids;
}

/** Two items with one key are one call (placeAll.ts): the first of them. */
function firstOf(one: PlacedCall, placed: readonly PlacedCall[]): PlacedCall {
	if (one.callId === null) return one;
	return placed.find(({ key, callId }) => key === one.key && callId === one.callId) ?? one;
}

/**
 * What both providers say of each call, in the same order. Calls to one number are looked at one after another, so that no record is
 * taken for two of them; those with a conversation first, because their records can be told from the others.
 * @param all what Ultravox has
 */
export async function statesOf(
	context: RequestContext,
	placed: readonly PlacedCall[],
	all: readonly IDataObject[],
	{ waitsForBilling }: Pick<WaitSettings, 'waitsForBilling'>,
	told: Told = new Map(),
): Promise<CallState[]> {
	const taken = idsOf(placed, told);
	const byNumber = new Map<string, PlacedCall[]>();
	for (const one of placed) {
		if (firstOf(one, placed) !== one) continue;
		byNumber.set(one.to, [...(byNumber.get(one.to) ?? []), one]);
	}
	const states = new Map<PlacedCall, CallState>();
	const order = (a: PlacedCall, b: PlacedCall) =>
		Number(wasJoined(b, all)) - Number(wasJoined(a, all)) || a.placedAt.localeCompare(b.placedAt);
	await someAtATime([...byNumber.values()], async (same) => {
		for (const one of [...same].sort(order)) {
			const known = told.get(one.item)?.leg;
			const state = await callState(context, one, all, { known, taken, waitsForBilling });
			const callUuid = state.leg?.record?.call_uuid;
			if (typeof callUuid === 'string') taken.add(callUuid);
			states.set(one, state);
		}
	});
	return placed.map((one) => ({
		...(states.get(firstOf(one, placed)) as CallState),
		placed: one,
	}));
}

/**
 * The states of all calls when all are over; null as soon as one is found that is not. Those that Ultravox has not ended are looked at
 * first, and one by one: a phone that rings costs few requests then, however many do.
 */
export async function statesIfOver(
	context: RequestContext,
	placed: readonly PlacedCall[],
	all: readonly IDataObject[],
	settings: Pick<WaitSettings, 'waitsForBilling'>,
	told: Told = new Map(),
): Promise<CallState[] | null> {
	if (placed.some((one) => isGoingOn(one, all))) return null;
	const ended = new Set(all.filter((call) => Boolean(call.ended)).map(({ callId }) => callId));
	const open = placed.filter((one) => isWaitedFor(one) && !ended.has(one.callId));
	const known = new Map(told);
	for (const one of open) {
		if (known.get(one.item)?.leg !== undefined) continue;
		const { isOver, leg } = await stateOf(context, one, placed, all, settings, known);
		if (!isOver) return null;
		if (leg !== null) known.set(one.item, { leg });
	}
	const states = await statesOf(context, placed, all, settings, known);
	return states.every(({ isOver }) => isOver) ? states : null;
}

/** What both providers say of one call, which may have others to the same number beside it. */
export async function stateOf(
	context: RequestContext,
	one: PlacedCall,
	placed: readonly PlacedCall[],
	all: readonly IDataObject[],
	settings: Pick<WaitSettings, 'waitsForBilling'>,
	told?: Told,
): Promise<CallState> {
	const same = placed.filter(({ to }) => to === one.to);
	const states = await statesOf(context, same, all, settings, told);
	return states[same.indexOf(one)] as CallState;
}

/** Whether everything is told that a result says, cost included. */
export const isComplete = ({ isOver, leg, calls }: CallState): boolean =>
	isOver && (calls.length === 0 || (leg !== null && isTold(leg)));

/** What a result is made of. */
interface Gathered extends AskedDuties {
	facts: CallFacts;
}

/** Asks for what was said, and what the agent had to collect. Never throws. */
async function gather(
	context: RequestContext,
	state: CallState,
	taken: ReadonlySet<string>,
): Promise<Gathered> {
	const facts = await callFacts(context, state, taken);
	return { facts, ...(await askDuties(context, facts)) };
}

/** Whether something is missing only because Ultravox could not be asked. */
const isLacking = ({ facts, mayKnowLater }: Gathered): boolean =>
	facts.messages === undefined || mayKnowLater;

/**
 * The results of calls that are over, in the same order; null when Ultravox could not be asked for what belongs to one of them, unless
 * that is not waited for any more.
 * @param delivers whether collected data goes to the agent's data webhook now: of every call that this says so of, unless this process has
 * delivered it
 * @param isLast what could not be asked is missing in the results
 */
export async function resultsOf(
	context: RequestContext,
	states: readonly CallState[],
	settings: Pick<WaitSettings, 'ratePerMinute'>,
	options: ResultOptions & { isLast: true },
): Promise<CallResult[]>;
export async function resultsOf(
	context: RequestContext,
	states: readonly CallState[],
	settings: Pick<WaitSettings, 'ratePerMinute'>,
	options: ResultOptions,
): Promise<CallResult[] | null>;
export async function resultsOf(
	context: RequestContext,
	states: readonly CallState[],
	{ ratePerMinute }: Pick<WaitSettings, 'ratePerMinute'>,
	{ told = new Map(), delivers, isLast }: ResultOptions,
): Promise<CallResult[] | null> {
	const { baseUrl: ultravoxUrl } = await getUltravoxAccount(context);
	const placed = states.map((state) => state.placed);
	const taken = idsOf(placed, told);
	const calls = states.filter((state) => firstOf(state.placed, placed) === state.placed);
	const gathered = await someAtATime(calls, async (state) => await gather(context, state, taken));
	if (!isLast && gathered.some(isLacking)) return null;
	const results = await someAtATime(gathered, async ({ facts, duties }) => {
		const bridge = told.get(facts.placed.item)?.bridge ?? null;
		// The data of a call that an earlier run placed, that run has delivered.
		const data =
			delivers && isWaitedFor(facts.placed)
				? await (delivers(facts) ? deliverOnce : deliveredElsewhere)(context, facts, duties)
				: { collected: await collectedIn(context, facts, duties) };
		return resultItem(facts, { ratePerMinute, ultravoxUrl, bridge }, data);
	});
	return placed.map((one) => {
		const first = firstOf(one, placed);
		return results[calls.findIndex((state) => state.placed === first)] as CallResult;
	});
}

interface ResultOptions {
	told?: Told;
	delivers: ((state: CallState) => boolean) | null;
	isLast: boolean;
}

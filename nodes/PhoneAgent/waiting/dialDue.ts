import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';
import { sleep } from 'n8n-workflow';
import { getBridgeAccount } from '../../shared/bridgeRequest';
import { isWaitedFor } from '../../shared/callResult/callState';
import type { PlacedCall } from '../../shared/placedCall';
import { findCallsOfRun } from '../../shared/placedCall';
import { callbacksOf } from '../outbound/callbacks';
import type { DueCall, DuePlan } from '../outbound/duePlan';
import { placeCall } from '../outbound/placeCall';
import { placedCall } from '../outbound/placedFacts';
import type { Placing } from '../outbound/placing';
import { hadUnknownCall, mayHaveRung } from '../outbound/unknownCall';
import { rememberTried, triedCall } from './dueCalls';
import { rememberBegun } from './otherProcesses';
import type { ToldEnd } from './tooLate';
import { tooLateReason } from './tooLate';

/** How long (ms) Ultravox may take to create a call that is due: it has to have answered before the end is told again. */
const CREATE_WITHIN_MS = 10_000;

/** How far back (ms) the latest calls of a run are asked for: clocks may differ, and a call is listed a moment after it was made. */
const LOOK_BACK_MS = 2 * 60_000;

/** What is under way of a run in this process: it dials one call after another. */
const turns = new Map<string, Promise<unknown>>();

/** The next call whose turn it is when one has ended; null when nobody is due after it any more. */
export function dueAfter(plan: DuePlan, item: number, all: readonly IDataObject[]): DueCall | null {
	for (const next of plan.due.filter(({ after }) => after === item)) {
		const tried = triedCall(plan, next.call, all);
		if (tried === null) return next;
		// Where nothing is up, its turn passes on at once.
		const following = isWaitedFor(tried) ? null : dueAfter(plan, next.call.item, all);
		if (following !== null) return following;
	}
	return null;
}

/** When a call that is due is dialled, in milliseconds since the epoch. */
export interface Order {
	/** Nobody is dialled later. */
	by: number;
	/** Before Ultravox was asked for the calls of the run. */
	listedAt: number;
	/** The end that has made room for it. */
	told: (due: DueCall) => ToldEnd;
}

/**
 * Dials those whose turn it is, at the pace of the run, and, as long as nothing comes of one, those after it.
 * @param listed what Ultravox had of the run when the end was told
 * @param next whose turn it is; null when it is nobody's
 * @throws Error when it is too late for the order, or a provider cannot be asked: nobody was dialled then
 */
export async function dialDue(
	context: IWebhookFunctions,
	plan: DuePlan,
	listed: readonly IDataObject[],
	next: (all: readonly IDataObject[]) => DueCall | null,
	order: Order,
): Promise<void> {
	const { run } = plan.identity;
	await inTurn(`${plan.execution} ${run}`, async () => {
		const since = order.listedAt - LOOK_BACK_MS - 1000 / plan.perSecond;
		const latest = await findCallsOfRun(context, run, since);
		const ids = new Set(latest.map(({ callId }) => callId));
		// A long run is not listed again: that would take longer than the order may.
		const all = [...listed.filter(({ callId }) => !ids.has(callId)), ...latest];
		let last = lastDialed(all);
		for (let due = next(all); due !== null; due = next(all)) {
			const placed = await dialOne(context, plan, due, { ...order, last });
			rememberTried(plan, due.call.key, placed);
			if (isWaitedFor(placed)) last = Date.now();
		}
	});
}

async function dialOne(
	context: IWebhookFunctions,
	plan: DuePlan,
	due: DueCall,
	{ by, told: ends, last }: Order & { last: number },
): Promise<PlacedCall> {
	// Each of many that are refused costs requests; what was refused is remembered, and the next telling goes on behind it.
	if (Date.now() > by) throw new Error('It was too late to dial');
	const { call } = due;
	const told = { ...ends(due), sinceDialed: Date.now() - last };
	const { run } = plan.identity;
	const said = (state: PlacedCall['state'], reason: string) =>
		placedCall(call, run, {}, { state, reason });
	// Of an end that has just been told for the first time, nobody can have dialed the next and lost it again.
	if (!told.isFresh && (await hadUnknownCall(context, call, plan.madeAt))) {
		return said('unconfirmed', mayHaveRung(call));
	}
	const reason = tooLateReason(plan, due, told);
	if (reason !== null) return said('refused', reason);
	await keepPace(plan, last, by);
	rememberBegun(run, call.key);
	return await placeCall(await placingOf(context, plan, due, by), call);
}

async function placingOf(
	context: IWebhookFunctions,
	{ identity }: DuePlan,
	{ call }: DueCall,
	dialBy: number,
): Promise<Placing> {
	const isDirect = call.audioPath === 'direct';
	return {
		context,
		// What is found under the key of this run, this execution has placed: nobody had when it was planned.
		identity: { ...identity, isOwn: true },
		callbacks: await callbacksOf(context, identity.run),
		bridge: isDirect ? null : await getBridgeAccount(context),
		dialBy,
		createWithin: CREATE_WITHIN_MS,
	};
}

/**
 * Waits until the next call may be dialled: after the latest of the run, whoever dialled it.
 * @param last when that was, in milliseconds since the epoch
 * @throws Error when that would be too late
 */
async function keepPace({ perSecond }: DuePlan, last: number, by: number): Promise<void> {
	// A clock that is ahead of this one delays nobody for longer than the pace.
	const gap = Math.min(Math.max(0, last + 1000 / perSecond - Date.now()), 1000 / perSecond);
	if (Date.now() + gap > by) throw new Error('It was too late to dial');
	if (gap > 0) await sleep(gap);
}

/** When the latest call was dialled that Ultravox has of a run. */
const lastDialed = (all: readonly IDataObject[]): number =>
	Math.max(...all.map(({ created }) => Date.parse(String(created)) || 0));

/** Does one thing after another for a run. */
async function inTurn<T>(run: string, work: () => Promise<T>): Promise<T> {
	const before = turns.get(run) ?? Promise.resolve();
	const now = before.then(work, work);
	turns.set(run, now);
	try {
		return await now;
	} finally {
		if (turns.get(run) === now) turns.delete(run);
	}
}

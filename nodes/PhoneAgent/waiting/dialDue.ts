import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';
import { sleep } from 'n8n-workflow';
import { isWaitedFor } from '../../shared/callResult/callState';
import { getBridgeAccount } from '../../shared/bridgeRequest';
import { findCallsOfRun } from '../../shared/placedCall';
import { callbacksOf } from '../outbound/callbacks';
import type { DueCall, DuePlan } from '../outbound/duePlan';
import { placeCall } from '../outbound/placeCall';
import type { Placing } from '../outbound/placing';
import { rememberTried, triedCall } from './dueCalls';

/** What is under way of a run in this process: it dials one call after another. */
const turns = new Map<string, Promise<unknown>>();

/** The call whose turn it is when one has ended; null when nobody is due after it any more. */
export function dueAfter(plan: DuePlan, item: number, all: readonly IDataObject[]): DueCall | null {
	const next = plan.due.find(({ after }) => after === item);
	if (next === undefined) return null;
	const tried = triedCall(plan, next.call, all);
	if (tried === null) return next;
	// Where nothing is up, its turn passes on at once.
	return isWaitedFor(tried) ? null : dueAfter(plan, next.call.item, all);
}

/**
 * Dials the call that is due after one that has ended, at the pace of the run, and, as long as nothing came of it, the next.
 * @param item input item of the call that has ended
 * @param by milliseconds since the epoch: nobody is dialled later
 * @throws Error when it is too late, or Ultravox cannot be asked: nobody was dialled then
 */
export async function dialDue(
	context: IWebhookFunctions,
	plan: DuePlan,
	item: number,
	by: number,
): Promise<void> {
	const { run } = plan.identity;
	await inTurn(run, async () => {
		const all = await findCallsOfRun(context, run);
		for (;;) {
			const next = dueAfter(plan, item, all);
			if (next === null) return;
			await keepPace(plan, all, by);
			const placing = await placingOf(context, plan, next, by);
			const placed = await placeCall(placing, next.call);
			rememberTried(run, placed);
			if (isWaitedFor(placed)) return;
		}
	});
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
	};
}

/** Waits until the next call may be dialled: after the latest that Ultravox has of the run, whoever dialled it. */
async function keepPace(
	{ perSecond }: DuePlan,
	all: readonly IDataObject[],
	by: number,
): Promise<void> {
	const last = Math.max(...all.map(({ created }) => Date.parse(String(created)) || 0));
	// A clock that is ahead of this one delays nobody for longer than the pace.
	const gap = Math.min(Math.max(0, last + 1000 / perSecond - Date.now()), 1000 / perSecond);
	if (Date.now() + gap > by) throw new Error('It was too late to dial');
	if (gap > 0) await sleep(gap);
}

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

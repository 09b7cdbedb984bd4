import type { IDataObject } from 'n8n-workflow';
import { isWaitedFor } from '../../shared/callResult/callState';
import type { AgentDuties } from '../../shared/callTools/agentLookup';
import { agentDuties } from '../../shared/callTools/agentLookup';
import type { PlacedCall } from '../../shared/placedCall';
import { CALL_KEY_METADATA_KEY } from '../../shared/placedCall';
import { metadataValue } from '../../shared/resumedCall';
import { stopSignal } from '../../shared/stopSignal';
import type { DueCall, DuePlan } from './duePlan';
import type { OutboundCall } from './outboundCall';
import type { Pace } from './pace';
import { callsUp } from './pace';
import { DUTIES_BUDGET_MS } from './placeCall';
import { placeInTurn } from './placeAll';
import { longestMs, relayOf } from './placedFacts';
import type { Placing } from './placing';

/** How much longer (ms) than a call itself may take until the next is dialled: its end has to be told, perhaps again. */
const BETWEEN_MS = 2 * 60_000;

/**
 * Places as many calls of a run as may be up at once, at their pace, and plans when the others are dialled. Nobody waits for an end here:
 * the execution can sleep.
 * @param calls checked, in input order
 * @returns what became of each, in the same order, and the plan; null when nobody is due
 * @throws NodeOperationError when the user stops the execution
 */
export async function placeFirst(
	placing: Placing,
	calls: readonly OutboundCall[],
	pace: Pace,
): Promise<{ placed: PlacedCall[]; plan: DuePlan | null }> {
	const stopped = stopSignal(placing.context);
	let up: PlacedCall[] = [];
	let known: IDataObject[] | null = null;
	let placedBefore = 0;
	const placed = await placeInTurn(placing, calls, pace, async (call, before) => {
		if (stopped?.aborted) return 'stopped';
		if (known === null) {
			// One that cannot be asked about counts as up.
			const found = await callsUp(placing, pace, before).catch(() => ({
				up: before.filter(isWaitedFor),
				calls: [],
			}));
			if (found.up.length < pace.atOnce) return 'free';
			({ up, calls: known } = found);
			placedBefore = before.length;
		}
		// What a job that stalled has dialed is found by its key, and not dialed again.
		return known.some((one) => metadataValue(one, CALL_KEY_METADATA_KEY) === call.key)
			? 'free'
			: 'full';
	});
	const due = placed.filter(({ state }) => state === 'due');
	if (due.length === 0) return { placed, plan: null };
	const ofKey = (key: string) => calls.find((call) => call.key === key) as OutboundCall;
	const first = due.filter(({ key, item }) => ofKey(key).item === item);
	const found = placed.slice(placedBefore).filter(isWaitedFor);
	const turns = [...up, ...found, ...first].map(({ item }) => item);
	const planned: DueCall[] = first.map(({ key }, index) => ({
		call: ofKey(key),
		after: turns[index] as number,
	}));
	const { run, node, isLost } = placing.identity;
	const plan = { identity: { run, node, isLost }, perSecond: pace.perSecond, due: planned };
	return { placed: await withTimes(placing, placed, plan), plan };
}

/** With when the due ones are over at the latest: after all that are dialled before them. */
async function withTimes(
	{ context }: Placing,
	placed: readonly PlacedCall[],
	{ due, perSecond }: DuePlan,
): Promise<PlacedCall[]> {
	const times = new Map(placed.map(({ item, overBy }) => [item, Date.parse(overBy)]));
	const byKey = new Map<string, PlacedCall>();
	const byAgent = new Map<string, AgentDuties | null>();
	for (const { call, after } of due) {
		const { agentId } = call;
		const duties = byAgent.has(agentId)
			? (byAgent.get(agentId) ?? null)
			: await agentDuties(context, agentId, DUTIES_BUDGET_MS).catch(() => null);
		byAgent.set(agentId, duties);
		// Where nobody knows, the longest: at the deadline there would be no result.
		const handsOff = duties === null || duties.handoffNumber !== null;
		const longest = longestMs({ ...call, handsOff }) + BETWEEN_MS + 1000 / perSecond;
		const overBy = (times.get(after) ?? Date.now()) + longest;
		times.set(call.item, overBy);
		const own = placed.find(({ item }) => item === call.item) as PlacedCall;
		const relay =
			call.audioPath === 'bridge'
				? { relay: relayOf(call, duties?.interruptible ?? true, true) }
				: {};
		byKey.set(call.key, { ...own, ...relay, overBy: new Date(overBy).toISOString() });
	}
	return placed.map((one) => {
		const planned = one.state === 'due' ? byKey.get(one.key) : undefined;
		return planned ? { ...planned, item: one.item } : one;
	});
}

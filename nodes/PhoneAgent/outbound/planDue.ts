import { isWaitedFor } from '../../shared/callResult/callState';
import type { AgentDuties } from '../../shared/callTools/agentLookup';
import { agentDuties } from '../../shared/callTools/agentLookup';
import type { PlacedCall } from '../../shared/placedCall';
import type { DueCall, PlannedCalls } from './duePlan';
import type { OutboundCall } from './outboundCall';
import type { Pace } from './pace';
import { DUTIES_BUDGET_MS } from './placeCall';
import { longestMs, relayOf } from './placedFacts';
import type { Placing } from './placing';

/** How much longer (ms) than a call itself may take until the next is dialled: its end has to be told, perhaps again. */
const BETWEEN_MS = 2 * 60_000;

/**
 * Whose end dials each of those that are due, in their order, by input item: each call's end makes room for one, and the ends of the
 * first ones for two, as long as fewer are up than may be.
 * @param up input items of the calls that are waited for; at least one
 * @param due input items of those that are due
 */
export function turnsOf(up: readonly number[], due: readonly number[], atOnce: number): number[] {
	let rooms = Math.max(0, atOnce - up.length);
	const turns: number[] = [];
	for (const item of [...up, ...due]) {
		turns.push(item);
		if (rooms === 0) continue;
		turns.push(item);
		rooms -= 1;
	}
	return turns.slice(0, due.length);
}

/**
 * The plan for those that are due, and what became of each call with what is known of it now.
 * @param placed of each call, in input order
 * @returns `plan` null when nobody is due
 */
export async function planDue(
	placing: Placing,
	placed: readonly PlacedCall[],
	calls: readonly OutboundCall[],
	{ perSecond, atOnce }: Pace,
): Promise<{ placed: PlacedCall[]; plan: PlannedCalls | null }> {
	const byKey = new Map([...calls].reverse().map((call) => [call.key, call]));
	// Two items with one key are one call: the first of them.
	const first = placed.flatMap(({ state, key, item }) => {
		const call = state === 'due' ? byKey.get(key) : undefined;
		return call?.item === item ? [call] : [];
	});
	if (first.length === 0) return { placed: [...placed], plan: null };
	const turns = turnsOf(
		placed.filter(isWaitedFor).map(({ item }) => item),
		first.map(({ item }) => item),
		atOnce,
	);
	const dutiesOf = dutiesByAgent(placing);
	const madeAt = Date.now();
	const times = new Map(placed.map(({ item, overBy }) => [item, Date.parse(overBy)]));
	const due: DueCall[] = [];
	const planned = new Map<string, Partial<PlacedCall>>();
	for (const [index, call] of first.entries()) {
		const after = turns[index] as number;
		const duties = await dutiesOf(call.agentId);
		const lasts = longestOf(call, duties);
		const room = (times.get(after) ?? madeAt) + BETWEEN_MS + 1000 / perSecond;
		// They share one pace.
		const turn = Math.max(room, madeAt + ((index + 1) * 1000) / perSecond);
		// Later, nobody is dialed, and the turn passes on.
		const overBy = Math.min(turn, call.dialUntil ?? Infinity) + lasts;
		times.set(call.item, Math.max(turn, overBy));
		due.push({ call, after, lasts });
		const relay =
			call.audioPath === 'bridge'
				? { relay: relayOf(call, duties?.interruptible ?? true, true) }
				: {};
		planned.set(call.key, { ...relay, overBy: new Date(overBy).toISOString() });
	}
	const { run, node, isLost } = placing.identity;
	const identity = { run, node, isLost };
	const plan = { identity, madeAt, perSecond, atOnce, due };
	return {
		placed: placed.map((one) => (one.state === 'due' ? { ...one, ...planned.get(one.key) } : one)),
		plan,
	};
}

/** How long (ms) a call takes at most. Where nobody knows the agent, the longest: at the deadline there would be no result. */
function longestOf(call: OutboundCall, duties: AgentDuties | null): number {
	const handsOff = duties === null || duties.handoffNumber !== null;
	const longestSeconds = call.longestSeconds ?? duties?.longestSeconds ?? undefined;
	return longestMs({
		...call,
		handsOff,
		...(longestSeconds === undefined ? {} : { longestSeconds }),
	});
}

/** What agents have to do in their calls, each asked for once; null where nobody knows. */
function dutiesByAgent({ context }: Placing): (agentId: string) => Promise<AgentDuties | null> {
	const known = new Map<string, Promise<AgentDuties | null>>();
	return async (agentId) => {
		const asked =
			known.get(agentId) ?? agentDuties(context, agentId, DUTIES_BUDGET_MS).catch(() => null);
		known.set(agentId, asked);
		return await asked;
	};
}

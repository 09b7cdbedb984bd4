import type { CallFacts } from '../../shared/callResult/callFacts';
import type { CallState } from '../../shared/callResult/callState';
import { resultContext } from '../../shared/callResult/resultItem';
import type { AgentDuties } from '../../shared/callTools/agentLookup';
import type { CallData } from '../../shared/callTools/callData';
import { takeCallData } from '../../shared/callTools/callData';
import { mayBeTakenYet } from '../../shared/callTools/deliverCollected';
import type { PlacedCall } from '../../shared/placedCall';
import type { RequestContext } from '../../shared/providerFailure';
import { BEGAN, isShared } from './otherProcesses';
import { agentEnd, endOf, longerThanAgent } from './whoDials';
import { getUltravoxAccount } from '../../shared/ultravoxRequest';

/**
 * What became of collected data, by run and Ultravox's id of the call, oldest first. A convenience: where it is lost, data is delivered once
 * more, under the same event id.
 */
const deliveries = new Map<string, Promise<CallData>>();
const MOST = 5_000;

const nameOf = ({ run, callId }: PlacedCall): string => `${run} ${callId}`;

/** Calls whose own end Ultravox has told this process, by run and key, oldest first: it was sent away where nothing could be delivered. */
const told = new Set<string>();
const keyOf = ({ run, key }: PlacedCall): string => `${run} ${key}`;

/** Remembers that Ultravox has told the own end of a call here. */
export function rememberTold(placed: PlacedCall): void {
	const [oldest] = told;
	if (told.size >= MOST && oldest !== undefined) told.delete(oldest);
	told.add(keyOf(placed));
}

/** For how long (ms) after its call Ultravox's word of an end may be on its way: it is told five times by then (ultravox.md §7.6). */
const ON_ITS_WAY_MS = 10 * 60_000;

/**
 * Whether the data of a call goes out with the results of all, unless this process has delivered it: Ultravox's word of its own end may not
 * have come yet, or may never come. Where another process takes ends of the run, too, it may have come there, and is delivered then.
 */
export function isLeftToDeliver(state: CallState, now = Date.now()): boolean {
	const [agent, end] = [agentEnd(state), endOf(state)];
	if (!isShared(state.placed.run) || told.has(keyOf(state.placed))) return true;
	if (agent === null || end === null) return true;
	return agent < BEGAN || now - end < ON_ITS_WAY_MS + longerThanAgent(state);
}

/** Whether the data of a call was delivered by this process, or is on its way. */
export const isDelivered = (placed: PlacedCall): boolean => deliveries.has(nameOf(placed));

/**
 * Delivers what was collected in a call, once in this process: at the call's own end, or with the results of all.
 * @param duties of the agent; null when Ultravox could not be asked
 */
export async function deliverOnce(
	context: RequestContext,
	facts: CallFacts,
	duties: AgentDuties | null,
): Promise<CallData> {
	const name = nameOf(facts.placed);
	const before = deliveries.get(name);
	if (before !== undefined) return await before;
	const [oldest] = deliveries.keys();
	if (deliveries.size >= MOST && oldest !== undefined) deliveries.delete(oldest);
	const data = deliver(context, facts, duties);
	deliveries.set(name, data);
	const forget = () => {
		if (deliveries.get(name) === data) deliveries.delete(name);
	};
	// What was not taken at the call's own end is delivered with the results.
	data.then(({ delivery }) => {
		if (delivery !== null && mayBeTakenYet(delivery)) forget();
	}, forget);
	return await data;
}

async function deliver(
	context: RequestContext,
	facts: CallFacts,
	duties: AgentDuties | null,
	isLeft = false,
): Promise<CallData> {
	const { baseUrl } = await getUltravoxAccount(context);
	return await takeCallData(context, facts, resultContext(facts, baseUrl), duties, isLeft);
}

/** What was collected in a call whose own end another process may have taken, which has delivered it then. */
export async function deliveredElsewhere(
	context: RequestContext,
	facts: CallFacts,
	duties: AgentDuties | null,
): Promise<CallData> {
	return await deliver(context, facts, duties, true);
}

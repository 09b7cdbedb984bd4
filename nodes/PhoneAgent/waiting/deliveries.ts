import type { CallFacts } from '../../shared/callResult/callFacts';
import { resultContext } from '../../shared/callResult/resultItem';
import type { AgentDuties } from '../../shared/callTools/agentLookup';
import type { CallData } from '../../shared/callTools/callData';
import { takeCallData } from '../../shared/callTools/callData';
import { mayBeTakenYet } from '../../shared/callTools/deliverCollected';
import type { PlacedCall } from '../../shared/placedCall';
import type { RequestContext } from '../../shared/providerFailure';
import { getUltravoxAccount } from '../../shared/ultravoxRequest';

/**
 * What became of collected data, by run and Ultravox's id of the call, oldest first. A convenience: where it is lost, data is delivered once
 * more, under the same event id.
 */
const deliveries = new Map<string, Promise<CallData>>();
const MOST = 5_000;

const nameOf = ({ run, callId }: PlacedCall): string => `${run} ${callId}`;

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
): Promise<CallData> {
	const { baseUrl } = await getUltravoxAccount(context);
	return await takeCallData(context, facts, resultContext(facts, baseUrl), duties);
}

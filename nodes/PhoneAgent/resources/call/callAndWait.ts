import type { OutputsOperation } from '../../../shared/operations/operation';
import type { Parameters } from '../../../shared/operations/parameters';
import { optionsCollection } from '../../../shared/descriptions/fieldCollection';
import { outboundCallFields, waitingBridgeOptions } from '../../descriptions/outboundCall';
import { outboundOptions, resultOptions } from '../../descriptions/outboundOptions';
import { errorItem } from '../../outbound/items';
import { placeAll } from '../../outbound/placeAll';
import { placeFirst } from '../../outbound/placeFirst';
import { prepare } from '../../outbound/prepare';
import { isTool } from '../../outbound/runIdentity';
import { assertNoMessage } from '../../outbound/unheard';
import type { PhoneAgentApi } from '../../phoneAgentApi';
import { resultsOrSleep } from '../../waiting/sleep';

/** Dials every item at most once, and gives a result for each when all calls are over. The execution sleeps meanwhile. */
export const callAndWait: OutputsOperation<PhoneAgentApi> = {
	name: 'Call and Wait',
	value: 'callAndWait',
	action: 'Call and wait for result',
	description:
		'Rings a phone and spends money: have an agent call a person, and go on when the call is over, with everything that is known of it',
	properties: [
		...outboundCallFields,
		optionsCollection([...outboundOptions, ...resultOptions]),
		waitingBridgeOptions,
	],
	executeOutputs: async (api, parameters) => {
		oneForEachOutcome(parameters);
		const asTool = isTool(api.context);
		const { placing, calls, bad, pace } = await prepare(api, parameters, {
			waits: true,
			isGood: (call, own) => {
				if (asTool) assertNoMessage(call, own, "Choose 'Hang Up'");
			},
		});
		const { placed, plan } = asTool
			? { placed: await placeAll(placing, calls, pace), plan: null }
			: await placeFirst(placing, calls, pace);
		return await resultsOrSleep(api.context, placed, plan, bad.map(errorItem));
	},
};

/** An output for each outcome is for one call at a time: n8n pairs several on several outputs wrongly (n8n-waiting.md §3). */
function oneForEachOutcome([first, ...others]: [Parameters, ...Parameters[]]): void {
	const chosen = first.collection('options');
	if (others.length === 0 || chosen.optionalText('outputs') !== 'byOutcome') return;
	throw chosen.problem(
		'outputs',
		`is 'By Outcome', which is for one item, and there are ${others.length + 1}`,
		"Set it to 'One', or put the node into a loop with one item at a time",
	);
}

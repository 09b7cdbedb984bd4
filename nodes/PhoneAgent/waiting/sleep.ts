import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { isWaitedFor, ultravoxCalls } from '../../shared/callResult/callState';
import type { CallResult } from '../../shared/callResult/resultItem';
import { timeoutItem } from '../../shared/callResult/resultItem';
import type { OutcomeOutput } from '../../shared/callOutcome';
import { OUTCOME_OUTPUTS } from '../../shared/callOutcome';
import type { PlacedCall } from '../../shared/placedCall';
import { pauseUnlessStopped } from '../../shared/repeat';
import { itemOf } from '../outbound/items';
import type { PlannedCalls } from '../outbound/duePlan';
import { keepPlan } from '../outbound/duePlan';
import { isTool } from '../outbound/runIdentity';
import { isDue } from './dueCalls';
import { isComplete, resultsOf, statesIfOver } from './results';
import type { WaitSettings } from './waitSettings';
import { waitSettings } from './waitSettings';
import { keepAside } from './waitingItems';

/** How long (ms) after the latest end of all calls the deadline is: for providers that are late to tell. */
const GRACE_MS = 60_000;
const BILLING_GRACE_MS = 3 * 60_000;
/** How long (ms) to wait before asking again, where the execution cannot sleep. */
const ASK_AGAIN_MS = 2_000;

/** An item that comes out, and where if there is an output for each kind of outcome. */
export interface RoutedItem {
	item: INodeExecutionData;
	output: OutcomeOutput;
}

/** Items as the node gives them. */
export function outputsOf(
	routed: readonly RoutedItem[],
	{ byOutcome }: Pick<WaitSettings, 'byOutcome'>,
): INodeExecutionData[][] {
	if (!byOutcome) return [routed.map(({ item }) => item)];
	return OUTCOME_OUTPUTS.map((name) =>
		routed.filter(({ output }) => output === name).map(({ item }) => item),
	);
}

/** The results and what nobody was dialled for, in input order. */
function inOrder(
	calls: readonly PlacedCall[],
	results: readonly CallResult[],
	others: readonly INodeExecutionData[],
): RoutedItem[] {
	const routed = results.map(({ json, output }, index) => ({
		item: { json, pairedItem: { item: calls[index]?.item ?? 0 } },
		output,
	}));
	const rest = others.map((item) => ({ item, output: 'Failed' as const }));
	return [...routed, ...rest].sort((a, b) => itemOf(a.item) - itemOf(b.item));
}

/**
 * The results of the calls: at once when all are over, else the execution sleeps, and its webhook gives them (receive.ts). What comes
 * out at the deadline is written before, because n8n runs no code of ours then (n8n-waiting.md §3). As an AI tool it does not sleep,
 * but asks the providers until then.
 * @param calls in input order
 * @param plan of those that are due; null when nobody is: then it can be over at once
 * @param others items that nobody was dialled for, such as those with `error`; paired
 */
export async function resultsOrSleep(
	context: IExecuteFunctions,
	calls: readonly PlacedCall[],
	plan: PlannedCalls | null,
	others: readonly INodeExecutionData[] = [],
): Promise<INodeExecutionData[][]> {
	const asTool = isTool(context);
	const chosen = waitSettings(context);
	// An AI agent hears the first output only.
	const settings = asTool ? { ...chosen, byOutcome: false } : chosen;
	const deadline = deadlineOf(calls, settings);
	if (!asTool) keepPlan(context, plan, deadline);
	if (plan !== null) {
		const late = inOrder(calls, timeoutResults(calls), others);
		return await sleepUntil(context, deadline, late, settings);
	}
	const stopped = context.getExecutionCancelSignal();
	for (;;) {
		const isLast = Date.now() >= deadline.getTime();
		const results = await resultsIfOver(context, calls, settings, isLast);
		if (results !== null) return outputsOf(inOrder(calls, results, others), settings);
		const late = inOrder(calls, timeoutResults(calls), others);
		if (!asTool) return await sleepUntil(context, deadline, late, settings);
		if (isLast || !(await pauseUnlessStopped(ASK_AGAIN_MS, stopped))) {
			return outputsOf(late, settings);
		}
	}
}

/** By then every call has ended, and the providers have had time to tell. */
function deadlineOf(calls: readonly PlacedCall[], { waitsForBilling }: WaitSettings): Date {
	const ends = calls
		.filter((one) => isWaitedFor(one) || isDue(one))
		.map(({ overBy }) => Date.parse(overBy));
	const grace = waitsForBilling ? BILLING_GRACE_MS : GRACE_MS;
	return new Date(Math.max(Date.now(), ...ends) + grace);
}

const timeoutResults = (calls: readonly PlacedCall[]): CallResult[] =>
	calls.map((placed) => ({ json: timeoutItem(placed), output: 'Failed' }));

/** The results when all calls are over and told; null while one is not. A provider that cannot be asked is asked again later. */
async function resultsIfOver(
	context: IExecuteFunctions,
	calls: readonly PlacedCall[],
	settings: WaitSettings,
	isLast: boolean,
): Promise<CallResult[] | null> {
	const asking = askProviders(context, calls, settings, isLast);
	return await asking.catch(async (error: unknown) => {
		if (!calls.some(isWaitedFor)) return await Promise.reject(error);
		context.logger.warn('The providers could not be asked whether the calls are over', { error });
		return null;
	});
}

async function askProviders(
	context: IExecuteFunctions,
	calls: readonly PlacedCall[],
	settings: WaitSettings,
	isLast: boolean,
): Promise<CallResult[] | null> {
	const all = await ultravoxCalls(context, calls);
	const states = await statesIfOver(context, calls, all, settings);
	const isKnown = states?.every((state) => isComplete(state) || !isWaitedFor(state.placed));
	if (states === null || (!isKnown && !isLast)) return null;
	const mayGiveUp = isLast || !calls.some(isWaitedFor);
	// Nobody has heard of an end yet.
	return await resultsOf(context, states, settings, { delivers: () => true, isLast: mayGiveUp });
}

async function sleepUntil(
	context: IExecuteFunctions,
	deadline: Date,
	late: readonly RoutedItem[],
	settings: WaitSettings,
): Promise<INodeExecutionData[][]> {
	const data = context.getExecuteData();
	const outputs = outputsOf(late, settings);
	data.data.main = outputs;
	if (settings.byOutcome) {
		// On resuming, n8n pairs each output with the input of the same number (n8n-waiting.md §3, trap A).
		const source = data.source?.main?.[0] ?? null;
		if (data.source) data.source.main = outputs.map(() => source);
		context.setMetadata({ forwardAllOutputs: true });
		keepAside(context, late[0]?.item.json ?? {});
	}
	await context.putExecutionToWait(deadline);
	// n8n takes what belongs to the error output out of what it is given.
	return outputs.map((items) => items.map((item) => ({ ...item })));
}

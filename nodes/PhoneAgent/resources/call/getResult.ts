import type { INodeProperties } from 'n8n-workflow';
import { sleep } from 'n8n-workflow';
import type { CallState } from '../../../shared/callResult/callState';
import { callState, isWaitedFor, ultravoxCalls } from '../../../shared/callResult/callState';
import { optionsCollection } from '../../../shared/descriptions/fieldCollection';
import type { StepsOperation } from '../../../shared/operations/operation';
import { isObject } from '../../../shared/operations/values';
import type { PlacedCall } from '../../../shared/placedCall';
import type { PhoneAgentApi } from '../../phoneAgentApi';
import { isDue } from '../../waiting/dueCalls';
import { findPlacedCall, placedCallFields } from '../../waiting/findCall';
import { isComplete, resultsOf } from '../../waiting/results';
import { placedOf } from '../../waiting/waitingItems';

/** How long (ms) what is late after a call's end is waited for: Plivo's record comes a little after it (plivo.md §5.2). */
const PATIENCE_MS = 5_000;
const ASK_AGAIN_MS = 500;

const options: INodeProperties[] = [
	{
		displayName: 'Rate per Minute of Ultravox',
		name: 'ultravoxRate',
		type: 'number',
		typeOptions: { minValue: 0, numberPrecision: 4 },
		default: 0.05,
		description:
			'What you pay Ultravox for a minute, in dollars: it does not tell what a call has cost. Without it the cost of that side stays empty.',
	},
];

/** The result of a call that Phone Agent placed, asked from both providers: also of one that Call and Wait gave up waiting for. */
export const getResult: StepsOperation<PhoneAgentApi> = {
	name: 'Get Result',
	value: 'getResult',
	action: 'Get result of call',
	description:
		'Get how a call went that Phone Agent placed: outcome, transcript, summary, collected data, cost. While it goes on, the item says so.',
	properties: [...placedCallFields, optionsCollection(options)],
	execute: async (api, parameters) => {
		const placed = await findPlacedCall(api, parameters);
		const rate = parameters.collection('options').optionalNumber('ultravoxRate', { min: 0 });
		const state = await stateOf(api, placed);
		const settings = { ratePerMinute: rate ?? null };
		const delivers = state.isOver && wasGivenUp(api, placed) ? () => true : null;
		const [result] = await resultsOf(api.context, [state], settings, {
			delivers,
			isLast: true,
		});
		const json = { ...result?.json, state: stateOfItem(api, placed) };
		if (state.isOver) return [{ json: { ...json, isOver: true } }];
		const call = { ...(result?.json.call as object), outcome: null };
		return [{ json: { ...json, call, isOver: false, reason: 'The call is not over yet' } }];
	},
};

/** What the item itself says of whether anybody was dialed, where it is of this call: Ultravox does not keep that. */
function stateOfItem({ context, itemIndex }: PhoneAgentApi, found: PlacedCall): string {
	const kept = placedOf(context.getInputData()[itemIndex]?.json ?? {});
	return kept !== null && kept.callId === found.callId && !isDue(kept) ? kept.state : found.state;
}

/**
 * Whether the item is one of Call and Wait that came out at the deadline: nobody has told the end, so that the collected data is delivered
 * now. A call that was known before is that of another execution, which does it.
 */
function wasGivenUp(
	{ context, itemIndex }: PhoneAgentApi,
	{ callId, key, run }: PlacedCall,
): boolean {
	const { json = {} } = context.getInputData()[itemIndex] ?? {};
	const kept = placedOf(json);
	const { outcome } = isObject(json.call) ? json.call : {};
	if (kept === null || outcome !== 'timeout') return false;
	// One that was due has been placed after the item was written, and an answer that was lost may have come later.
	return kept.callId === null
		? kept.key === key && kept.run === run
		: isWaitedFor(kept) && kept.callId === callId;
}

async function stateOf({ context }: PhoneAgentApi, placed: PlacedCall): Promise<CallState> {
	const deadline = Date.now() + PATIENCE_MS;
	for (;;) {
		const all = await ultravoxCalls(context, [placed]);
		const state = await callState(context, placed, all);
		const isLate = state.isOver && !isComplete(state);
		if (!isLate || Date.now() + ASK_AGAIN_MS > deadline) return state;
		await sleep(ASK_AGAIN_MS);
	}
}

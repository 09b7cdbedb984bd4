import type { IWebhookFunctions } from 'n8n-workflow';
import { callFacts } from '../../shared/callResult/callFacts';
import type { CallState } from '../../shared/callResult/callState';
import { isWaitedFor } from '../../shared/callResult/callState';
import { mayBeTakenYet } from '../../shared/callTools/deliverCollected';
import { askDuties } from '../../shared/callTools/callData';
import { lastOf } from '../../shared/conversationCalls';
import type { PlacedCall } from '../../shared/placedCall';
import { deliverOnce, isDelivered } from './deliveries';
import type { Told } from './results';
import { idsOf } from './results';
import type { Teller } from './whoDials';

/**
 * Delivers what was collected in a call that is over, while others of the execution go on. An end is told by several, perhaps to several
 * processes that know nothing of each other: this is done by Ultravox's word alone, of the call in which the conversation ended.
 * @param placed all calls of the execution
 * @returns false when Ultravox could not be asked what was collected, or it was not taken: the sender is to come again
 */
export async function deliverAtEnd(
	context: IWebhookFunctions,
	state: CallState,
	{ kind, callId }: Teller,
	placed: readonly PlacedCall[],
	told: Told,
): Promise<boolean> {
	const isEnd = kind === 'ended' && lastOf(state.calls)?.callId === callId;
	if (!isEnd || !isWaitedFor(state.placed) || isDelivered(state.placed)) return true;
	const { duties, mayKnowLater } = await askDuties(context, state);
	if (duties === null) return !mayKnowLater;
	if (duties.dataWebhookUrl === null || duties.dataFields.length === 0) return true;
	const facts = await callFacts(context, state, idsOf(placed, told));
	if (facts.messages === undefined) return false;
	const { delivery } = await deliverOnce(context, facts, duties);
	return delivery === null || !mayBeTakenYet(delivery);
}

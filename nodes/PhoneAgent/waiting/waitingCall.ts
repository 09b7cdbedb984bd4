import type { IWebhookFunctions } from 'n8n-workflow';
import type { ArrivedRequest } from '../../shared/arrivedRequest';
import type { PlacedCall } from '../../shared/placedCall';
import { findCallsByKey } from '../../shared/placedCall';
import type { DuePlan } from '../outbound/duePlan';
import { keptPlan } from '../outbound/duePlan';
import { asTheyAre, isDue } from './dueCalls';
import type { WaitingItem } from './waitingItems';
import { waitingItems } from './waitingItems';

/** A call of the execution that waits now, and all its items. */
export interface WaitingCall {
	placed: PlacedCall;
	items: WaitingItem[];
	/** null when nobody was left to be dialled. */
	plan: DuePlan | null;
}

/**
 * The call that a request is about, by `run` and `item` in its address; null for one of another round of a loop, which has the same
 * address but for the run (n8n-waiting.md §3, trap C).
 */
export function waitingCall(
	context: IWebhookFunctions,
	{ query }: Pick<ArrivedRequest, 'query'>,
): WaitingCall | null {
	const items = waitingItems(context);
	const [run, item] = [query.get('run'), query.get('item')];
	const found = items.find(({ placed }) => placed?.run === run && String(placed?.item) === item);
	if (!found?.placed) return null;
	const hasPlan = items.some(({ placed }) => placed !== null && isDue(placed));
	return { placed: found.placed, items, plan: hasPlan ? keptPlan(context, String(run)) : null };
}

/**
 * The same call as it is now, where it was due when the execution went to sleep.
 * @returns one that is still `due` where nobody has dialled it, or Ultravox does not know it yet
 * @throws NodeApiError when Ultravox cannot be asked
 */
export async function dialedCall(
	context: IWebhookFunctions,
	waiting: WaitingCall,
): Promise<WaitingCall> {
	const { placed, plan } = waiting;
	if (plan === null || !isDue(placed)) return waiting;
	const found = await findCallsByKey(context, placed.key);
	const [now = placed] = asTheyAre([placed], plan, found);
	return { ...waiting, placed: now };
}

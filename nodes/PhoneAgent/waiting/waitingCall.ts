import type { IWebhookFunctions } from 'n8n-workflow';
import type { ArrivedRequest } from '../../shared/arrivedRequest';
import type { PlacedCall } from '../../shared/placedCall';
import type { WaitingItem } from './waitingItems';
import { waitingItems } from './waitingItems';

/** A call of the execution that waits now, and all its items. */
export interface WaitingCall {
	placed: PlacedCall;
	items: WaitingItem[];
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
	return found?.placed ? { placed: found.placed, items } : null;
}

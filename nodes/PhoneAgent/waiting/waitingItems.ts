import type {
	IDataObject,
	IExecuteFunctions,
	INodeExecutionData,
	IWebhookFunctions,
} from 'n8n-workflow';
import { isObject, parsedJson } from '../../shared/operations/values';
import type { PlacedCall } from '../../shared/placedCall';

/**
 * Where a waiting call is kept when its input is not on the first output (By Outcome): in the execution's custom data, which has few keys
 * and short values (n8n-waiting.md §4). An execution waits in one place at a time.
 */
const CUSTOM_KEY = 'phoneAgentWaiting';
const LONGEST_PIECE = 500;
const MOST_PIECES = 6;

/** An item of a waiting execution: what it says at the deadline, and of which call. */
export interface WaitingItem {
	json: IDataObject;
	/** null for an item nobody was dialled for: it comes out as it is. */
	placed: PlacedCall | null;
	/** By this n8n knows what belongs to the error output. */
	error?: INodeExecutionData['error'];
}

/** The call of an item that was written before the execution went to sleep; null when it is none. */
export function placedOf(json: IDataObject): PlacedCall | null {
	const { placed } = json;
	const isOne = isObject(placed) && typeof placed.key === 'string' && typeof placed.to === 'string';
	return isOne ? (placed as unknown as PlacedCall) : null;
}

/** Keeps one item in the custom data of the execution. */
export function keepAside(context: IExecuteFunctions, json: IDataObject): void {
	const text = JSON.stringify(json.placed);
	for (let piece = 0; piece < MOST_PIECES; piece++) {
		const part = text.slice(piece * LONGEST_PIECE, (piece + 1) * LONGEST_PIECE);
		context.customData.set(`${CUSTOM_KEY}${piece}`, part);
		if (part === '') break;
	}
	const kept = keptText(context.customData.getAll());
	if (kept === text) return;
	context.logger.warn(
		`'${context.getNode().name}' will only go on at its deadline: the custom data of the execution is full, where it keeps which call it waits for`,
	);
}

/** The pieces that are there, as one text. */
function keptText(all: Readonly<Record<string, unknown>>): string {
	let text = '';
	for (let piece = 0; piece < MOST_PIECES; piece++) {
		const part = all[`${CUSTOM_KEY}${piece}`];
		if (typeof part !== 'string' || part === '') break;
		text += part;
	}
	return text;
}

/** What `keepAside` kept; null when there is nothing. */
function keptAside(context: IWebhookFunctions): PlacedCall | null {
	// n8n has it for webhooks, too, though its types do not say so. Its expressions cannot call it (n8n-waiting.md §4).
	const { customData } = context as Partial<Pick<IExecuteFunctions, 'customData'>>;
	const placed = parsedJson(keptText(customData?.getAll() ?? {}));
	return isObject(placed) ? placedOf({ placed }) : null;
}

/** The items of the execution that waits now, as they were written before it went to sleep. */
export function waitingItems(context: IWebhookFunctions): WaitingItem[] {
	let input: unknown;
	try {
		input = context.evaluateExpression('{{ $input.all() }}');
	} catch {
		// n8n throws where the first input is empty: then the item is kept aside.
	}
	const items = (Array.isArray(input) ? input : []) as INodeExecutionData[];
	if (items.length > 0) {
		return items.map(({ json, error }) => ({
			json,
			placed: placedOf(json),
			...(error ? { error } : {}),
		}));
	}
	const placed = keptAside(context);
	return placed === null ? [] : [{ json: {}, placed }];
}

import type {
	IExecuteFunctions,
	IHookFunctions,
	ILoadOptionsFunctions,
	IWebhookFunctions,
} from 'n8n-workflow';
import { NodeApiError } from 'n8n-workflow';
import type { ProviderName } from './providerError';
import { readProviderError } from './providerError';
import { providerErrorText } from './providerErrorText';
import { statusOf } from './providerStatus';
import { isHeldBack } from './repeat';

/** Where a node may speak to a provider from. */
export type RequestContext =
	IExecuteFunctions | IHookFunctions | ILoadOptionsFunctions | IWebhookFunctions;

/** What a provider refused, as n8n shows it: the provider's words, the status, its id of the request. */
export function providerFailure(
	context: RequestContext,
	provider: ProviderName,
	error: unknown,
	{ itemIndex, secrets = [] }: { itemIndex?: number; secrets?: string[] } = {},
): NodeApiError {
	const facts = readProviderError(provider, error, new Date(), secrets);
	const { message, description } = providerErrorText(facts);
	const failure = new NodeApiError(
		context.getNode(),
		{},
		{
			message,
			description,
			...(facts.status === null ? {} : { httpCode: String(facts.status) }),
			...(itemIndex === undefined ? {} : { itemIndex }),
		},
	);
	if (isHeldBack(facts)) heldBack.add(failure);
	return failure;
}

/** Failures with which a provider said to come again, apart from them: they are shown as they are. */
const heldBack = new WeakSet<object>();

/** Whether a provider held a request back (repeat.ts), and so certainly did nothing. */
export const wasHeldBack = (error: unknown): boolean =>
	statusOf(error) === 429 || (error instanceof NodeApiError && heldBack.has(error));

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
	return new NodeApiError(
		context.getNode(),
		{},
		{
			message,
			description,
			...(facts.status === null ? {} : { httpCode: String(facts.status) }),
			...(itemIndex === undefined ? {} : { itemIndex }),
		},
	);
}

import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { NodeApiError } from 'n8n-workflow';
import { wasRefused } from './providerStatus';

/** For which item something is refused, and by which node. */
export interface ItemContext {
	context: IExecuteFunctions;
	itemIndex: number;
}

/** The HTTP status a provider refused a request with, as text; undefined for anything else that went wrong. */
export function refusedWith(error: unknown): string | undefined {
	return error instanceof NodeApiError ? (error.httpCode ?? undefined) : undefined;
}

/**
 * Status and `api_id` of a refused request; the `api_id` of an answer of Plivo's. Where the provider failed, what we say of it counts,
 * not the general advice to try again.
 */
function factsOf(cause: unknown): string {
	if (cause instanceof NodeApiError) {
		const told = cause.description ?? '';
		return wasRefused(cause) ? told : told.replace(/^Try again (?:later|in \d+ seconds)\.\s*/, '');
	}
	const apiId = (cause as IDataObject | undefined)?.api_id;
	return typeof apiId === 'string' ? `Plivo's api_id for its support: ${apiId}.` : '';
}

/**
 * What a provider did not do, in words of ours where its own would not help.
 * @param cause the provider's refusal, or the answer in which it does not do what it was asked
 */
export function refusal(
	{ context, itemIndex }: ItemContext,
	message: string,
	description: string,
	cause?: unknown,
): NodeApiError {
	const facts = factsOf(cause);
	return new NodeApiError(
		context.getNode(),
		{},
		{
			message,
			description: facts === '' ? description : `${description}. ${facts}`,
			itemIndex,
			...(cause instanceof NodeApiError && cause.httpCode ? { httpCode: cause.httpCode } : {}),
		},
	);
}

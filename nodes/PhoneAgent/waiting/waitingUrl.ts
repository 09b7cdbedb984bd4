import type { IExecuteFunctions, IWebhookFunctions } from 'n8n-workflow';

/**
 * The webhook of this execution while it waits, with the query that n8n knows it by (n8n-waiting.md §3). From n8n's configuration, never
 * from the Host header.
 */
export function waitingUrl(context: IExecuteFunctions | IWebhookFunctions): URL {
	// A webhook's function has no index of an item to give.
	const evaluate = context.evaluateExpression.bind(context) as (
		text: string,
		item: number,
	) => unknown;
	const url = new URL(String(evaluate('{{ $execution.resumeUrl }}', 0)));
	url.pathname += `/${context.getNode().id}`;
	return url;
}

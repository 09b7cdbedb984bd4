import type { IWebhookFunctions } from 'n8n-workflow';
import { getPlivoAccount } from '../../shared/plivoRequest';
import type { PlivoParameters } from '../../shared/plivoSignature';
import { parseFormBody, verifyPlivoRequest } from '../../shared/plivoSignature';

/** What arrived at the trigger's webhook, before anything in it is trusted. */
export interface ArrivedRequest {
	/** Public URL of this webhook without a query: the base of every URL we give out. */
	webhookUrl: string;
	/** Whether it came over the editor's test URL. */
	isTest: boolean;
	rawBody: string;
	/** The form Plivo posted, original strings. */
	fields: PlivoParameters;
	query: URLSearchParams;
	/** With `?`, exactly as it was sent; '' when there is none. */
	rawQuery: string;
	headers: Record<string, string | string[] | undefined>;
}

/** Reads the request. The URL comes from n8n's configuration, never from the Host header (D4.11). */
export function readRequest(context: IWebhookFunctions): ArrivedRequest {
	const request = context.getRequestObject();
	const isTest = context.getMode() === 'manual';
	const webhookUrl =
		(isTest ? context.getWebhookResourceUrl('default') : context.getNodeWebhookUrl('default')) ??
		'';
	const raw = (request as unknown as { rawBody?: Buffer }).rawBody;
	const rawBody = raw === undefined ? '' : raw.toString('utf8');
	const path = request.originalUrl ?? request.url ?? '';
	const queryStart = path.indexOf('?');
	const rawQuery = queryStart === -1 ? '' : path.slice(queryStart);
	return {
		webhookUrl,
		isTest,
		rawBody,
		fields: parseFormBody(rawBody),
		query: new URLSearchParams(rawQuery),
		rawQuery,
		headers: request.headers,
	};
}

/** Whether Plivo signed this request with the token of the credential (D4.10). */
export async function isFromPlivo(
	context: IWebhookFunctions,
	arrived: ArrivedRequest,
): Promise<boolean> {
	const account = await getPlivoAccount(context);
	if (account.authToken === '') return false;
	return verifyPlivoRequest(
		{
			method: 'POST',
			url: arrived.webhookUrl + arrived.rawQuery,
			headers: arrived.headers,
			parameters: arrived.fields,
		},
		account.authToken,
	);
}

/** The first value of a field, '' when Plivo did not send it. */
export function field(fields: PlivoParameters, name: string): string {
	const value = fields[name];
	return (Array.isArray(value) ? value[0] : value) ?? '';
}

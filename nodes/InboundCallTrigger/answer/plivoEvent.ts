import type { IWebhookFunctions } from 'n8n-workflow';
import { getPlivoAccount } from '../../shared/plivoRequest';
import type { PlivoParameters } from '../../shared/plivoSignature';
import { parseFormBody, verifyPlivoRequest } from '../../shared/plivoSignature';
import { isUuid } from '../../shared/uuid';

/** What arrived at the trigger's webhook, before anything in it is trusted. */
export interface ArrivedRequest {
	/** Public URL of this webhook without a query: the base of every URL we give out. */
	webhookUrl: string;
	/** Whether it came over the editor's test URL. */
	isTest: boolean;
	rawBody: string;
	/** The form Plivo posted, original strings; empty for an event of the bridge, whose body is JSON. */
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
	const query = new URLSearchParams(rawQuery);
	return {
		webhookUrl,
		isTest,
		rawBody,
		fields: query.get('event') === 'bridge' ? {} : parseFormBody(rawBody),
		query,
		rawQuery,
		headers: request.headers,
	};
}

/** Bytes of body that are read at all, before anything is known about the sender: Plivo's forms have about one thousand. */
const MOST_PLIVO_BYTES = 65_536;
/** The bridge reports whole conversations. */
const MOST_BRIDGE_BYTES = 4_194_304;

/** Whether a body is larger than any that is meant for us. */
export function isTooLarge(context: IWebhookFunctions): boolean {
	const request = context.getRequestObject();
	const raw = (request as unknown as { rawBody?: Buffer }).rawBody;
	const isBridge = /[?&]event=bridge(?:&|$)/.test(request.originalUrl ?? request.url ?? '');
	return (raw?.length ?? 0) > (isBridge ? MOST_BRIDGE_BYTES : MOST_PLIVO_BYTES);
}

/**
 * Whether Plivo signed this request with the token of the credential (D4.10). V3 only: V2 leaves query and body out, so one
 * that somebody saw would be good for any request.
 */
export async function isFromPlivo(
	context: IWebhookFunctions,
	arrived: ArrivedRequest,
): Promise<boolean> {
	const account = await getPlivoAccount(context);
	const isV3 = ['x-plivo-signature-v3', 'x-plivo-signature-ma-v3'].some(
		(name) => arrived.headers[name] !== undefined,
	);
	if (!isV3 || account.authToken === '') return false;
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

/**
 * Plivo's id of the call, from the form or from our own URL; '' when it is none. Checked for its form, because a V3 signature
 * does not separate names from values: cut elsewhere, the same text would be another call.
 */
export function callUuidOf({ fields, query }: ArrivedRequest): string {
	const callUuid = field(fields, 'CallUUID') || (query.get('callUuid') ?? '');
	return isUuid(callUuid) ? callUuid : '';
}

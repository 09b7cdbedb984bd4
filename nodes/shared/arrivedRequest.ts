import type { IWebhookFunctions } from 'n8n-workflow';
import {
	BRIDGE_SIGNATURE_HEADER,
	BRIDGE_TIMESTAMP_HEADER,
	verifyBridgeEvent,
} from './bridgeEvents';
import type { BridgeAccount } from './bridgeRequest';
import { getPlivoAccount } from './plivoRequest';
import type { PlivoParameters } from './plivoSignature';
import { parseFormBody, verifyPlivoRequest } from './plivoSignature';
import { isUuid } from './uuid';

/** What arrived at a webhook of a node, before anything in it is trusted. */
export interface ArrivedRequest {
	/** Public URL of this webhook without a query: the base of every URL we give out. */
	webhookUrl: string;
	/** Whether it came over the editor's test URL. */
	isTest: boolean;
	rawBody: string;
	/** The form Plivo posted, original strings; empty for an event of anybody else, whose body is JSON. */
	fields: PlivoParameters;
	query: URLSearchParams;
	/** With `?`, exactly as it was sent; '' when there is none. */
	rawQuery: string;
	headers: Record<string, string | string[] | undefined>;
}

/** Bytes of body that are read at all, before anything is known about the sender: Plivo's forms have about one thousand. */
export const MOST_FORM_BYTES = 65_536;
/** The bridge and Ultravox report whole conversations. */
export const MOST_JSON_BYTES = 4_194_304;

const rawBodyOf = (context: IWebhookFunctions): Buffer | undefined =>
	(context.getRequestObject() as unknown as { rawBody?: Buffer }).rawBody;

/** How many bytes of body came. */
export const bodySize = (context: IWebhookFunctions): number => rawBodyOf(context)?.length ?? 0;

/** The path and the query that were asked for. */
export function askedUrl(context: IWebhookFunctions): string {
	const request = context.getRequestObject();
	return request.originalUrl ?? request.url ?? '';
}

/** Reads the query that was asked for, with `?`; '' when there is none. */
export function askedQuery(context: IWebhookFunctions): string {
	const path = askedUrl(context);
	const queryStart = path.indexOf('?');
	return queryStart === -1 ? '' : path.slice(queryStart);
}

/**
 * Reads the request.
 * @param webhookUrl from n8n's configuration, never from the Host header (D4.11)
 * @param isForm whether the body is a form of Plivo's, judged by the query
 */
export function arrivedAt(
	context: IWebhookFunctions,
	{ webhookUrl, isTest }: Pick<ArrivedRequest, 'webhookUrl' | 'isTest'>,
	isForm: (query: URLSearchParams) => boolean,
): ArrivedRequest {
	const rawBody = rawBodyOf(context)?.toString('utf8') ?? '';
	const rawQuery = askedQuery(context);
	const query = new URLSearchParams(rawQuery);
	return {
		webhookUrl,
		isTest,
		rawBody,
		fields: isForm(query) ? parseFormBody(rawBody) : {},
		query,
		rawQuery,
		headers: context.getRequestObject().headers,
	};
}

/** The first value of a header. */
export function headerOf({ headers }: ArrivedRequest, name: string): string | undefined {
	const value = headers[name];
	return Array.isArray(value) ? value[0] : value;
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

/**
 * Whether a bridge that knows the secret of the credential signed this event, and recently.
 * @param bridge of the node's credential; null without one, and then it is from nobody we know
 */
export const isFromBridge = (
	arrived: ArrivedRequest,
	bridge: Pick<BridgeAccount, 'sharedSecret'> | null,
): boolean =>
	bridge !== null &&
	verifyBridgeEvent({
		rawBody: arrived.rawBody,
		timestamp: headerOf(arrived, BRIDGE_TIMESTAMP_HEADER),
		signature: headerOf(arrived, BRIDGE_SIGNATURE_HEADER),
		secret: bridge.sharedSecret,
	});

/** The first value of a field, '' when Plivo did not send it. */
export function field(fields: PlivoParameters, name: string): string {
	const value = fields[name];
	return (Array.isArray(value) ? value[0] : value) ?? '';
}

/**
 * Plivo's id of the call, from the form or from our own URL; '' when it is none. Checked for its form, because a V3 signature
 * does not separate names from values: cut elsewhere, the same text would be another call.
 */
export function callUuidOf({ fields, query }: Pick<ArrivedRequest, 'fields' | 'query'>): string {
	const callUuid = field(fields, 'CallUUID') || (query.get('callUuid') ?? '');
	return isUuid(callUuid) ? callUuid : '';
}

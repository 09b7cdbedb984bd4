import type { IDataObject, IHttpRequestMethods } from 'n8n-workflow';
import type { RequestContext } from './providerFailure';
import { providerFailure } from './providerFailure';

export const ULTRAVOX_VENDOR_URL = 'https://api.ultravox.ai';
export const ULTRAVOX_VENDOR_APP_URL = 'https://app.ultravox.ai';

/** The Ultravox credential, trimmed, with the base URLs that count (two hosts, ultravox.md §5.2). */
export interface UltravoxAccount {
	apiKey: string;
	baseUrl: string;
	appBaseUrl: string;
}

/** Reads the `ultravoxApi` credential of the node. */
export async function getUltravoxAccount(context: RequestContext): Promise<UltravoxAccount> {
	const credentials = await context.getCredentials('ultravoxApi');
	const advanced = credentials.advanced === true;
	const url = (key: string, vendor: string) =>
		(advanced &&
			String(credentials[key] ?? '')
				.trim()
				.replace(/\/+$/, '')) ||
		vendor;
	return {
		apiKey: String(credentials.apiKey ?? '').trim(),
		baseUrl: url('baseUrl', ULTRAVOX_VENDOR_URL),
		appBaseUrl: url('appBaseUrl', ULTRAVOX_VENDOR_APP_URL),
	};
}

export interface UltravoxRequestOptions {
	method: IHttpRequestMethods;
	/** From `/api` on, without a trailing slash. Ids in it must be encoded by the caller. */
	path: string;
	body?: IDataObject;
	query?: IDataObject;
	/** Milliseconds; 20000 when not given. */
	timeout?: number;
	itemIndex?: number;
}

/**
 * One request to Ultravox's REST API (ultravox.md §1). Never repeated: Ultravox has no idempotency key.
 * @throws NodeApiError with Ultravox's own words and the status
 */
export async function ultravoxRequest<T = IDataObject>(
	context: RequestContext,
	options: UltravoxRequestOptions,
): Promise<T> {
	const account = await getUltravoxAccount(context);
	let failure: unknown;
	try {
		return (await context.helpers.httpRequestWithAuthentication.call(context, 'ultravoxApi', {
			method: options.method,
			url: `${account.baseUrl}${options.path}`,
			json: true,
			timeout: options.timeout ?? 20_000,
			...(options.body ? { body: options.body } : {}),
			...(options.query ? { qs: options.query } : {}),
		})) as T;
	} catch (error) {
		failure = error;
	}
	throw providerFailure(context, 'Ultravox', failure, {
		itemIndex: options.itemIndex,
		secrets: [account.apiKey],
	});
}

/** A page of an Ultravox list (ultravox.md §1.1). */
export interface UltravoxPage<T> {
	results: T[];
	next: string | null;
	total?: number;
}

/** The cursor inside a `next` URL: only the cursor is taken, so the key never follows a foreign URL. */
export function cursorOf(next: string | null | undefined): string | undefined {
	if (!next) return undefined;
	const match = /[?&]cursor=([^&#]+)/.exec(next);
	return match?.[1] === undefined ? undefined : decodeURIComponent(match[1]);
}

import type { IDataObject, IHttpRequestMethods } from 'n8n-workflow';
import type { RequestContext } from './providerFailure';
import { providerFailure } from './providerFailure';

export const PLIVO_VENDOR_URL = 'https://api.plivo.com';

/** The Plivo credential, trimmed, with the base URL that counts. */
export interface PlivoAccount {
	authId: string;
	authToken: string;
	/** As the user wrote it; '' when there is none. */
	defaultCallerId: string;
	/** Without a trailing slash. */
	baseUrl: string;
}

/** Reads the `plivoVoiceApi` credential of the node. */
export async function getPlivoAccount(context: RequestContext): Promise<PlivoAccount> {
	const credentials = await context.getCredentials('plivoVoiceApi');
	const text = (key: string) => String(credentials[key] ?? '').trim();
	const custom = credentials.advanced === true ? text('baseUrl').replace(/\/+$/, '') : '';
	return {
		authId: text('authId'),
		authToken: text('authToken'),
		defaultCallerId: text('defaultCallerId'),
		baseUrl: custom === '' ? PLIVO_VENDOR_URL : custom,
	};
}

export interface PlivoRequestOptions {
	method: IHttpRequestMethods;
	/** Below the account, with its trailing slash: `/Application/`. Ids in it must be encoded by the caller. */
	path: string;
	body?: IDataObject;
	query?: IDataObject;
	/** Milliseconds; 20000 when not given. */
	timeout?: number;
	itemIndex?: number;
}

/**
 * One request to Plivo's REST API (plivo.md §1): JSON in, JSON out, HTTP Basic from the credential. Never repeated.
 * @throws NodeApiError with Plivo's own words, the status and the `api_id`
 */
export async function plivoRequest<T = IDataObject>(
	context: RequestContext,
	options: PlivoRequestOptions,
): Promise<T> {
	const account = await getPlivoAccount(context);
	let failure: unknown;
	try {
		return (await context.helpers.httpRequestWithAuthentication.call(context, 'plivoVoiceApi', {
			method: options.method,
			url: `${account.baseUrl}/v1/Account/${encodeURIComponent(account.authId)}${options.path}`,
			json: true,
			timeout: options.timeout ?? 20_000,
			...(options.body ? { body: options.body } : {}),
			...(options.query ? { qs: options.query } : {}),
		})) as T;
	} catch (error) {
		failure = error;
	}
	throw providerFailure(context, 'Plivo', failure, {
		itemIndex: options.itemIndex,
		secrets: [account.authToken],
	});
}

const PAGE_SIZE = 20;

/**
 * All objects of a paged Plivo list. The next offset is counted, never taken from `meta.next` (plivo.md §1.1);
 * the list ends on a short page.
 */
export async function plivoRequestAll<T = IDataObject>(
	context: RequestContext,
	options: Omit<PlivoRequestOptions, 'method' | 'body'>,
	most = Infinity,
): Promise<T[]> {
	const all: T[] = [];
	for (;;) {
		const page = await plivoRequest<{ objects?: T[] }>(context, {
			...options,
			method: 'GET',
			query: { ...options.query, limit: PAGE_SIZE, offset: all.length },
		});
		const objects = page.objects ?? [];
		all.push(...objects);
		if (objects.length < PAGE_SIZE || all.length >= most) return all.slice(0, most);
	}
}

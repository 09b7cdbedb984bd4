import type { IDataObject } from 'n8n-workflow';
import { chosenCredential } from './chosenCredential';
import { isObject } from './operations/values';
import type { RequestContext } from './providerFailure';
import { providerFailure } from './providerFailure';
import type { ProviderDoor, ProviderRequestOptions } from './providerRequest';
import { providerRequest } from './providerRequest';

const ULTRAVOX_VENDOR_URL = 'https://api.ultravox.ai';
const ULTRAVOX_VENDOR_APP_URL = 'https://app.ultravox.ai';

/** The Ultravox credential, trimmed, with the base URLs that count (two hosts, ultravox.md §5.2). */
export interface UltravoxAccount {
	apiKey: string;
	baseUrl: string;
	appBaseUrl: string;
}

/** Reads the `ultravoxApi` credential of the node. */
export async function getUltravoxAccount(context: RequestContext): Promise<UltravoxAccount> {
	const credentials = await chosenCredential(context, 'ultravoxApi');
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

/** Ultravox's API: paths begin with `/api` and have no trailing slash (ultravox.md §1). */
export function ultravoxDoor({ baseUrl, apiKey }: UltravoxAccount): ProviderDoor {
	return { provider: 'Ultravox', credential: 'ultravoxApi', root: baseUrl, secrets: [apiKey] };
}

/**
 * One request to Ultravox's REST API (ultravox.md §1). Ultravox has no idempotency key: a create must not be repeated.
 * @throws NodeApiError with Ultravox's own words and the status
 */
export async function ultravoxRequest<T = IDataObject>(
	context: RequestContext,
	options: ProviderRequestOptions,
): Promise<T> {
	return await providerRequest<T>(
		context,
		ultravoxDoor(await getUltravoxAccount(context)),
		options,
	);
}

/** A page of an Ultravox list (ultravox.md §1.1). */
export interface UltravoxPage<T> {
	results: T[];
	next: string | null;
	total?: number;
}

/**
 * The cursor inside a `next` URL: only the cursor is taken, so the key never follows a foreign URL. One that cannot be decoded is
 * handed back as it stands.
 */
export function cursorOf(next: string | null | undefined): string | undefined {
	const written = /[?&]cursor=([^&#]+)/.exec(next ?? '')?.[1];
	if (written === undefined) return undefined;
	try {
		return decodeURIComponent(written);
	} catch {
		return written;
	}
}

/**
 * The objects of a page.
 * @throws NodeApiError for an answer that is no list: it is not taken for an empty one
 */
export function resultsOf(
	context: RequestContext,
	page: Partial<UltravoxPage<IDataObject>>,
	itemIndex?: number,
): IDataObject[] {
	const { results } = page;
	if (Array.isArray(results) && results.every(isObject)) return results;
	const words = { message: 'what came back is no list' };
	throw providerFailure(context, 'Ultravox', words, { itemIndex });
}

/** Pages are asked for with this size; larger ones are UNCONFIRMED (ultravox.md §1.1). */
const PAGE_SIZE = 100;

/**
 * All objects of a list, page by page; a cursor that comes a second time ends it.
 * @throws NodeApiError also for an answer that is no list
 */
export async function ultravoxRequestAll(
	context: RequestContext,
	options: Omit<ProviderRequestOptions, 'method' | 'body'>,
	most = Infinity,
): Promise<IDataObject[]> {
	const all: IDataObject[] = [];
	const seen = new Set<string>();
	let cursor: string | undefined;
	do {
		const page = await ultravoxRequest<UltravoxPage<IDataObject>>(context, {
			...options,
			method: 'GET',
			query: {
				...options.query,
				pageSize: Math.min(PAGE_SIZE, most),
				...(cursor === undefined ? {} : { cursor }),
			},
		});
		all.push(...resultsOf(context, page, options.itemIndex));
		cursor = cursorOf(page.next);
		if (cursor !== undefined && seen.has(cursor)) break;
		if (cursor !== undefined) seen.add(cursor);
	} while (cursor !== undefined && all.length < most);
	return all.slice(0, most);
}

import type { IDataObject } from 'n8n-workflow';
import type { RequestContext } from './providerFailure';
import type { ProviderDoor, ProviderRequestOptions } from './providerRequest';
import { providerRequest } from './providerRequest';

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

/** The cursor inside a `next` URL: only the cursor is taken, so the key never follows a foreign URL. */
export function cursorOf(next: string | null | undefined): string | undefined {
	if (!next) return undefined;
	const match = /[?&]cursor=([^&#]+)/.exec(next);
	return match?.[1] === undefined ? undefined : decodeURIComponent(match[1]);
}

/** Pages are asked for with this size; larger ones are UNCONFIRMED (ultravox.md §1.1). */
const PAGE_SIZE = 100;

/** All objects of a list, page by page; a cursor that comes a second time ends it. */
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
		all.push(...(page.results ?? []));
		cursor = cursorOf(page.next);
		if (cursor !== undefined && seen.has(cursor)) break;
		if (cursor !== undefined) seen.add(cursor);
	} while (cursor !== undefined && all.length < most);
	return all.slice(0, most);
}

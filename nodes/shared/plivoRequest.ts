import type { IDataObject } from 'n8n-workflow';
import { chosenCredential } from './chosenCredential';
import { isObject } from './operations/values';
import type { RequestContext } from './providerFailure';
import { providerFailure } from './providerFailure';
import type { ProviderDoor, ProviderRequestOptions } from './providerRequest';
import { providerRequest } from './providerRequest';

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
	const credentials = await chosenCredential(context, 'plivoVoiceApi');
	const text = (key: string) => String(credentials[key] ?? '').trim();
	const custom = credentials.advanced === true ? text('baseUrl').replace(/\/+$/, '') : '';
	return {
		authId: text('authId'),
		authToken: text('authToken'),
		defaultCallerId: text('defaultCallerId'),
		baseUrl: custom === '' ? PLIVO_VENDOR_URL : custom,
	};
}

/** Plivo's API, for the account of the credential: paths are below it, with a trailing slash (plivo.md §1). */
export function plivoDoor({ baseUrl, authId, authToken }: PlivoAccount): ProviderDoor {
	return {
		provider: 'Plivo',
		credential: 'plivoVoiceApi',
		root: `${baseUrl}/v1/Account/${encodeURIComponent(authId)}`,
		secrets: [authToken, Buffer.from(`${authId}:${authToken}`).toString('base64')],
	};
}

/**
 * One request to Plivo's REST API (plivo.md §1).
 * @throws NodeApiError with Plivo's own words, the status and the `api_id`
 */
export async function plivoRequest<T = IDataObject>(
	context: RequestContext,
	options: ProviderRequestOptions,
): Promise<T> {
	return await providerRequest<T>(context, plivoDoor(await getPlivoAccount(context)), options);
}

const PAGE_SIZE = 20;

/**
 * All objects of a paged Plivo list. The next offset is counted, never taken from `meta.next` (plivo.md §1.1);
 * the list ends on a short page, or when a page comes a second time: some lists may not know `offset`.
 * @throws NodeApiError also for an answer that is no list: it is not taken for an empty one
 */
export async function plivoRequestAll<T = IDataObject>(
	context: RequestContext,
	options: Omit<ProviderRequestOptions, 'method' | 'body'>,
	most = Infinity,
): Promise<T[]> {
	const all: T[] = [];
	let before = '';
	for (;;) {
		const page = await plivoRequest<IDataObject>(context, {
			...options,
			method: 'GET',
			query: { ...options.query, limit: PAGE_SIZE, offset: all.length },
		});
		const objects = objectsOf<T>(context, page, options.itemIndex);
		const shown = JSON.stringify(objects);
		if (shown === before && objects.length > 0) return all.slice(0, most);
		all.push(...objects);
		if (objects.length < PAGE_SIZE || all.length >= most) return all.slice(0, most);
		before = shown;
	}
}

/** The objects of a page. */
export function objectsOf<T = IDataObject>(
	context: RequestContext,
	page: IDataObject,
	itemIndex?: number,
): T[] {
	const { objects } = page;
	if (Array.isArray(objects)) return objects.filter(isObject) as T[];
	const words = { message: 'what came back is no list' };
	throw providerFailure(context, 'Plivo', words, { itemIndex });
}

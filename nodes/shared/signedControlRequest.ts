import type { IDataObject, IHttpRequestOptions } from 'n8n-workflow';
import { controlAuthorization } from './bridgeControl';

/** What is needed of the Voice Bridge credential. */
export interface ControlAccount {
	/** Only what is below it is signed, without it: a proxy may take its path off. */
	controlUrl: string;
	sharedSecret: string;
}

/**
 * A request to the bridge with its signature, see `controlAuthorization`. That is about what goes over the wire, so the address, its query
 * and the bytes of the body are put together here and not in n8n's HTTP client. A signed request may be signed again.
 * @throws Error when the secret is blank, the request goes anywhere but below the control URL, or its body is a form or a stream
 */
export function signControlRequest(
	requestOptions: IHttpRequestOptions,
	{ controlUrl, sharedSecret }: ControlAccount,
): IHttpRequestOptions {
	if (sharedSecret.trim() === '') throw new Error("The bridge's shared secret is empty.");
	const { baseURL, qs, arrayFormat, body: given, ...options } = requestOptions;
	void arrayFormat;
	const method = (options.method ?? 'GET').toUpperCase();
	const url = addressOf(requestOptions, baseURL, qs);
	const body = method === 'GET' || method === 'HEAD' ? undefined : bytesOf(given);
	const authorization = controlAuthorization(sharedSecret, {
		method,
		target: targetOf(url, controlUrl),
		body,
	});
	return {
		...options,
		url: url.href,
		// What the HTTP Request node of n8n calls it.
		...('uri' in options ? { uri: url.href } : {}),
		headers: {
			...(body && isRecord(given) ? { 'Content-Type': 'application/json' } : {}),
			...options.headers,
			Authorization: authorization,
		},
		...(body ? { body } : {}),
	};
}

/** The whole address, in the form in which Node sends it. */
function addressOf(
	options: IHttpRequestOptions & { uri?: unknown },
	baseURL: string | undefined,
	qs: IHttpRequestOptions['qs'],
): URL {
	const given = String(options.uri ?? options.url);
	const isWhole = baseURL === undefined || /^[a-z][a-z\d+.-]*:\/\//i.test(given);
	const joined = `${(baseURL ?? '').replace(/\/+$/, '')}/${given.replace(/^\/+/, '')}`;
	const url = urlOf(isWhole ? given : joined, 'The address of the request');
	url.hash = '';
	const query = [url.search.slice(1), queryOf(qs ?? {})];
	url.search = query.filter((part) => part !== '').join('&');
	return url;
}

/** A list is the name several times. */
function queryOf(fields: IDataObject): string {
	return Object.entries(fields)
		.flatMap(([name, value]) => [value].flat().map((one) => [name, one] as const))
		.filter(([, value]) => value !== undefined)
		.map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(String(value))}`)
		.join('&');
}

/** Path and query below the control URL. */
function targetOf(url: URL, controlUrl: string): string {
	const base = urlOf(controlUrl.trim(), "The 'Control URL' of the Voice Bridge credential");
	const prefix = base.pathname.replace(/\/+$/, '');
	if (url.origin !== base.origin || !url.pathname.startsWith(`${prefix}/`)) {
		throw new Error(
			"The Voice Bridge credential signs requests below its 'Control URL' only, and this is not one.",
		);
	}
	return url.pathname.slice(prefix.length) + url.search;
}

function urlOf(text: string, name: string): URL {
	if (!URL.canParse(text)) throw new Error(`${name} is not a URL.`);
	return new URL(text);
}

/** The body as it is sent; undefined when there is none. */
function bytesOf(body: unknown): Buffer | undefined {
	if (body === undefined || body === null || body === '') return undefined;
	if (typeof body === 'string') return Buffer.from(body);
	if (body instanceof Uint8Array) return body.length > 0 ? Buffer.from(body) : undefined;
	if (!isRecord(body)) throw new Error('The bridge takes no forms and no streams.');
	return Object.keys(body).length > 0 ? Buffer.from(JSON.stringify(body)) : undefined;
}

/** What n8n sends as JSON. */
function isRecord(body: unknown): boolean {
	if (typeof body !== 'object' || body === null) return false;
	// By what it is called: an object may come from another realm of n8n's.
	const kind = Object.prototype.toString.call(body);
	return kind === '[object Array]' || (kind === '[object Object]' && !('pipe' in body));
}

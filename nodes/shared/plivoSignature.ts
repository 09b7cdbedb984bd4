import { createHmac } from 'node:crypto';
import { equalInConstantTime } from './constantTime';
import type { PlivoParameters } from './formBody';
import { parseFormBody } from './formBody';

export type { PlivoParameters } from './formBody';
export { parseFormBody } from './formBody';

/** A request that says it comes from Plivo. */
export interface PlivoRequest {
	method: string;
	/**
	 * The public URL that Plivo was given, with its query: behind a proxy not the one the server sees
	 * (D4.11).
	 */
	url: string;
	/** Names in any case. */
	headers: Record<string, string | string[] | undefined>;
	/** The form body, its values as they came. Ignored on GET, where the URL holds everything. */
	parameters?: PlivoParameters;
}

interface UrlParts {
	/**
	 * Scheme, host, an explicit port, and the path still percent-encoded; no user, query or fragment.
	 */
	base: string;
	query: string;
}

/**
 * Not the URL class: it would drop an explicit default port and rewrite the path, and both are
 * signed as written.
 */
function splitUrl(url: string): UrlParts | null {
	const match = /^([a-z][a-z0-9+.-]*:\/\/)(?:[^/?#@]*@)?([^?#]*)(?:\?([^#]*))?/i.exec(url);
	if (match === null) return null;
	return { base: `${match[1] ?? ''}${match[2] ?? ''}`, query: match[3] ?? '' };
}

/** Keys in code-unit order, each value of a repeated key on its own, sorted. */
function sortedPairs(parameters: PlivoParameters): Array<[string, string]> {
	return Object.keys(parameters)
		.sort()
		.flatMap((key) =>
			([] as string[])
				.concat(parameters[key] ?? [])
				.sort()
				.map((value): [string, string] => [key, value]),
		);
}

function withValues(query: PlivoParameters, more: PlivoParameters): PlivoParameters {
	const merged = new Map(Object.entries(query));
	for (const [key, value] of Object.entries(more)) {
		merged.set(key, ([] as string[]).concat(merged.get(key) ?? [], value));
	}
	return Object.fromEntries(merged);
}

function hmac(text: string, authToken: string): string {
	return createHmac('sha256', authToken).update(text, 'utf8').digest('base64');
}

/**
 * Plivo's signature, version 3 (plivo.md §9.3): base64 HMAC-SHA256 with the auth token over URL,
 * parameters and nonce. On GET the parameters count as part of the query: give them only if the URL
 * does not hold them already.
 * @throws Error when the URL is not absolute
 */
export function signV3(input: {
	method: 'GET' | 'POST';
	url: string;
	parameters?: PlivoParameters;
	nonce: string;
	authToken: string;
}): string {
	const parts = splitUrl(input.url);
	if (parts === null) throw new Error('A signed URL must be absolute.');
	const parameters = input.parameters ?? {};
	const inQuery = parseFormBody(parts.query);
	const query = sortedPairs(input.method === 'GET' ? withValues(inQuery, parameters) : inQuery)
		.map(([key, value]) => `${key}=${value}`)
		.join('&');
	const hasBody = input.method === 'POST' && Object.keys(parameters).length > 0;
	const body = hasBody
		? sortedPairs(parameters)
				.map(([key, value]) => `${key}${value}`)
				.join('')
		: '';
	// With a body but without a query the question mark is still there, and no dot follows it.
	const mark = query !== '' || hasBody ? '?' : '';
	const dot = query !== '' && hasBody ? '.' : '';
	return hmac(`${parts.base}${mark}${query}${dot}${body}.${input.nonce}`, input.authToken);
}

/**
 * Plivo's deprecated signature, version 2 (plivo.md §9.2): covers neither query nor body.
 * @throws Error when the URL is not absolute
 */
export function signV2(input: { url: string; nonce: string; authToken: string }): string {
	const parts = splitUrl(input.url);
	if (parts === null) throw new Error('A signed URL must be absolute.');
	return hmac(`${parts.base}${input.nonce}`, input.authToken);
}

interface SignatureHeaders {
	/** Whether any of this version's headers came, even without a usable value. */
	present: boolean;
	signatures: string[];
	nonce: string;
}

/**
 * Reads the headers of one version: own and main account, each a comma-separated list (plivo.md
 * §9.1).
 */
function readHeaders(headers: PlivoRequest['headers'], version: 'v2' | 'v3'): SignatureHeaders {
	const values = (wanted: string) =>
		Object.keys(headers)
			.filter((name) => name.toLowerCase() === wanted)
			.flatMap((name) => headers[name] ?? []);
	const lists = [
		...values(`x-plivo-signature-${version}`),
		...values(`x-plivo-signature-ma-${version}`),
	];
	const nonces = values(`x-plivo-signature-${version}-nonce`);
	return {
		present: lists.length + nonces.length > 0,
		signatures: lists
			.flatMap((list) => list.split(','))
			.map((signature) => signature.trim())
			.filter((signature) => signature !== ''),
		nonce: nonces.length === 1 ? (nonces[0] ?? '') : '',
	};
}

function anyMatches(
	{ signatures, nonce }: SignatureHeaders,
	tokens: string[],
	sign: (authToken: string, nonce: string) => string,
): boolean {
	if (nonce === '') return false;
	let matches = false;
	for (const token of tokens) {
		const expected = sign(token, nonce);
		for (const signature of signatures) {
			// Not short-circuited: the time tells nothing about which one matched.
			matches = equalInConstantTime(signature, expected) || matches;
		}
	}
	return matches;
}

function usableTokens(authTokens: string | string[]): string[] {
	return ([] as string[]).concat(authTokens).filter((token) => token !== '');
}

function isGenuine(request: PlivoRequest, authTokens: string | string[]): boolean {
	const method = request.method.toUpperCase();
	if (method !== 'GET' && method !== 'POST') return false;
	const tokens = usableTokens(authTokens);
	const { url } = request;
	const parameters = method === 'POST' ? request.parameters : undefined;
	const v3 = readHeaders(request.headers, 'v3');
	if (v3.present) {
		return anyMatches(v3, tokens, (authToken, nonce) =>
			signV3({ method, url, parameters, nonce, authToken }),
		);
	}
	return anyMatches(readHeaders(request.headers, 'v2'), tokens, (authToken, nonce) =>
		signV2({ url, nonce, authToken }),
	);
}

/**
 * Whether a request was signed with one of the auth tokens (plivo.md §9). Version 3 counts; version
 * 2, which does not cover query and body, only when no header of version 3 came. Constant time;
 * never throws.
 */
export function verifyPlivoRequest(request: PlivoRequest, authTokens: string | string[]): boolean {
	try {
		return isGenuine(request, authTokens);
	} catch {
		return false;
	}
}

/**
 * Whether Plivo signed the upgrade of an audio stream, with version 3. The vendor's pages disagree
 * about the scheme of the signed URL (plivo.md §8.5), so that all four are tried. Constant time;
 * never throws.
 * @param request.url the URL as it was given to Plivo, with any of the four schemes
 */
export function verifyPlivoUpgrade(
	request: { url: string; headers: PlivoRequest['headers'] },
	authTokens: string | string[],
): boolean {
	try {
		const tokens = usableTokens(authTokens);
		const headers = readHeaders(request.headers, 'v3');
		const rest = request.url.replace(/^(?:http|ws)s?:\/\//i, '');
		if (rest === request.url) return false;
		return ['http', 'https', 'wss', 'ws']
			.map((scheme) =>
				anyMatches(headers, tokens, (authToken, nonce) =>
					signV3({ method: 'GET', url: `${scheme}://${rest}`, nonce, authToken }),
				),
			)
			.includes(true);
	} catch {
		return false;
	}
}

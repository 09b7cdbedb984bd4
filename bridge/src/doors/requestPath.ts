/** A request's path below the bridge's own address, and its query with the question mark. */
export interface RequestPath {
	path: string;
	query: string;
}

/**
 * Splits a request target. A path prefix of the public address is taken off when it is there: some proxies
 * pass it on, some remove it.
 * @param target as in the request line: `/prefix/stream/x?y`, or with scheme and host before it (RFC 9112 §3.2.2)
 * @param prefix path of the public address, without a slash at the end; empty when it has none
 */
export function requestPath(target: string | undefined, prefix: string): RequestPath {
	const origin = /^https?:\/\/[^/?#]*/i.exec(target ?? '')?.[0] ?? '';
	const [path = '', ...query] = (target ?? '').slice(origin.length).split('?');
	const below = prefix !== '' && path.startsWith(`${prefix}/`) ? path.slice(prefix.length) : path;
	return { path: below, query: query.length > 0 ? `?${query.join('?')}` : '' };
}

/** The token in `/stream/<token>`; undefined when the path is another. */
export function streamTokenIn(path: string): string | undefined {
	return /^\/stream\/([^/]+)\/?$/.exec(path)?.[1];
}

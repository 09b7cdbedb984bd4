import type { IncomingHttpHeaders } from 'node:http';

/**
 * Whether a request was made by the page itself, not by another website in the user's browser. Browsers say so in `Sec-Fetch-Site`
 * (over TLS and on this machine) and in `Origin` (with every POST); what says nothing is no browser at the page.
 * @param publicUrl the address of the bridge as others know it: a proxy may pass on another `Host`
 */
export function isFromPage(headers: IncomingHttpHeaders, publicUrl: string | undefined): boolean {
	const site = headers['sec-fetch-site'];
	if (site !== undefined && site !== 'same-origin') return false;
	const origin = hostOf(headers.origin);
	if (origin === undefined) return false;
	return origin === headers.host?.toLowerCase() || origin === hostOf(publicUrl);
}

/** Host and port of an address; undefined when it is none, like the `null` of a sandboxed page. */
function hostOf(url: string | undefined): string | undefined {
	if (url === undefined || !URL.canParse(url)) return undefined;
	return new URL(url).host || undefined;
}

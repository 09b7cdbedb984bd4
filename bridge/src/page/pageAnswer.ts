import type { ServerResponse } from 'node:http';

/**
 * Headers of everything the live page consists of. The browser itself forbids it to load anything from elsewhere, to run a
 * script that is not one of its files, to make HTML out of text (trusted types), and to be shown inside another page.
 */
export const PAGE_HEADERS = {
	'content-security-policy':
		"default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; " +
		"frame-ancestors 'none'; base-uri 'none'; require-trusted-types-for 'script'; trusted-types 'none'",
	'cross-origin-opener-policy': 'same-origin',
	'cross-origin-resource-policy': 'same-origin',
	'permissions-policy': 'camera=(), microphone=(), geolocation=()',
	'x-content-type-options': 'nosniff',
	'x-frame-options': 'DENY',
	// Not 'no-referrer': with that a browser sends the form with `Origin: null`.
	'referrer-policy': 'same-origin',
	'cache-control': 'no-store, no-transform',
	// Proxies are to pass on what comes when it comes.
	'x-accel-buffering': 'no',
};

/** Answers with a whole file of the page. */
export function sendPage(
	response: ServerResponse,
	status: number,
	type: 'text/html' | 'text/css' | 'text/javascript' | 'image/svg+xml',
	text: string,
): void {
	response.writeHead(status, { ...PAGE_HEADERS, 'content-type': `${type}; charset=utf-8` });
	response.end(text);
}

/** Sends the browser on to another address after a form, with or without a cookie. */
export function sendOn(response: ServerResponse, location: string, cookie: string): void {
	response.writeHead(303, { ...PAGE_HEADERS, location, 'set-cookie': cookie });
	response.end();
}

import type { IncomingHttpHeaders } from 'node:http';

/**
 * Why a request to the lab's page is not to be answered; undefined when it may. Other websites in the user's browser
 * must not be able to use the page: not under a name of their own that leads to this machine (Host), and not by
 * sending a form to it (Origin).
 */
export function refusalReason(
	request: { method?: string; headers: IncomingHttpHeaders },
	port: number,
): string | undefined {
	const hosts = [`127.0.0.1:${port}`, `localhost:${port}`];
	const { host, origin } = request.headers;
	if (host === undefined || !hosts.includes(host)) {
		return 'This page answers only under its own address.';
	}
	const reads = request.method === 'GET' || request.method === 'HEAD';
	if (!reads && origin !== `http://${host}`) {
		return 'Calls can only be placed from the page itself.';
	}
	return undefined;
}

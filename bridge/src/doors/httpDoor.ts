import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Logger } from 'pino';
import type { AccessControl } from './access';
import { failureOf, Refusal, refuseRequest } from './refusal';
import { readBody } from './requestBody';
import { requestPath } from './requestPath';
import type { Route, RoutedRequest } from './route';
import { findRoute } from './routeTable';
import type { Visit, Visitors } from './visitors';

/** Plivo's longest address has 2048 characters, and a proxy may have put a path before it. */
const LONGEST_TARGET = 4_096;

export interface HttpDoorOptions {
	/** The first that matches a request answers it. */
	routes: readonly Route[];
	/** Path of the public address, without a slash at the end. */
	prefix: string;
	access: AccessControl;
	visitors: Visitors;
	/** A client that takes nothing of an answer for this long is disconnected, in milliseconds. */
	idleResponseMs: number;
	onRefused: (status: number) => void;
	log: Logger;
}

/** For every answer; a route that needs others sets them itself. */
const HEADERS = {
	'cache-control': 'no-store',
	'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
	'cross-origin-resource-policy': 'same-origin',
	'referrer-policy': 'no-referrer',
	'x-content-type-options': 'nosniff',
	'x-frame-options': 'DENY',
};

/**
 * Handler of plain HTTP requests: finds the route, checks who may use it, reads the body, lets the route answer. For Node's
 * `request` and `checkContinue` events.
 */
export function createHttpDoor(options: HttpDoorOptions) {
	return (request: IncomingMessage, response: ServerResponse): void => {
		for (const [name, value] of Object.entries(HEADERS)) response.setHeader(name, value);
		response.on('error', () => undefined);
		const visit = options.visitors.enter(request);
		serve(request, response, visit, options).catch((error: unknown) => {
			const refusal = failureOf(error, options.log);
			// Who is over the rate and has proved nothing learns nothing but that.
			const told = visit.isTooMuch && refusal.status < 500 ? visit.tooMany() : refusal;
			options.onRefused(told.status);
			if (response.headersSent) response.destroy();
			else refuseRequest(response, told);
		});
	};
}

async function serve(
	request: IncomingMessage,
	response: ServerResponse,
	visit: Visit,
	options: HttpDoorOptions,
): Promise<void> {
	if ((request.url ?? '').length > LONGEST_TARGET) {
		throw new Refusal(414, 'The address is too long.');
	}
	const { path, query } = requestPath(request.url, options.prefix);
	const { route, parameters } = findRoute(options.routes, request.method, path);
	letIn(request, route, visit, options.access);
	const body = await readBody(request, response);
	if (!route.endless) response.setTimeout(options.idleResponseMs, () => response.destroy());
	await handle(route, visit, response, {
		request,
		parameters,
		query: new URLSearchParams(query),
		body,
		target: `${path}${query}`,
	});
}

/** Returns when the request may use the route. Whoever proves to be genuine is let in at any rate. */
function letIn(request: IncomingMessage, route: Route, visit: Visit, access: AccessControl): void {
	if (route.access === 'open') {
		if (visit.isTooMuch && !route.token) throw visit.tooMany();
		if (route.login) visit.beginLogin();
		return;
	}
	const guess = access.carriesGuess(request);
	if (guess) visit.beginLogin();
	access.check(request, route.access);
	if (guess) visit.loggedIn();
	visit.genuine();
}

async function handle(
	route: Route,
	visit: Visit,
	response: ServerResponse,
	routed: RoutedRequest,
): Promise<void> {
	await route.handle(routed, response);
	if (route.login && response.statusCode !== 401) visit.loggedIn();
	if (route.token && response.statusCode < 400) visit.genuine();
}

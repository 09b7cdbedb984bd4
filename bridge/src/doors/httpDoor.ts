import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Logger } from 'pino';
import type { ControlSignature } from '../../../nodes/shared/bridgeControl';
import type { AccessControl } from './access';
import { endConnection, ignoreRest } from './endConnection';
import { failureOf, Refusal, refuseRequest } from './refusal';
import { discardBody, hasBody, MAXIMUM_BODY_BYTES, readBody } from './requestBody';
import { requestPath } from './requestPath';
import type { AdmittedRequest, Route, RoutedRequest } from './route';
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
	/** A connection was ended because its client asks far too much. */
	onFlood: () => void;
	/** Calls back once the live page's session of a request is over. @returns ends the wait */
	watchSession: (request: IncomingMessage, onOver: () => void) => () => void;
	log: Logger;
}

/** How long (ms) a client whose session is over may take to take the rest of an answer. */
const LINGER_MS = 1_000;

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
 * Handler of plain HTTP requests: finds the route, checks who may use it, reads the body if the route takes one, lets the route answer. For
 * Node's `request` and `checkContinue` events.
 */
export function createHttpDoor(options: HttpDoorOptions) {
	return (request: IncomingMessage, response: ServerResponse): void => {
		const visit = options.visitors.enter(request);
		if (visit.isFlood) {
			options.onFlood();
			endConnection(request.socket);
			return;
		}
		if (visit.isOver) {
			ignoreRest(request.socket);
			return;
		}
		for (const [name, value] of Object.entries(HEADERS)) response.setHeader(name, value);
		response.on('error', () => undefined);
		serve(request, response, visit, options).catch((error: unknown) => {
			const refusal = failureOf(error, options.log);
			// Who is over the rate and has proved nothing learns nothing but that.
			const told = visit.isTooMuch && refusal.status < 500 ? visit.tooMany() : refusal;
			options.onRefused(told.status);
			if (response.headersSent) response.destroy();
			else refuseRequest(response, told, visit.isPassedOn && isRead(request));
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
	const target = `${path}${query}`;
	const admitted = { request, parameters, query: new URLSearchParams(query), target };
	const signature = letIn(admitted, route, visit, options.access);
	// Nobody's body is read who has not shown what he needs.
	route.admit?.(admitted);
	const body = await bodyFor(route, request, response);
	if (signature) await options.access.confirm(request, signature, body);
	if (route.endless) endWithSession(request, response, options);
	else response.setTimeout(options.idleResponseMs, () => response.destroy());
	await handle(route, visit, response, { ...admitted, body });
}

/**
 * Returns when the request may use the route, with n8n's signature if it has one. Whoever proves to be genuine is let in at any rate, and is
 * never asked how many wrong keys others have tried: a key is too long to be guessed.
 */
function letIn(
	{ request, target }: AdmittedRequest,
	route: Route,
	visit: Visit,
	access: AccessControl,
): ControlSignature | undefined {
	if (route.access === 'open') {
		if (route.unlimited) visit.unlimited();
		if (visit.isTooMuch && !route.token) throw visit.tooMany();
		if (route.login) visit.beginLogin();
		return undefined;
	}
	try {
		const signature = access.check(request, target, route.access);
		visit.genuine();
		return signature;
	} catch (error) {
		if (request.headers.authorization !== undefined) visit.wrongKey();
		throw error;
	}
}

async function bodyFor(
	{ method, bodyBytes = method === 'GET' ? 0 : MAXIMUM_BODY_BYTES }: Route,
	request: IncomingMessage,
	response: ServerResponse,
): Promise<Buffer> {
	if (bodyBytes > 0 || !hasBody(request)) return await readBody(request, response, bodyBytes);
	discardBody(request, response);
	return Buffer.alloc(0);
}

/** Nothing of the request is still to come. */
function isRead(request: IncomingMessage): boolean {
	return request.complete || !hasBody(request);
}

/** Ends an answer that has no end of its own once the session it was opened with is over: also one that another process gives. */
function endWithSession(
	request: IncomingMessage,
	response: ServerResponse,
	{ watchSession }: HttpDoorOptions,
): void {
	const unwatch = watchSession(request, () => {
		// In order: a browser complains of an answer that breaks off.
		response.end();
		setTimeout(() => response.destroy(), LINGER_MS).unref();
	});
	if (response.closed) unwatch();
	else response.once('close', unwatch);
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

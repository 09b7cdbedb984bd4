import type { IncomingMessage, ServerResponse } from 'node:http';
import { verifyControlAuthorization } from '../../../nodes/shared/bridgeControl';
import { STREAM_TOKEN_VERSION } from '../../../nodes/shared/streamToken';
import { BRIDGE_VERSION } from '../version';
import { openFallbackToken } from './claims';
import { Refusal, refusalOf, refuseRequest } from './refusal';
import { requestPath, tokenInPath } from './requestPath';

/** A body is read only to be polite to Plivo's form POST; nothing in it is used. */
const MAXIMUM_BODY_BYTES = 65_536;

/** What the plain HTTP addresses tell about the bridge. */
export interface HttpDoorOptions {
	sharedSecret: string;
	/** Path of the public address, without a slash at the end. */
	prefix: string;
	state: () => { draining: boolean; calls: number; waitingStreams: number; queuedEvents: number };
}

/** Handler of plain HTTP requests: `/healthz`, `/control/status` and `/fallback/<token>`. */
export function createHttpDoor(options: HttpDoorOptions) {
	return (request: IncomingMessage, response: ServerResponse): void => {
		response.setHeader('cache-control', 'no-store');
		readBody(request, (complete) => {
			if (complete) answer(request, response, options);
			else refuseRequest(response, new Refusal(413, 'The body is too large.'));
		});
	};
}

function answer(
	request: IncomingMessage,
	response: ServerResponse,
	options: HttpDoorOptions,
): void {
	const { path } = requestPath(request.url, options.prefix);
	const route = `${request.method} ${path}`;
	const token = tokenInPath(path, 'fallback');
	if (route === 'GET /healthz') {
		answerJson(response, options.state().draining ? 503 : 200, health(options));
	} else if (route === 'GET /control/status') {
		answerStatus(request, response, options);
	} else if (token !== undefined && (request.method === 'GET' || request.method === 'POST')) {
		answerFallback(response, token, options.sharedSecret);
	} else {
		refuseRequest(response, new Refusal(404, 'There is nothing at this address.'));
	}
}

function health({ state }: HttpDoorOptions) {
	const { draining, calls } = state();
	return {
		status: draining ? 'draining' : 'ok',
		version: BRIDGE_VERSION,
		tokenVersions: [STREAM_TOKEN_VERSION],
		calls,
	};
}

function answerStatus(
	request: IncomingMessage,
	response: ServerResponse,
	options: HttpDoorOptions,
): void {
	if (!verifyControlAuthorization(request.headers.authorization, options.sharedSecret)) {
		const sentence = 'The authorization was made with another shared secret, or too long ago.';
		refuseRequest(response, new Refusal(401, sentence));
		return;
	}
	const { waitingStreams, queuedEvents } = options.state();
	const uptimeSeconds = Math.round(process.uptime());
	answerJson(response, 200, { ...health(options), uptimeSeconds, waitingStreams, queuedEvents });
}

function answerFallback(response: ServerResponse, token: string, sharedSecret: string): void {
	try {
		const { xml } = openFallbackToken(token, sharedSecret);
		response.writeHead(200, { 'content-type': 'application/xml; charset=utf-8' });
		response.end(xml);
	} catch (error) {
		refuseRequest(response, refusalOf(error));
	}
}

function answerJson(response: ServerResponse, status: number, body: object): void {
	response.writeHead(status, { 'content-type': 'application/json' });
	response.end(JSON.stringify(body));
}

/** Reads the body away; `done(false)` as soon as there is too much of it. */
function readBody(request: IncomingMessage, done: (complete: boolean) => void): void {
	let bytes = 0;
	const count = (chunk: Buffer) => {
		bytes += chunk.length;
		if (bytes <= MAXIMUM_BODY_BYTES) return;
		request.off('data', count).off('end', end).pause();
		done(false);
	};
	const end = () => done(true);
	request
		.on('data', count)
		.on('end', end)
		.on('error', () => undefined);
}

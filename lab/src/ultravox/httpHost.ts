import type { AddressInfo } from 'node:net';
import type { FastifyReply, FastifyRequest } from 'fastify';
import fastify from 'fastify';
import type { ApiAnswer } from './apiRoute';
import { ApiError, refusal } from './apiErrors';
import { faultDelay } from './hostFault';
import type { RunningServer } from './listen';
import { readMultipart } from './multipartBody';
import type { RecordedRequest, UltravoxState } from './ultravoxState';

const MOST_REQUESTS_KEPT = 10_000;
const MOST_BODY_BYTES = 32 * 1024 * 1024;

/** Starts an HTTP server whose every request goes to one handler; the body is JSON, a form with files, or raw form text. */
export async function startHost(
	port: number,
	handle: (request: FastifyRequest, reply: FastifyReply) => Promise<void>,
): Promise<RunningServer> {
	const server = fastify({ forceCloseConnections: true, bodyLimit: MOST_BODY_BYTES });
	server.removeAllContentTypeParsers();
	server.addContentTypeParser('application/json', { parseAs: 'string' }, (_, text, done) => {
		try {
			done(null, String(text) === '' ? undefined : JSON.parse(String(text)));
		} catch {
			done(refusal(400, 'JSON parse error.'));
		}
	});
	server.addContentTypeParser(
		'application/x-www-form-urlencoded',
		{ parseAs: 'string' },
		(_, text, done) => done(null, text),
	);
	server.addContentTypeParser(
		'multipart/form-data',
		{ parseAs: 'buffer' },
		async (request: FastifyRequest, bytes: Buffer) =>
			await readMultipart(bytes, String(request.headers['content-type'])),
	);
	server.setErrorHandler((error: Error & { statusCode?: number }, _, reply) => {
		const body = error instanceof ApiError ? error.body : { detail: error.message };
		const status = error instanceof ApiError ? error.status : (error.statusCode ?? 500);
		void reply.code(status).send(body);
	});
	server.route({
		method: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'],
		url: '*',
		exposeHeadRoute: false,
		handler: handle,
	});
	await server.listen({ host: '127.0.0.1', port });
	return {
		port: (server.server.address() as AddressInfo).port,
		close: () => server.close(),
	};
}

/** Answers a request, unless a fault that a test ordered answers it otherwise. */
export async function handleWithFaults(
	state: UltravoxState,
	host: RecordedRequest['host'],
	request: FastifyRequest,
	reply: FastifyReply,
	answer: () => ApiAnswer | Promise<ApiAnswer>,
): Promise<void> {
	const url = new URL(request.url, 'http://localhost');
	const { method } = request;
	const path = url.pathname;
	record(state, { host, method, path, query: queryOf(url), body: request.body, at: Date.now() });
	const fault = state.faults.take({ host, method, path, body: request.body });
	if (!fault?.afterEffect) await faultDelay(state, fault?.delayMs);
	const replaced = fault !== undefined && (fault.status !== undefined || fault.drop === true);
	if (state.closing.aborted || (fault?.drop === true && !fault.afterEffect)) {
		drop(request, reply);
		return;
	}
	const real = replaced && !fault.afterEffect ? undefined : await tryAnswer(answer);
	if (fault?.afterEffect) await faultDelay(state, fault.delayMs);
	if (fault?.drop === true || state.closing.aborted) {
		drop(request, reply);
		return;
	}
	const shown: ApiAnswer =
		replaced || !real
			? {
					status: fault?.status ?? 500,
					body: fault?.body ?? { detail: 'A fault of the lab.' },
					...(fault?.headers ? { headers: fault.headers } : {}),
				}
			: real;
	note(state, `${method} ${path}`, shown);
	await send(reply, shown);
}

async function tryAnswer(answer: () => ApiAnswer | Promise<ApiAnswer>): Promise<ApiAnswer> {
	try {
		return await answer();
	} catch (error) {
		if (!(error instanceof ApiError)) throw error;
		return { status: error.status, body: error.body, headers: error.headers };
	}
}

async function send(reply: FastifyReply, { status, body, headers }: ApiAnswer): Promise<void> {
	void reply.code(status).headers(headers ?? {});
	if (body === undefined) await reply.send();
	else if (Buffer.isBuffer(body) || typeof body === 'string') await reply.send(body);
	else await reply.type('application/json').send(JSON.stringify(body));
}

function drop(request: FastifyRequest, reply: FastifyReply): void {
	reply.hijack();
	request.raw.socket.destroy();
}

function record(state: UltravoxState, request: RecordedRequest): void {
	state.requests.push(request);
	if (state.requests.length > MOST_REQUESTS_KEPT) state.requests.shift();
}

function note(state: UltravoxState, line: string, { status, body }: ApiAnswer): void {
	const refused = status >= 400;
	state.log.add({
		side: 'ultravox',
		kind: refused ? 'refused' : 'request',
		summary: `${line} -> ${status}`,
		detail: { status, ...(refused ? { answer: body } : {}) },
	});
}

function queryOf(url: URL): Record<string, string | string[]> {
	return Object.fromEntries(
		[...new Set(url.searchParams.keys())].map((name) => {
			const values = url.searchParams.getAll(name);
			return [name, values.length === 1 ? (values[0] ?? '') : values];
		}),
	);
}

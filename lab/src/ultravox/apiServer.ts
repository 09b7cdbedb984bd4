import { timingSafeEqual } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import type { ApiAnswer, ApiHandler } from './apiRoute';
import { ApiError, notFound, refusal } from './apiErrors';
import { handleWithFaults, startHost } from './httpHost';
import type { RunningServer } from './listen';
import type { OpenApiOperation } from './openApiDocument';
import { findOperations } from './openApiDocument';
import { acceptBody } from './requestBody';
import { apiRoutes } from './routes/apiRoutes';
import type { UltravoxState } from './ultravoxState';
import { LAB_ULTRAVOX_API_KEY } from './ultravoxState';

/** The REST API's host (ultravox.md §1): what the vendor's document knows, as far as the lab plays it. */
export async function startApiServer(state: UltravoxState, port: number): Promise<RunningServer> {
	return await startHost(port, async (request, reply) => {
		await handleWithFaults(state, 'api', request, reply, () => answer(state, request));
	});
}

function answer(state: UltravoxState, request: FastifyRequest): ApiAnswer {
	const url = new URL(request.url, state.apiUrl);
	const operation = findOperation(state, request.method, url.pathname);
	if (operation.path !== '/api/schema/') checkKey(state, request);
	const handler = findHandler(state, operation);
	noteUnknownQuery(state, operation, url);
	return handler({
		state,
		url,
		parameters: pathParameters(operation.path, url.pathname),
		body: operation.requestSchema ? acceptBody(request.body, operation, state) : {},
	});
}

function findOperation(state: UltravoxState, method: string, path: string): OpenApiOperation {
	const operations = findOperations(state.schemas.document, path);
	if (operations.length === 0) throw notFound();
	const operation = operations.find((candidate) => candidate.method === method.toLowerCase());
	if (!operation) throw refusal(405, `Method "${method}" not allowed.`);
	return operation;
}

function findHandler(state: UltravoxState, operation: OpenApiOperation): ApiHandler {
	const key = `${operation.method.toUpperCase()} ${operation.path}`;
	const handler = apiRoutes[key];
	if (handler) return handler;
	state.log.add({
		side: 'ultravox',
		kind: 'not-simulated',
		summary: `${key} exists at Ultravox, but not in the lab`,
	});
	throw refusal(501, `The lab does not play ${key}.`);
}

function checkKey(state: UltravoxState, request: FastifyRequest): void {
	const header = request.headers['x-api-key'] ?? request.headers['x-unsafe-api-key'] ?? '';
	const [given, key] = [Buffer.from(String(header)), Buffer.from(LAB_ULTRAVOX_API_KEY)];
	if (given.length === key.length && timingSafeEqual(given, key)) return;
	throw refusal(state.variants.badKeyStatus, 'Invalid API key or no API key given.');
}

function noteUnknownQuery(state: UltravoxState, operation: OpenApiOperation, url: URL): void {
	for (const name of new Set(url.searchParams.keys())) {
		const known = operation.queryParameters.includes(name.replace(/^metadata\..+$/, 'metadata'));
		if (known && name !== 'metadata') continue;
		state.log.add({
			side: 'ultravox',
			kind: 'unknown-field',
			summary: `${operation.method.toUpperCase()} ${operation.path}: query ${name} was ignored`,
			detail: { query: name },
		});
	}
}

function pathParameters(pattern: string, path: string): Record<string, string> {
	const values = path.split('/');
	return Object.fromEntries(
		pattern
			.split('/')
			.map((part, index) => [part, values[index] ?? ''] as const)
			.filter(([part]) => part.startsWith('{'))
			.map(([part, value]) => [part.slice(1, -1), decodePathPart(value)]),
	);
}

function decodePathPart(value: string): string {
	try {
		return decodeURIComponent(value);
	} catch {
		throw new ApiError(400, { detail: 'Malformed path.' });
	}
}

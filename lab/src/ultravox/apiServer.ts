import type { FastifyRequest } from 'fastify';
import { isUsableKey } from './apiKeys/labApiKey';
import type { ApiAnswer, ApiHandler } from './apiRoute';
import { ApiError, notFound, refusal } from './apiErrors';
import { handleWithFaults, startHost } from './httpHost';
import type { RunningServer } from './listen';
import type { OpenApiOperation } from './openApiDocument';
import { findOperations } from './openApiDocument';
import { checkQuery } from './queryRules';
import { acceptBody } from './requestBody';
import { apiRoutes } from './routes/apiRoutes';
import type { UltravoxState } from './ultravoxState';

const TELEPHONY_XML = '/api/agents/{agent_id}/telephony_xml';
/** What needs no key: the document itself, and telephony providers, who sign instead (ultravox.md §1, §5.2). */
const OPEN_TO_ALL = new Set(['/api/schema/', TELEPHONY_XML]);

/** The REST API's host (ultravox.md §1): what the vendor's document knows, as far as the lab plays it. */
export async function startApiServer(state: UltravoxState, port: number): Promise<RunningServer> {
	return await startHost(port, async (request, reply) => {
		await handleWithFaults(state, 'api', request, reply, () => answer(state, request));
	});
}

function answer(state: UltravoxState, request: FastifyRequest): ApiAnswer | Promise<ApiAnswer> {
	const url = new URL(request.url, state.apiUrl);
	const operation = findOperation(state, request.method, url.pathname);
	if (!OPEN_TO_ALL.has(operation.path)) checkKey(state, request);
	const handler = findHandler(state, operation);
	noteUnknownQuery(state, operation, url);
	checkQuery(operation, url, state);
	return handler({
		state,
		url,
		parameters: pathParameters(operation.path, url.pathname),
		body: hasDescribedBody(operation) ? acceptBody(request.body, operation, state) : {},
		rawBody: request.body,
		headers: request.headers,
	});
}

/** Whether the vendor's document says anything about the body; a telephony provider's is its own business. */
function hasDescribedBody({ path, requestSchema }: OpenApiOperation): boolean {
	return requestSchema !== undefined && path !== TELEPHONY_XML;
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
	if (isUsableKey(state.apiKeys, String(header), state.clock.now())) return;
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

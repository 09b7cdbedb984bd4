import { LabLog } from '../../../src/labLog';
import type { LabUltravoxOptions } from '../../../src/ultravox/labUltravox';
import { LabUltravox } from '../../../src/ultravox/labUltravox';
import type { OpenApiOperation } from '../../../src/ultravox/openApiDocument';
import { findOperations, loadOpenApi } from '../../../src/ultravox/openApiDocument';
import { OpenApiSchemas } from '../../../src/ultravox/openApiSchemas';
import { LAB_ULTRAVOX_API_KEY } from '../../../src/ultravox/ultravoxState';

// Speech after the burst makes every sentence seconds long and proves nothing more.
process.env.LAB_SPEECH = '0';

const schemas = new OpenApiSchemas(loadOpenApi());

export interface ApiResponse<T> {
	status: number;
	body: T;
	headers: Headers;
}

export interface LabUnderTest {
	ultravox: LabUltravox;
	log: LabLog;
	/**
	 * A request with the key; what comes back is checked against the vendor's document. A FormData is sent as
	 * a form; an answer that is neither JSON nor text is a Buffer.
	 */
	api<T = Record<string, unknown>>(
		method: string,
		path: string,
		body?: unknown,
		headers?: Record<string, string>,
	): Promise<ApiResponse<T>>;
	close(): Promise<void>;
}

export async function startLabUltravox(
	options: Partial<LabUltravoxOptions> = {},
): Promise<LabUnderTest> {
	const log = new LabLog();
	const ultravox = await LabUltravox.start({ log, ...options });
	return {
		ultravox,
		log,
		api: async <T>(
			method: string,
			path: string,
			body?: unknown,
			headers: Record<string, string> = { 'x-api-key': LAB_ULTRAVOX_API_KEY },
		) => {
			const isForm = body instanceof FormData;
			const response = await fetch(`${ultravox.apiUrl}${path}`, {
				method,
				redirect: 'manual',
				headers: {
					...headers,
					...(body === undefined || isForm ? {} : { 'content-type': 'application/json' }),
				},
				...(body === undefined ? {} : { body: isForm ? body : JSON.stringify(body) }),
			});
			const bytes = Buffer.from(await response.arrayBuffer());
			const contentType = response.headers.get('content-type') ?? '';
			const isJson = contentType.includes('json');
			const text = bytes.toString('utf8');
			const binary = contentType.startsWith('audio/') ? bytes : text;
			const parsed: unknown = isJson ? JSON.parse(text) : binary;
			checkAgainstDocument(method, path, response.status, {
				contentType: bytes.length === 0 ? undefined : contentType,
				json: isJson ? parsed : undefined,
			});
			return { status: response.status, body: parsed as T, headers: response.headers };
		},
		close: () => ultravox.close(),
	};
}

/** A success has to have a status, a content type and a body that the vendor's document describes. */
function checkAgainstDocument(
	method: string,
	path: string,
	status: number,
	body: { contentType: string | undefined; json: unknown },
): void {
	if (status >= 400) return;
	const url = new URL(path, 'http://localhost');
	const operation = findOperations(schemas.document, url.pathname).find(
		(candidate) => candidate.method === method.toLowerCase(),
	);
	if (operation?.hasDefaultResponse === true) return;
	if (!operation?.responses.has(status)) {
		throw new Error(`${method} ${path} -> ${status} is not in the vendor's document`);
	}
	checkContentType(`${method} ${path} -> ${status}`, operation, status, body.contentType);
	const schema = operation.responses.get(status);
	if (schema === undefined || body.json === undefined) return;
	const secrets = schemas.writeOnlyFields(schema, body.json);
	if (secrets.length > 0) {
		throw new Error(`${method} ${path} -> ${status} shows ${JSON.stringify(secrets)}`);
	}
	const errors = schemas.errors('response', schema, body.json);
	if (errors.length > 0) {
		throw new Error(
			`${method} ${path} -> ${status} breaks the schema: ${JSON.stringify(errors, null, 1)}`,
		);
	}
}

/** What the document declares without any content may have one: it just does not say which (the stage audio). */
function checkContentType(
	answer: string,
	operation: OpenApiOperation,
	status: number,
	contentType: string | undefined,
): void {
	const declared = operation.contentTypes.get(status) ?? [];
	if (declared.length === 0) {
		if (status === 204 && contentType !== undefined) throw new Error(`${answer} has a body`);
		return;
	}
	const [bare = ''] = (contentType ?? '').split(';');
	if (!declared.includes(bare)) {
		throw new Error(`${answer} is ${bare}, not one of ${declared.join(', ')}`);
	}
}

/** Looks again and again until `look` finds something; fails after `ms`. */
export async function eventually<T>(
	look: () => T | undefined | Promise<T | undefined>,
	what: string,
	ms = 5000,
): Promise<T> {
	const deadline = Date.now() + ms;
	for (;;) {
		const found = await look();
		if (found !== undefined) return found;
		if (Date.now() > deadline) throw new Error(`Waited ${ms} ms for ${what}`);
		await new Promise((resolve) => setTimeout(resolve, 10));
	}
}

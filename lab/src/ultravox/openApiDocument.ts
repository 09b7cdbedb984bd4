import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parse } from 'yaml';
import type { JsonObject } from './jsonValue';
import { asJsonObject, isJsonObject } from './jsonValue';

const CONTRACT = join('test', 'contracts', 'ultravox-openapi.yaml');

export interface OpenApiOperation {
	/** Lower case. */
	method: string;
	/** As in the document: `/api/agents/{agent_id}`. */
	path: string;
	queryParameters: string[];
	/** Schemas of the query parameters by name. */
	querySchemas: JsonObject;
	/** The JSON request schema; undefined without a JSON body. */
	requestSchema?: unknown;
	/** The schema of a form with files; undefined where there is none. */
	multipartSchema?: unknown;
	/** JSON response schemas by status. */
	responses: Map<number, unknown>;
	/** Content types that are answered, by status; [] for an answer without a body. */
	contentTypes: Map<number, string[]>;
	/** Any status and any body is possible (`POST /api/tools/{tool_id}/test`). */
	hasDefaultResponse: boolean;
}

/** The vendor's document, as far as the lab reads it. */
export interface OpenApiDocument {
	/** `components.schemas`. */
	schemas: JsonObject;
	operations: OpenApiOperation[];
	/** The text of the file, and what it says. */
	yaml: string;
	root: JsonObject;
}

/** Where the vendor's document lies: upward from the source folder as well as from the bundle's. */
export function openApiPath(): string {
	for (let folder = __dirname; ; folder = dirname(folder)) {
		const candidate = join(folder, CONTRACT);
		if (existsSync(candidate)) return candidate;
		if (dirname(folder) === folder) {
			throw new Error(`The lab needs ${CONTRACT} of the project it belongs to and cannot find it.`);
		}
	}
}

const parsed = new Map<string, OpenApiDocument>();

/** Reads and parses the document, once per process and path. */
export function loadOpenApi(path: string = openApiPath()): OpenApiDocument {
	const known = parsed.get(path);
	if (known) return known;
	const yaml = readFileSync(path, 'utf8');
	const root = asJsonObject(parse(yaml));
	const document: OpenApiDocument = {
		yaml,
		root,
		schemas: asJsonObject(asJsonObject(root.components).schemas),
		operations: Object.entries(asJsonObject(root.paths)).flatMap(([url, item]) =>
			Object.entries(asJsonObject(item)).map(([method, operation]) =>
				readOperation(method, url, asJsonObject(operation)),
			),
		),
	};
	parsed.set(path, document);
	return document;
}

function readOperation(method: string, path: string, operation: JsonObject): OpenApiOperation {
	const parameters = Array.isArray(operation.parameters) ? operation.parameters : [];
	const query = parameters.filter(isJsonObject).filter((parameter) => parameter.in === 'query');
	const responses = asJsonObject(operation.responses);
	const byStatus = Object.entries(responses)
		.filter(([status]) => status !== 'default')
		.map(([status, response]) => [Number(status), response] as const);
	return {
		method,
		path,
		queryParameters: query.map((parameter) => String(parameter.name)),
		querySchemas: Object.fromEntries(
			query.map((parameter) => [String(parameter.name), parameter.schema]),
		),
		requestSchema: schemaOf(operation.requestBody, 'application/json'),
		multipartSchema: schemaOf(operation.requestBody, 'multipart/form-data'),
		responses: new Map(
			byStatus.map(([status, response]) => [status, schemaOf(response, 'application/json')]),
		),
		contentTypes: new Map(
			byStatus.map(([status, response]) => [status, Object.keys(contentOf(response))]),
		),
		hasDefaultResponse: responses.default !== undefined,
	};
}

function contentOf(message: unknown): JsonObject {
	return asJsonObject(asJsonObject(message).content);
}

function schemaOf(message: unknown, contentType: string): unknown {
	return asJsonObject(contentOf(message)[contentType]).schema;
}

/** The operation a concrete path belongs to; literal segments win over parameters (`/accounts/me`). */
export function findOperations(document: OpenApiDocument, path: string): OpenApiOperation[] {
	const segments = path.split('/');
	const matching = document.operations.filter((operation) => {
		const pattern = operation.path.split('/');
		return (
			pattern.length === segments.length &&
			pattern.every((part, index) =>
				part.startsWith('{') ? segments[index] !== '' : part === segments[index],
			)
		);
	});
	const fewest = Math.min(...matching.map((operation) => operation.path.split('{').length));
	return matching.filter((operation) => operation.path.split('{').length === fewest);
}

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ValidateFunction } from 'ajv';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { parse } from 'yaml';
import type { SentRequest } from './sentRequest';

type Json = Record<string, unknown>;

const object = (value: unknown): Json =>
	typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {};

const document = object(
	parse(readFileSync(join(__dirname, '..', '..', 'contracts', 'ultravox-openapi.yaml'), 'utf8')),
);
const schemas = object(object(document.components).schemas);

/** The vendor's host. */
export const VENDOR_URL = String(object((document.servers as unknown[])[0]).url);

/**
 * An OpenAPI 3.0 schema as a closed JSON Schema for requests: what the document does not name is refused, and so is what
 * only the server writes. Ultravox itself drops both without a word.
 */
function closed(schema: unknown): unknown {
	if (Array.isArray(schema)) return schema.map(closed);
	const source = object(schema);
	if (Object.keys(source).length === 0) return schema;
	if (typeof source.$ref === 'string') return { $ref: `contract${source.$ref}` };
	const target: Json = {};
	for (const key of ['type', 'pattern', 'enum', 'format', 'minLength', 'maxLength', 'minimum']) {
		if (key in source) target[key] = source[key];
	}
	for (const key of ['maximum', 'maxItems', 'minItems'])
		if (key in source) target[key] = source[key];
	for (const key of ['allOf', 'oneOf', 'items'])
		if (key in source) target[key] = closed(source[key]);
	const writable = Object.entries(object(source.properties)).filter(
		([, property]) => object(property).readOnly !== true,
	);
	if ('properties' in source) {
		target.properties = Object.fromEntries(writable.map(([name, value]) => [name, closed(value)]));
		target.additionalProperties = false;
		const required = Array.isArray(source.required) ? source.required : [];
		target.required = required.filter((name) => writable.some(([known]) => known === name));
	}
	if ('additionalProperties' in source) {
		target.additionalProperties = closed(source.additionalProperties);
	}
	return source.nullable === true ? { anyOf: [target, { type: 'null' }] } : target;
}

/** Of a data message the document names the type alone; its fields are in ultravox.md §8.5. */
const OPEN = new Set(['SendCallDataMessage']);

const ajv = new Ajv({ allErrors: true, strict: false });
addFormats(ajv);
// The generator of the document writes `format: enum` beside every enum.
ajv.addFormat('enum', true);
ajv.addFormat('ipv4-cidr', /^(?:\d{1,3}\.){3}\d{1,3}\/(?:3[0-2]|[12]?\d)$/);
// A time of day has no zone there: `HH:MM:SS` (ultravox.md §2.3).
ajv.addFormat('time', /^([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,6})?$/);
ajv.addSchema({
	$id: 'contract',
	components: {
		schemas: Object.fromEntries(
			Object.entries(schemas).map(([name, schema]) => [
				name,
				OPEN.has(name) ? { ...object(schema) } : closed(schema),
			]),
		),
	},
});

const validators = new Map<string, ValidateFunction>();

function schemaErrors(schema: unknown, value: unknown, what: string): string[] {
	const key = JSON.stringify(schema);
	const validate = validators.get(key) ?? ajv.compile(object(closed(schema)));
	validators.set(key, validate);
	if (validate(value)) return [];
	return (validate.errors ?? []).map(
		({ instancePath, message, params }) =>
			`${what}${instancePath} ${message ?? ''} ${JSON.stringify(params)}`,
	);
}

/** What is wrong with a request body of the given schema of the document; [] when nothing is. */
export function bodyErrors(schemaName: string, body: unknown): string[] {
	if (!(schemaName in schemas)) return [`the document has no schema ${schemaName}`];
	return schemaErrors({ $ref: `#/components/schemas/${schemaName}` }, body, 'body');
}

interface Operation {
	path: string;
	values: Record<string, string>;
	definition: Json;
}

/** The operation of a path; literal segments win over parameters (`/api/accounts/me`). */
function findOperation(method: string, path: string): Operation | undefined {
	const segments = path.split('/');
	const candidates = Object.entries(object(document.paths)).flatMap(([pattern, item]) => {
		const parts = pattern.split('/');
		const definition = object(item)[method.toLowerCase()];
		const fits =
			definition !== undefined &&
			parts.length === segments.length &&
			parts.every((part, index) =>
				part.startsWith('{') ? segments[index] !== '' : part === segments[index],
			);
		if (!fits) return [];
		const values = Object.fromEntries(
			parts.flatMap((part, index) =>
				part.startsWith('{') ? [[part.slice(1, -1), segments[index] ?? '']] : [],
			),
		);
		return [{ path: pattern, values, definition: object(definition) }];
	});
	return candidates.sort((a, b) => Object.keys(a.values).length - Object.keys(b.values).length)[0];
}

/** A query value arrives as text: numbers and booleans are read from it, and one value of a list is a list. */
function fromText(schema: Json, value: unknown): unknown {
	if (schema.type === 'array')
		return [value].flat().map((one) => fromText(object(schema.items), one));
	if (schema.type === 'integer' || schema.type === 'number') return Number(value);
	if (schema.type === 'boolean') return value === 'true' ? true : value === 'false' ? false : value;
	return value;
}

function queryErrors(parameters: Json[], query: Json): string[] {
	return Object.entries(query).flatMap(([key, value]) => {
		// `metadata.<key>=<value>` is how the filter by metadata is written (ultravox.md §2.3).
		const name = key.startsWith('metadata.') ? 'metadata' : key;
		const parameter = parameters.find((one) => one.in === 'query' && one.name === name);
		if (!parameter) return [`query ${key} is unknown`];
		const schema = object(parameter.schema);
		const given =
			name === 'metadata' ? { [key.slice('metadata.'.length)]: value } : fromText(schema, value);
		return schemaErrors(schema, given, `query ${key}`);
	});
}

/** A body that is no JSON: only that the document takes that kind of body there. */
const mediaTypeOf = (contentType = 'application/json') =>
	contentType.split(';', 1)[0]?.trim() ?? '';

/** Of a tool's test the document says that it takes parameters, and not how (ultravox.md §7.1). */
const UNDESCRIBED_BODIES = new Set(['POST /api/tools/{tool_id}/test']);

function bodyFaults(
	{ method, body, contentType }: SentRequest,
	{ path, definition }: Operation,
): string[] {
	const requestBody = object(definition.requestBody);
	const content = object(requestBody.content);
	if (body === undefined) {
		return requestBody.required === true ? [`${method} ${path} needs a body`] : [];
	}
	const mediaType = mediaTypeOf(contentType);
	if (UNDESCRIBED_BODIES.has(`${method} ${path}`)) return [];
	if (!(mediaType in content)) return [`${method} ${path} takes no body of ${mediaType}`];
	if (mediaType !== 'application/json') return [];
	return schemaErrors(object(content[mediaType]).schema, body, 'body');
}

/** The operation of the document that a request is, as `GET /api/calls/{call_id}`; undefined when it is none. */
export function documentOperation(method: string, path: string): string | undefined {
	const operation = findOperation(method, path);
	return operation && `${method} ${operation.path}`;
}

/** All operations of the document, as `GET /api/calls/{call_id}`, in its order. */
export const documentOperations = (): string[] =>
	Object.entries(object(document.paths)).flatMap(([path, item]) =>
		Object.keys(object(item))
			.filter((verb) => ['get', 'post', 'put', 'patch', 'delete'].includes(verb))
			.map((verb) => `${verb.toUpperCase()} ${path}`),
	);

/** The fields of a schema of the document. */
export const documentFields = (schemaName: string): string[] =>
	Object.keys(object(object(schemas[schemaName]).properties));

/** What is wrong with a request to Ultravox by the vendor's own document; [] when nothing is. */
export function ultravoxErrors(request: SentRequest): string[] {
	const { method, url, query } = request;
	if (!url.startsWith(`${VENDOR_URL}/api/`)) return [`${url} is not on the API host`];
	const path = url.slice(VENDOR_URL.length);
	const operation = findOperation(method, path);
	if (!operation) return [`${method} ${path} is no operation`];
	const parameters = (operation.definition.parameters ?? []) as Json[];
	const pathErrors = Object.entries(operation.values).flatMap(([name, value]) => {
		const parameter = parameters.find((one) => one.in === 'path' && one.name === name);
		const schema = object(object(parameter).schema);
		return schemaErrors(schema, fromText(schema, decodeURIComponent(value)), `path ${name}`);
	});
	return [...pathErrors, ...queryErrors(parameters, query), ...bodyFaults(request, operation)];
}

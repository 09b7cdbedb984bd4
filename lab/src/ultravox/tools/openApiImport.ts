import { parse } from 'yaml';
import type { JsonObject } from '../jsonValue';
import { asJsonObject, isJsonObject } from '../jsonValue';
import type { ToolDefinition } from '../vendorTypes';

const METHODS = new Set(['get', 'put', 'post', 'delete', 'patch']);
const LOCATIONS: Record<string, string> = {
	query: 'PARAMETER_LOCATION_QUERY',
	path: 'PARAMETER_LOCATION_PATH',
	header: 'PARAMETER_LOCATION_HEADER',
};

/**
 * Tools from an OpenAPI document in JSON or YAML, one per operation (ultravox.md §7.1).
 *
 * @throws Error with a sentence when the text is no such document
 */
export function importedTools(text: string): ToolDefinition[] {
	const root = asJsonObject(readDocument(text));
	if (typeof root.openapi !== 'string') throw new Error('This is not an OpenAPI document.');
	const server = serverUrl(root);
	const definitions = Object.entries(asJsonObject(root.paths)).flatMap(([path, item]) =>
		Object.entries(asJsonObject(item))
			.filter(([method]) => METHODS.has(method))
			.map(([method, operation]) =>
				definitionOf(root, {
					method,
					url: `${server}${path}`,
					operation: asJsonObject(operation),
					shared: asJsonObject(item).parameters,
				}),
			),
	);
	if (definitions.length === 0) throw new Error('The document has no operations.');
	return definitions;
}

function readDocument(text: string): unknown {
	try {
		return parse(text);
	} catch {
		throw new Error('The file is neither JSON nor YAML.');
	}
}

function serverUrl(root: JsonObject): string {
	const [first] = Array.isArray(root.servers) ? (root.servers as unknown[]) : [];
	const { url } = asJsonObject(first);
	if (typeof url !== 'string') throw new Error('The document names no server.');
	return url.replace(/\/$/, '');
}

function definitionOf(
	root: JsonObject,
	source: { method: string; url: string; operation: JsonObject; shared: unknown },
): ToolDefinition {
	const { operation, method, url } = source;
	const name = String(operation.operationId ?? `${method}_${new URL(url).pathname}`);
	const security = securityOf(root, operation);
	return {
		modelToolName: name.replaceAll(/[^a-zA-Z0-9_-]+/g, '_').slice(0, 64),
		description: String(operation.description ?? operation.summary ?? ''),
		dynamicParameters: [
			...[...listOf(source.shared), ...listOf(operation.parameters)]
				.map((parameter) => resolved(root, parameter))
				.map((parameter) => ({
					name: String(parameter.name),
					location: LOCATIONS[String(parameter.in)] ?? 'PARAMETER_LOCATION_QUERY',
					schema: schemaOf(root, parameter),
					required: parameter.required === true || parameter.in === 'path',
				})),
			...bodyParameters(root, operation),
		],
		http: { baseUrlPattern: url, httpMethod: method.toUpperCase() },
		...(security ? { requirements: { httpSecurityOptions: { options: security } } } : {}),
	};
}

function bodyParameters(root: JsonObject, operation: JsonObject) {
	const body = resolved(root, operation.requestBody);
	const media = asJsonObject(asJsonObject(body.content)['application/json']);
	const schema = resolved(root, media.schema);
	const required = Array.isArray(schema.required) ? schema.required : [];
	return Object.entries(asJsonObject(schema.properties)).map(([name, property]) => ({
		name,
		location: 'PARAMETER_LOCATION_BODY',
		schema: resolved(root, property),
		required: required.includes(name),
	}));
}

function schemaOf(root: JsonObject, parameter: JsonObject): JsonObject {
	const schema = resolved(root, parameter.schema);
	return typeof parameter.description === 'string'
		? { description: parameter.description, ...schema }
		: schema;
}

/** Each security option of the operation as the requirements of a tool. */
function securityOf(root: JsonObject, operation: JsonObject): JsonObject[] | undefined {
	const options = listOf(operation.security ?? root.security);
	if (options.length === 0) return undefined;
	return options.map((option) => ({
		requirements: Object.fromEntries(
			Object.keys(option).map((name) => [name, requirement(root, name)]),
		),
	}));
}

function requirement(root: JsonObject, name: string): JsonObject {
	const { securitySchemes } = asJsonObject(root.components);
	const scheme = asJsonObject(asJsonObject(securitySchemes)[name]);
	if (scheme.type === 'apiKey') {
		const kind = scheme.in === 'query' ? 'queryApiKey' : 'headerApiKey';
		return { [kind]: { name: String(scheme.name) } };
	}
	return { httpAuth: { scheme: String(scheme.scheme ?? 'Bearer') } };
}

/** What a `$ref` within the document points at. */
function resolved(root: JsonObject, value: unknown): JsonObject {
	const object = asJsonObject(value);
	if (typeof object.$ref !== 'string') return object;
	const steps = object.$ref.split('/').slice(1);
	return asJsonObject(steps.reduce<unknown>((value, step) => asJsonObject(value)[step], root));
}

function listOf(value: unknown): JsonObject[] {
	return Array.isArray(value) ? value.filter(isJsonObject) : [];
}

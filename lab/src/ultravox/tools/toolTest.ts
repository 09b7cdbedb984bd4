import { refusal, validationError } from '../apiErrors';
import type { ApiAnswer } from '../apiRoute';
import type { JsonObject } from '../jsonValue';
import { asJsonObject, isJsonObject } from '../jsonValue';
import { durationMs } from '../ultravoxDuration';
import type { UltravoxVariants } from '../ultravoxVariants';
import type { LabTool } from './labTool';

const DEFAULT_TIMEOUT_MS = 2500;

interface Target {
	url: URL;
	headers: Record<string, string>;
	body: JsonObject;
}

/**
 * Runs an HTTP tool once (ultravox.md §7.1). The vendor says nothing of the body: parameters are taken as they
 * are, or from a field `parameters`.
 *
 * @throws ApiError 400 for a tool that only a call can run, or without a required parameter; 502 when the tool
 *   cannot be reached, 504 after its timeout
 */
export async function testTool(
	tool: LabTool,
	given: unknown,
	variants: UltravoxVariants,
): Promise<ApiAnswer> {
	const { definition } = tool;
	if (!definition.http) throw refusal(400, 'Only HTTP tools can be tested.');
	const body = asJsonObject(given);
	const parameters = isJsonObject(body.parameters) ? body.parameters : body;
	const missing = (definition.dynamicParameters ?? []).filter(
		({ name = '', ...parameter }) =>
			asJsonObject(parameter).required === true && parameters[name] === undefined,
	);
	if (missing.length > 0) {
		throw validationError(
			missing.map(({ name = '' }) => ({ path: [name], message: 'This parameter is required.' })),
			variants.errorShape,
		);
	}
	const response = await send(tool, parameters);
	const contentType = response.headers.get('content-type') ?? 'application/octet-stream';
	const bytes = Buffer.from(await response.arrayBuffer());
	return variants.toolTestAnswer === 'wrapped'
		? { status: 200, body: { statusCode: response.status, body: bytes.toString('utf8') } }
		: { status: response.status, body: bytes, headers: { 'content-type': contentType } };
}

async function send({ definition }: LabTool, parameters: JsonObject): Promise<Response> {
	const { baseUrlPattern = '', httpMethod = 'GET' } = definition.http ?? {};
	const located = [
		...(definition.dynamicParameters ?? [])
			.filter(({ name = '' }) => parameters[name] !== undefined)
			.map(({ name = '', location }) => ({ name, location, value: parameters[name] })),
		...listOf(definition.staticParameters).map(({ name, location, value }) => ({
			name: String(name),
			location,
			value,
		})),
	];
	const target: Target = { url: new URL('http://localhost'), headers: {}, body: {} };
	let address = baseUrlPattern;
	for (const { name, location, value } of located) {
		if (location === 'PARAMETER_LOCATION_PATH') {
			address = address.replaceAll(`{${name}}`, encodeURIComponent(text(value)));
		}
	}
	target.url = new URL(address);
	for (const { name, location, value } of located) {
		if (location === 'PARAMETER_LOCATION_QUERY') target.url.searchParams.append(name, text(value));
		else if (location === 'PARAMETER_LOCATION_HEADER') target.headers[name] = text(value);
		else if (location !== 'PARAMETER_LOCATION_PATH') target.body[name] = value;
	}
	return await request(target, httpMethod, durationMs(definition.timeout) ?? DEFAULT_TIMEOUT_MS);
}

async function request(target: Target, method: string, timeoutMs: number): Promise<Response> {
	const hasBody = Object.keys(target.body).length > 0 && !/^(?:GET|HEAD)$/i.test(method);
	try {
		return await fetch(target.url, {
			method,
			headers: { ...target.headers, ...(hasBody ? { 'content-type': 'application/json' } : {}) },
			...(hasBody ? { body: JSON.stringify(target.body) } : {}),
			redirect: 'manual',
			signal: AbortSignal.timeout(timeoutMs),
		});
	} catch (error) {
		const timedOut = error instanceof Error && error.name === 'TimeoutError';
		throw timedOut
			? refusal(504, `The tool did not answer within ${timeoutMs} ms.`)
			: refusal(502, 'The tool cannot be reached.');
	}
}

function listOf(value: unknown): JsonObject[] {
	return Array.isArray(value) ? value.filter(isJsonObject) : [];
}

function text(value: unknown): string {
	return typeof value === 'string' ? value : JSON.stringify(value);
}

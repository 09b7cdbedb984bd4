import type { JsonObject } from '../jsonValue';
import { asJsonObject, isJsonObject } from '../jsonValue';
import { durationMs } from '../ultravoxDuration';
import type { ToolDefinition } from '../vendorTypes';

const DEFAULT_TIMEOUT_MS = 2500;

/** A value and where in the request it goes. */
export interface LocatedValue {
	name: string;
	/** One of `PARAMETER_LOCATION_...`; the body when there is none. */
	location: unknown;
	value: unknown;
}

/** A tool was not reached, or did not answer in its time. */
export class ToolUnreached extends Error {
	constructor(
		message: string,
		readonly timedOut: boolean,
	) {
		super(message);
		this.name = 'ToolUnreached';
	}
}

/** The parameters of a tool that are given, and the static ones. */
export function locatedValues(definition: ToolDefinition, given: JsonObject): LocatedValue[] {
	return [
		...(definition.dynamicParameters ?? [])
			.filter(({ name = '' }) => given[name] !== undefined)
			.map(({ name = '', location }) => ({ name, location, value: given[name] })),
		...listOf(definition.staticParameters).map(({ name, location, value }) => ({
			name: String(name),
			location,
			value,
		})),
	];
}

/**
 * The request of an HTTP tool (ultravox.md §7.1), sent once.
 *
 * @throws ToolUnreached when it cannot be reached or does not answer within the tool's timeout
 */
export async function requestTool(
	definition: ToolDefinition,
	located: readonly LocatedValue[],
): Promise<Response> {
	const { baseUrlPattern = '', httpMethod: method = 'GET' } = definition.http ?? {};
	const timeoutMs = durationMs(definition.timeout) ?? DEFAULT_TIMEOUT_MS;
	const headers: Record<string, string> = {};
	const body: JsonObject = {};
	let address = baseUrlPattern;
	for (const { name, location, value } of located) {
		if (location === 'PARAMETER_LOCATION_PATH') {
			address = address.replaceAll(`{${name}}`, encodeURIComponent(text(value)));
		}
	}
	const url = new URL(address);
	for (const { name, location, value } of located) {
		if (location === 'PARAMETER_LOCATION_QUERY') url.searchParams.append(name, text(value));
		else if (location === 'PARAMETER_LOCATION_HEADER') headers[name] = text(value);
		else if (location !== 'PARAMETER_LOCATION_PATH') body[name] = value;
	}
	const late = AbortSignal.timeout(timeoutMs);
	const hasBody = Object.keys(body).length > 0 && !/^(?:GET|HEAD)$/i.test(method);
	try {
		return await fetch(url, {
			method,
			headers: { ...headers, ...(hasBody ? { 'content-type': 'application/json' } : {}) },
			...(hasBody ? { body: JSON.stringify(body) } : {}),
			redirect: 'manual',
			signal: late,
		});
	} catch {
		throw late.aborted
			? new ToolUnreached(`The tool did not answer within ${timeoutMs} ms.`, true)
			: new ToolUnreached('The tool cannot be reached.', false);
	}
}

/** The objects of a list; nothing of what is no list. */
export function listOf(value: unknown): JsonObject[] {
	return Array.isArray(value) ? value.filter(isJsonObject) : [];
}

/** Where the secrets of the first option go that the given tokens satisfy (ultravox.md §7.1, requirements). */
export function authValues(
	definition: ToolDefinition,
	tokens: Record<string, string>,
): LocatedValue[] {
	const { options } = asJsonObject(asJsonObject(definition.requirements).httpSecurityOptions);
	const chosen = listOf(options)
		.map((option) => Object.entries(asJsonObject(option.requirements)))
		.find((named) => named.every(([name]) => name in tokens));
	return (chosen ?? []).flatMap(([name, requirement]) => {
		const { queryApiKey, headerApiKey, httpAuth } = asJsonObject(requirement);
		const token = tokens[name] ?? '';
		if (isJsonObject(queryApiKey)) {
			const location = 'PARAMETER_LOCATION_QUERY';
			return [{ name: String(queryApiKey.name), location, value: token }];
		}
		const location = 'PARAMETER_LOCATION_HEADER';
		if (isJsonObject(headerApiKey)) {
			return [{ name: String(headerApiKey.name), location, value: token }];
		}
		if (!isJsonObject(httpAuth)) return [];
		return [{ name: 'Authorization', location, value: `${String(httpAuth.scheme)} ${token}` }];
	});
}

function text(value: unknown): string {
	return typeof value === 'string' ? value : JSON.stringify(value);
}

import { isObject } from './operations/values';

/** What is put in the place of a secret text; `header` is the name of the header that it is the value of. */
export type Change = (text: string, header?: string) => unknown;

/** Secrets, by their key, under the keys they stand under; '' is the top (ultravox.md §2.1, §5, §7.1). */
const SECRETS = new Map([
	['authTokens', ['selectedTools', 'add']],
	['password', ['outgoing']],
	['secrets', ['', 'billed', 'ended', 'joined', 'fallbackHandler']],
	['sharedSecrets', ['', 'callTemplate']],
]);

const CONNECTIONS = ['dataConnection', 'dataConnectionConfig'];

/** Who gets headers of the user's: data connections and external voices. */
const HEADER_OWNERS = new Set(['generic', ...CONNECTIONS]);

/** Addresses of the user's, whose query may let in whoever knows it. */
const ADDRESSES = new Map([
	['url', ['generic', 'billed', 'ended', 'joined']],
	['websocketUrl', CONNECTIONS],
]);

/** What users give whatever shape they like: names in there say nothing of the values. */
const FREE = new Set([
	'body',
	'contextSchema',
	'initialState',
	'metadata',
	'requestContext',
	'requirements',
	'response',
	'schema',
	'templateContext',
]);

/** Headers that say what is sent, and whose values stand in other places as well. */
export const isHarmlessHeader = (name: string): boolean =>
	/^(?:accept|content)(?:-|$)|^user-agent$/i.test(name);

function allTexts(value: unknown, change: Change, header?: string): unknown {
	if (Array.isArray(value)) return value.map((one) => allTexts(one, change, header));
	if (!isObject(value)) return value === null ? null : change(String(value), header);
	return Object.fromEntries(
		Object.entries(value).map(([key, inside]) => [key, allTexts(inside, change, header)]),
	);
}

/** Every value of an object, with its name as that of a header. */
function headers(value: unknown, change: Change): unknown {
	if (!isObject(value)) return value;
	return Object.fromEntries(
		Object.entries(value).map(([name, text]) => [name, allTexts(text, change, name)]),
	);
}

const queryOf = (address: unknown, change: Change): unknown =>
	typeof address !== 'string'
		? address
		: address.replace(/\?([^#]+)/, (_whole: string, query: string) => `?${String(change(query))}`);

/** The parameters that Ultravox passes on to who dials: our callbacks, which let in whoever knows their query (ultravox.md §3). */
function dialParameters(value: unknown, change: Change): unknown {
	if (!isObject(value)) return value;
	return Object.fromEntries(
		Object.entries(value).map(([name, given]) => [name, queryOf(given, change)]),
	);
}

const isInHeader = (parameter: unknown): parameter is Record<string, unknown> =>
	isObject(parameter) &&
	parameter.location === 'PARAMETER_LOCATION_HEADER' &&
	!isHarmlessHeader(String(parameter.name));

/** n8n lets in who knows the signature of a waiting webhook, which a tool of ours brings. */
const isSignature = (parameter: unknown): parameter is Record<string, unknown> =>
	isObject(parameter) &&
	parameter.location === 'PARAMETER_LOCATION_QUERY' &&
	parameter.name === 'signature';

const isSecretParameter = (parameter: unknown): parameter is Record<string, unknown> =>
	isInHeader(parameter) || isSignature(parameter);

/** The values of what a tool always gets in a header, or to be let in (ultravox.md §7.1). */
function headerParameters(list: unknown, change: Change, isHeader = isInHeader): unknown {
	if (!Array.isArray(list)) return list;
	return (list as unknown[]).map((one) =>
		isHeader(one) ? { ...one, value: allTexts(one.value, change, String(one.name)) } : one,
	);
}

/** Fixed values for parameters of a tool that are headers; of a tool that is not at hand, nobody knows which are. */
function overrides(value: unknown, tool: unknown, change: Change): unknown {
	if (!isObject(value) || !isObject(tool)) return value;
	const { staticParameters, dynamicParameters } = tool;
	const names = new Set(
		[staticParameters, dynamicParameters]
			.flat()
			.flatMap((one) => (isInHeader(one) ? [one.name] : [])),
	);
	return Object.fromEntries(
		Object.entries(value).map(([name, fixed]) => [
			name,
			names.has(name) ? allTexts(fixed, change, name) : fixed,
		]),
	);
}

function changed(value: unknown, owner: string, change: Change): unknown {
	if (Array.isArray(value)) return value.map((one) => changed(one, owner, change));
	if (!isObject(value)) return value;
	const part = (key: string, inside: unknown): unknown => {
		if (SECRETS.get(key)?.includes(owner)) return allTexts(inside, change);
		if (ADDRESSES.get(key)?.includes(owner)) return queryOf(inside, change);
		if (key === 'headers' && HEADER_OWNERS.has(owner)) return headers(inside, change);
		if (key === 'staticParameters') return headerParameters(inside, change, isSecretParameter);
		if (key === 'additionalParams' && owner === 'outgoing') return dialParameters(inside, change);
		// Deprecated, and all of them headers.
		if (key === 'authHeaders') return headerParameters(inside, change, isObject);
		if (key === 'parameterOverrides') return overrides(inside, value.temporaryTool, change);
		return FREE.has(key) ? inside : changed(inside, key, change);
	};
	return Object.fromEntries(Object.entries(value).map(([key, inside]) => [key, part(key, inside)]));
}

/**
 * A copy of what is sent to Ultravox, or comes from there, with something else in the place of each secret text. Secrets are known by
 * their places, since the names of variables are for users to choose: one may be called `password`.
 */
export const changeSecrets = <T>(value: T, change: Change): T => changed(value, '', change) as T;

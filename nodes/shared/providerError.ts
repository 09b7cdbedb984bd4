import { stripSecrets } from './secrets';

export type ProviderName = 'Plivo' | 'Ultravox' | 'The bridge';

/** What is known of a request that a provider refused or never answered. */
export interface ProviderErrorFacts {
	provider: ProviderName;
	/** HTTP status; null when there was no answer. */
	status: number | null;
	/** The provider's own words on one line, without secrets; '' when it said nothing. */
	words: string;
	/** Plivo's id of the request, which its support asks for. */
	apiId: string | null;
	retryAfterSeconds: number | null;
}

type Fields = Readonly<Record<string, unknown>>;

const MOST_WORDS = 500;
const DEEPEST = 5;

function fields(value: unknown): Fields | null {
	return typeof value === 'object' && value !== null ? (value as Fields) : null;
}

/**
 * An error and what it wraps: n8n's errors hold the HTTP client's as `cause`, or a plain object as
 * `errorResponse`.
 */
function layersOf(error: unknown): Fields[] {
	const layers: Fields[] = [];
	let layer = fields(error);
	while (layer !== null && layers.length < DEEPEST && !layers.includes(layer)) {
		layers.push(layer);
		layer = fields(layer.cause) ?? fields(layer.errorResponse) ?? fields(layer.reason);
	}
	return layers;
}

function statusOf(layers: Fields[]): number | null {
	for (const layer of layers) {
		const response = fields(layer.response);
		for (const value of [
			response?.status,
			response?.statusCode,
			layer.httpCode,
			layer.statusCode,
			layer.status,
		]) {
			const status = typeof value === 'string' ? Number(value) : value;
			if (typeof status !== 'number' || !Number.isInteger(status)) continue;
			if (status >= 100 && status <= 599) return status;
		}
	}
	return null;
}

function parseJson(text: string): unknown {
	try {
		return JSON.parse(text) as unknown;
	} catch {
		return undefined;
	}
}

/** A body as data: JSON text and bytes are parsed; a web page (a proxy's, mostly) is nothing. */
function readBody(body: unknown): unknown {
	if (body instanceof Uint8Array) return readBody(Buffer.from(body).toString('utf8'));
	if (typeof body !== 'string') return body;
	return parseJson(body) ?? (body.trimStart().startsWith('<') ? undefined : body);
}

function bodiesOf(layers: Fields[]): unknown[] {
	return layers
		.flatMap((layer) => {
			const response = fields(layer.response);
			const isBody = 'api_id' in layer || 'detail' in layer;
			const candidates = [response?.data, response?.body, layer.body, fields(layer.context)?.data];
			return [...candidates, isBody ? layer : layer.error];
		})
		.map(readBody)
		.filter((body) => body !== undefined && body !== null && body !== '');
}

/**
 * The words in a body: `error`, `message` or `detail` (plivo.md §1.2, ultravox.md §1.2); else
 * whatever it holds, field by field, since the shape of validation errors is not documented.
 */
function wordsIn(body: unknown, depth = 0): string {
	if (typeof body === 'string') return body;
	if (typeof body === 'number' || typeof body === 'boolean') return String(body);
	if (depth > DEEPEST) return '';
	if (Array.isArray(body)) {
		return body
			.map((entry: unknown) => wordsIn(entry, depth + 1))
			.filter((words) => words !== '')
			.join('; ');
	}
	const object = fields(body);
	if (object === null) return '';
	for (const key of ['error', 'message', 'detail']) {
		const words = wordsIn(object[key], depth + 1);
		if (words !== '') return words;
	}
	return Object.entries(object)
		.map(([key, value]) => [key, key === 'api_id' ? '' : wordsIn(value, depth + 1)])
		.filter(([, words]) => words !== '')
		.map(([key, words]) => `${key}: ${words}`)
		.join('; ');
}

/** What the error itself says: the innermost layer knows best what went wrong. */
function ownWords(layers: Fields[], status: number | null): string {
	const said = [...layers]
		.reverse()
		.flatMap((layer) => (status === null ? [layer.message] : [layer.description]))
		.find((words) => typeof words === 'string' && words.trim() !== '');
	const words = typeof said === 'string' ? said : '';
	return /^Request failed with status code/i.test(words) ? '' : words;
}

function oneLine(words: string, secrets: string[]): string {
	const line = stripSecrets(words, secrets).replace(/\s+/g, ' ').trim();
	return line.length > MOST_WORDS ? `${line.slice(0, MOST_WORDS)}...` : line;
}

/** `Retry-After` as seconds from now; it may be a number or an HTTP date (ultravox.md §1.3). */
function retryAfter(layers: Fields[], now: Date): number | null {
	for (const layer of layers) {
		const headers = fields(fields(layer.response)?.headers) ?? fields(layer.headers) ?? {};
		const name = Object.keys(headers).find((key) => key.toLowerCase() === 'retry-after');
		const header = name === undefined ? '' : headers[name];
		const value = typeof header === 'string' || typeof header === 'number' ? String(header) : '';
		if (/^\s*\d+(\.\d+)?\s*$/.test(value)) return Math.ceil(Number(value));
		const date = /[a-z]/i.test(value) ? Date.parse(value) : NaN;
		if (!Number.isNaN(date)) return Math.max(0, Math.ceil((date - now.getTime()) / 1000));
	}
	return null;
}

/**
 * Reads what is known out of a failed request's error: an n8n NodeApiError, an HTTP client's error
 * with `response`, a full response (`statusCode`, `body`, `headers`), or the body alone. The words
 * hold no secrets.
 * @param secrets texts that must not appear in the words, such as the credential's
 */
export function readProviderError(
	provider: ProviderName,
	error: unknown,
	now: Date = new Date(),
	secrets: string[] = [],
): ProviderErrorFacts {
	const layers = layersOf(error);
	const status = statusOf(layers);
	const bodies = bodiesOf(layers);
	const spoken = bodies.map((body) => wordsIn(body)).find((words) => words !== '');
	const alone = typeof error === 'string' ? error : ownWords(layers, status);
	const apiId = bodies.map((body) => fields(body)?.api_id).find((id) => typeof id === 'string');
	return {
		provider,
		status,
		words: oneLine(spoken ?? alone, secrets),
		apiId: typeof apiId === 'string' && apiId !== '' ? apiId : null,
		retryAfterSeconds: retryAfter(layers, now),
	};
}

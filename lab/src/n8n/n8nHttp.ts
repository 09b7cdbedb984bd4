/** n8n refused a request. `message` is one sentence with n8n's own words. */
export class N8nApiError extends Error {
	constructor(
		readonly method: string,
		readonly path: string,
		readonly status: number,
		/** What n8n said, as far as it said anything. */
		readonly words: string,
	) {
		super(`n8n refused ${method} ${path} (${status}): ${words}`);
		this.name = 'N8nApiError';
	}
}

/** The words in the body of a refusal: `message`, with the `description` or `hint` n8n adds for people. */
export function refusalWords(body: string): string {
	let parsed: unknown;
	try {
		parsed = JSON.parse(body);
	} catch {
		// Not n8n itself: a page of text.
		return body.replace(/\s+/g, ' ').trim().slice(0, 300) || 'no reason given';
	}
	if (typeof parsed !== 'object' || parsed === null) return String(parsed);
	const fields = parsed as Record<string, unknown>;
	const words = [fields.message, fields.description, fields.hint].filter(
		(part): part is string => typeof part === 'string' && part !== '',
	);
	return [...new Set(words)].join(' ') || 'no reason given';
}

/** The session of one signed-in user over n8n's REST interface. */
export class N8nHttp {
	private cookie = '';

	/** @param baseUrl `http://127.0.0.1:<port>`, without a trailing slash */
	constructor(readonly baseUrl: string) {}

	/**
	 * One request; the `data` envelope is taken off.
	 * @throws N8nApiError when n8n answers 400 or above
	 */
	async request<T>(
		method: string,
		path: string,
		body?: unknown,
		headers: Record<string, string> = {},
	): Promise<T> {
		const response = await fetch(this.baseUrl + path, {
			method,
			redirect: 'manual',
			headers: {
				...(body === undefined ? {} : { 'content-type': 'application/json' }),
				...(this.cookie === '' ? {} : { cookie: this.cookie }),
				...headers,
			},
			...(body === undefined ? {} : { body: JSON.stringify(body) }),
		});
		this.keepSession(response.headers.getSetCookie());
		const text = await response.text();
		if (response.status >= 400) {
			throw new N8nApiError(method, path, response.status, refusalWords(text));
		}
		return unwrap(text) as T;
	}

	private keepSession(cookies: string[]): void {
		const session = cookies.find((cookie) => cookie.startsWith('n8n-auth='));
		if (session) this.cookie = session.split(';')[0] ?? '';
	}
}

function unwrap(text: string): unknown {
	if (text === '') return undefined;
	const parsed: unknown = JSON.parse(text);
	const isEnvelope = typeof parsed === 'object' && parsed !== null && 'data' in parsed;
	return isEnvelope ? (parsed as { data: unknown }).data : parsed;
}

const SECRET_KEYS = new Set(['authTokens', 'password', 'secrets', 'sharedSecrets']);

/** Headers that say what is sent, and whose values stand in other places as well. */
const HARMLESS_HEADER = /^(?:accept|content)(?:-|$)|^user-agent$/i;

function textsIn(value: unknown): string[] {
	if (typeof value === 'string') return [value];
	if (typeof value !== 'object' || value === null) return [];
	return Object.values(value).flatMap(textsIn);
}

const headerTexts = (headers: unknown): string[] =>
	Object.entries((headers ?? {}) as object).flatMap(([name, value]) =>
		HARMLESS_HEADER.test(name) ? [] : textsIn(value),
	);

/**
 * The secrets in what is sent to Ultravox, which no refusal and no item may repeat: tokens of tools, passwords of SIP, secrets that
 * sign, and the values of headers.
 */
export function secretTexts(body: unknown): string[] {
	if (typeof body !== 'object' || body === null) return [];
	return Object.entries(body).flatMap(([key, value]) => {
		if (SECRET_KEYS.has(key)) return textsIn(value);
		return key === 'headers' ? headerTexts(value) : secretTexts(value);
	});
}

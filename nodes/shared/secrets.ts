/** What stands where something secret stood inside a text. */
export const REMOVED = '[removed]';

/** Keys whose values are secret, in lower case, without blanks, hyphens and underscores. */
const SECRET_KEYS = new Set([
	'accesstoken',
	'apikey',
	'authorization',
	'authtoken',
	'authtokens',
	'bearertoken',
	'clientsecret',
	'cookie',
	'joinurl',
	'passphrase',
	'password',
	'privatekey',
	'proxyauthorization',
	'refreshtoken',
	'secret',
	'secrets',
	'setcookie',
	'sharedsecret',
	'sharedsecrets',
	'streamtoken',
	'token',
	'unsafeapikey',
	'webhooksecret',
	'xapikey',
	'xbridgesignature',
	'xultravoxsignature',
	'xultravoxwebhooksignature',
	'xunsafeapikey',
]);

/**
 * The same with something in front of it: `plivoAuthToken`, `sip_auth_password`, `ultravoxApiKey`.
 */
const SECRET_ENDINGS =
	/(?:accesstoken|apikey|authtoken|joinurl|password|sharedsecret|streamtoken)$/;

function isSecretKey(key: string): boolean {
	const name = key.toLowerCase().replace(/[\s_-]/g, '');
	return SECRET_KEYS.has(name) || SECRET_ENDINGS.test(name) || name.startsWith('xplivosignature');
}

/** Secrets that are known by their shape, wherever in a text they are. */
const SHAPES: ReadonlyArray<[RegExp, string]> = [
	// Join URLs: on Ultravox's own hosts, or with the paths they have (ultravox.md §3).
	[/wss?:\/\/(?:[^\s"'<>/?#]*\.)?ultravox\.ai(?![\w.-])[^\s"'<>]*/gi, REMOVED],
	[/wss?:\/\/[^\s"'<>/?#]+\/(?:[^\s"'<>?#]{0,2000}\/)?calls\/[^\s"'<>]*/gi, REMOVED],
	[/wss?:\/\/[^\s"'<>?#]{1,2000}\/server_web_socket\b[^\s"'<>]*/gi, REMOVED],
	// The bridge's sealed tokens, which are never shorter.
	[/\/(stream|fallback)\/[A-Za-z0-9_-]{40,}/g, `/$1/${REMOVED}`],
	[/(\bauthorization["']?\s*[:=]\s*["']?)(?:basic|bearer|bridge)\s+[^\s"',;]+/gi, `$1${REMOVED}`],
	[/(\bx-(?:unsafe-)?api-key["']?\s*[:=]\s*["']?)[^\s"',;]+/gi, `$1${REMOVED}`],
	[/(\bx-plivo-signature(?:-ma)?-v[23]["']?\s*[:=]\s*["']?)[^\s"';]+/gi, `$1${REMOVED}`],
	// User and password in a URL.
	[/:\/\/[^\s/?#@"'<>]+@/g, `://${REMOVED}@`],
];

function stripText(text: string, secrets: readonly string[]): string {
	const without = secrets.reduce((rest, secret) => rest.split(secret).join(REMOVED), text);
	return SHAPES.reduce((rest, [shape, replacement]) => rest.replace(shape, replacement), without);
}

/** Shorter texts are in everything; nothing that short protects anything. */
const SHORTEST_SECRET = 4;

/** Longest first, so that one which holds another goes as a whole; as written and as in a URL. */
function variants(secrets: readonly string[]): string[] {
	const known = secrets
		.map((secret) => secret.trim())
		.filter((secret) => secret.length >= SHORTEST_SECRET);
	const all = new Set([...known, ...known.map((secret) => encodeURIComponent(secret))]);
	return [...all].sort((a, b) => b.length - a.length);
}

/** A yes or no, or the absence of a value, gives nothing away. */
function canBeSecret(value: unknown): boolean {
	return value !== null && value !== undefined && typeof value !== 'boolean';
}

/** Which entries of an object are dropped. */
type Drop = (key: string, entry: unknown) => boolean;

function copy(
	value: unknown,
	secrets: readonly string[],
	drop: Drop,
	copies: Map<object, unknown>,
): unknown {
	if (typeof value === 'string') return stripText(value, secrets);
	if (typeof value !== 'object' || value === null) return value;
	if (value instanceof Date) return new Date(value.getTime());
	if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer) return value;
	const done = copies.get(value);
	if (done !== undefined) return done;
	if (Array.isArray(value)) {
		const list: unknown[] = [];
		copies.set(value, list);
		for (const entry of value as unknown[]) list.push(copy(entry, secrets, drop, copies));
		return list;
	}
	const object: Record<string, unknown> = {};
	copies.set(value, object);
	for (const [key, entry] of Object.entries(value)) {
		if (drop(key, entry)) continue;
		Object.defineProperty(object, stripText(key, secrets), {
			value: copy(entry, secrets, drop, copies),
			configurable: true,
			enumerable: true,
			writable: true,
		});
	}
	return object;
}

/**
 * A deep copy without anything secret: keys such as `joinUrl`, `authToken`, `apiKey`, `password`,
 * `secrets`, `token` and the headers that authenticate are dropped; inside texts the given secrets,
 * join URLs and stream tokens become `[removed]`. Everything else stays as it is, names that only
 * resemble those among it (`tokenVersion`, `authTokenPrefix`).
 * @param secrets texts that must not appear anywhere, such as the credential's; of 4 characters or
 * more
 */
export function stripSecrets<T>(value: T, secrets: string[] = []): T {
	const drop: Drop = (key, entry) => isSecretKey(key) && canBeSecret(entry);
	return copy(value, variants(secrets), drop, new Map()) as T;
}

/**
 * The same where names say nothing of the values under them, as in a description of what is to be signed in with: everything stays,
 * and only what is secret inside texts becomes `[removed]`.
 */
export function stripSecretTexts<T>(value: T, secrets: string[] = []): T {
	return copy(value, variants(secrets), () => false, new Map()) as T;
}

/** A deep copy of JSON in which the given texts are `[removed]`; keys and join URLs stay, unlike in `stripSecrets`. */
export function removeTexts<T>(value: T, texts: string[]): T {
	const known = variants(texts);
	const cleaned = (one: unknown): unknown => {
		if (typeof one === 'string') {
			return known.reduce((rest, text) => rest.split(text).join(REMOVED), one);
		}
		if (Array.isArray(one)) return one.map(cleaned);
		if (typeof one !== 'object' || one === null) return one;
		return Object.fromEntries(Object.entries(one).map(([key, entry]) => [key, cleaned(entry)]));
	};
	return (known.length === 0 ? value : cleaned(value)) as T;
}

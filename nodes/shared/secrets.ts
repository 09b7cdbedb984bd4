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
	[/\/(stream|fallback|answer)\/[A-Za-z0-9_-]{40,}/g, `/$1/${REMOVED}`],
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

/** As in JSON, without the quotes around it. */
const insideJson = (text: string): string => JSON.stringify(text).slice(1, -1);

/** As written, as in a URL, as in JSON, and as in JSON that is a text in JSON. */
function writings(secret: string): string[] {
	const once = insideJson(secret);
	// Half of a character outside the basic plane cannot be in a URL.
	const inUrl = /[\uD800-\uDFFF]/u.test(secret) ? [] : [encodeURIComponent(secret)];
	return [secret, ...inUrl, once, insideJson(once)];
}

/** In every writing; longest first, so that one which holds another goes as a whole. */
function variants(secrets: readonly string[]): string[] {
	const known = secrets
		.map((secret) => secret.trim())
		.filter((secret) => secret.length >= SHORTEST_SECRET);
	return [...new Set(known.flatMap(writings))].sort((a, b) => b.length - a.length);
}

/** A yes or no, or the absence of a value, gives nothing away. */
function canBeSecret(value: unknown): boolean {
	return value !== null && value !== undefined && typeof value !== 'boolean';
}

/** What a copy is made with. */
interface Copying {
	secrets: readonly string[];
	/** Whether keys that sound secret are kept. */
	keepsKeys: boolean;
	/** What was copied already: objects may be in several places, or in themselves. */
	copies: Map<object, unknown>;
}

/** @param described paths below the value, under which keys that sound secret are kept */
function copy(value: unknown, copying: Copying, described: readonly string[][] = []): unknown {
	const { secrets, keepsKeys, copies } = copying;
	if (typeof value === 'string') return stripText(value, secrets);
	if (typeof value !== 'object' || value === null) return value;
	if (value instanceof Date) return new Date(value.getTime());
	if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer) return value;
	const done = described.length === 0 ? copies.get(value) : undefined;
	if (done !== undefined) return done;
	const inside = (key: string, entry: unknown) => {
		const paths = described.flatMap(([first, ...rest]) =>
			first === key || first === '*' ? [rest] : [],
		);
		const isDescription = paths.some((path) => path.length === 0);
		return isDescription && !keepsKeys
			? copy(entry, { secrets, keepsKeys: true, copies: new Map() })
			: copy(entry, copying, paths);
	};
	if (Array.isArray(value)) {
		const list: unknown[] = [];
		copies.set(value, list);
		for (const entry of value as unknown[]) list.push(inside('*', entry));
		return list;
	}
	const object: Record<string, unknown> = {};
	copies.set(value, object);
	for (const [key, entry] of Object.entries(value)) {
		if (!keepsKeys && isSecretKey(key) && canBeSecret(entry)) continue;
		Object.defineProperty(object, stripText(key, secrets), {
			value: inside(key, entry),
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
 * @param described paths such as `callTemplate.contextSchema` or `tools.*.requirements` to descriptions, in which names say nothing of
 * the values: all keys stay there, and only what is secret inside texts becomes `[removed]`
 */
export function stripSecrets<T>(
	value: T,
	secrets: string[] = [],
	described: readonly string[] = [],
): T {
	const copying = { secrets: variants(secrets), keepsKeys: false, copies: new Map() };
	return copy(
		value,
		copying,
		described.map((path) => path.split('.')),
	) as T;
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

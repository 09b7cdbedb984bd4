const REDACTED = '[redacted]';
/** Deeper than this nothing is shown: no line of the bridge is that deep. */
const MAXIMUM_DEPTH = 10;

/** Names of fields whose value is never shown, whatever it is; compared without case, `-` and `_`. */
const SECRET_NAME =
	/(token|secret|password|passphrase|authorization|cookie|signature|credential|key)s?$/;
/** The same, for what is no secret of the configuration but may hold one, or what a caller typed. */
const PRIVATE_NAME = /(url|uri|digit)s?$/;

/** Text that is a secret, or holds one, by its looks: what to look for, and what to show instead. */
const SECRET_TEXTS: ReadonlyArray<[RegExp, string]> = [
	// Tokens and keys by themselves: longer than any id but that of a recording (a time and the id of its call). First, so that no rule
	// after it meets endless words.
	[
		/(?<![\w-])(?!\d{8}T\d{9}-[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}(?![\w-]))[\w-]{44,}/g,
		REDACTED,
	],
	// Whole addresses: a join URL and a webhook's path are credentials. Who was dialled may be known.
	[/\b(wss?|https?):\/\/(?:[^\s/?#"'<>@]*@)?([^\s/?#"'<>@]+)[^\s"'<>]*/gi, `$1://$2/${REDACTED}`],
	// Paths of the bridge whose last part is a sealed token.
	[/\/(stream|fallback|answer|resume)\/[^\s/?#"'<>]+/gi, `/$1/${REDACTED}`],
	// The path of a join URL without its host.
	[/\/calls\/[^\s"'<>]+/gi, `/calls/${REDACTED}`],
	[/\b(Bearer|Basic|Digest)(\s+)[\w+/=.~:-]{6,}/g, `$1$2${REDACTED}`],
	// n8n's signature: see bridgeControl.ts.
	[/\bBridge \d+\.\S+/gi, `Bridge ${REDACTED}`],
	[
		/\b([\w-]*(?:token|secret|password|authorization|cookie|api[_-]?key|joinurl|signature))([\\"']*\s*[=:]\s*)(?:(\\*["']).*?\3|[^\s,;&"'\\]+)/gi,
		`$1$2${REDACTED}`,
	],
];

/**
 * Takes secrets out of log lines: fields by their names at any depth, text by its looks, and the secrets of the configuration
 * wherever and however they turn up.
 * @param known secrets that must not be shown even within a word
 * @returns turns one line (JSON, as pino writes it) into the line to write
 */
export function lineRedactor(known: readonly string[]): (line: string) => string {
	const texts = [...new Set(known.flatMap((secret) => [secret, encodeURIComponent(secret)]))];
	const textOf = (text: string) => {
		const without = texts.reduce((rest, secret) => rest.replaceAll(secret, REDACTED), text);
		return SECRET_TEXTS.reduce((rest, [look, shown]) => rest.replace(look, shown), without);
	};
	return (line) => {
		try {
			return `${JSON.stringify(redacted(JSON.parse(line), textOf, 0))}\n`;
		} catch {
			return `{"level":50,"time":${Date.now()},"msg":"a log line could not be read and is left out"}\n`;
		}
	};
}

/** The values of all fields of settings whose name says that they are secret. */
export function secretsIn(settings: unknown): string[] {
	if (typeof settings !== 'object' || settings === null) return [];
	return Object.entries(settings).flatMap(([name, value]: [string, unknown]) =>
		SECRET_NAME.test(plainName(name)) ? textsIn(value) : secretsIn(value),
	);
}

function redacted(value: unknown, textOf: (text: string) => string, depth: number): unknown {
	if (typeof value === 'string') return textOf(value);
	if (typeof value !== 'object' || value === null) return value;
	if (depth === MAXIMUM_DEPTH) return REDACTED;
	if (Array.isArray(value)) return value.map((item) => redacted(item, textOf, depth + 1));
	return Object.fromEntries(
		Object.entries(value).map(([name, field]) => [
			textOf(name),
			isPrivate(name) ? REDACTED : redacted(field, textOf, depth + 1),
		]),
	);
}

function isPrivate(name: string): boolean {
	return SECRET_NAME.test(plainName(name)) || PRIVATE_NAME.test(plainName(name));
}

function plainName(name: string): string {
	return name.replace(/[-_]/g, '').toLowerCase();
}

/** Shorter texts are no secrets, and taking them out would make holes everywhere. */
function textsIn(value: unknown): string[] {
	if (typeof value === 'string') return value.length >= 6 ? [value] : [];
	return Array.isArray(value) ? value.flatMap(textsIn) : [];
}

/**
 * Parameters of a request of Plivo's, as text; those that came more than once as a list, in their
 * order.
 */
export type PlivoParameters = Record<string, string | string[]>;

/**
 * Parses `application/x-www-form-urlencoded` text, a body or the query of a URL without its
 * question mark: `+` and percent codes are decoded, values stay text, a broken percent code stays
 * as it is. Never throws.
 */
export function parseFormBody(raw: string): PlivoParameters {
	const parameters = new Map<string, string | string[]>();
	// The parser drops one leading question mark, so that one of the text's own must not be the first
	// character.
	new URLSearchParams(`?${raw}`).forEach((value, key) => {
		const known = parameters.get(key);
		if (Array.isArray(known)) known.push(value);
		else parameters.set(key, known === undefined ? value : [known, value]);
	});
	return Object.fromEntries(parameters);
}

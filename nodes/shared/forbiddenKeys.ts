/** Names that no object made of a user's names may have: they would change what objects are. */
export const FORBIDDEN_KEYS: ReadonlySet<string> = new Set([
	'__proto__',
	'prototype',
	'constructor',
]);

/**
 * The shared secret; or several while it is being changed, so that n8n and the bridge need not change it in the same moment: the first is the
 * one in use, the others were before. Whoever has several takes what was made with any of them.
 */
export type SharedSecrets = string | readonly string[];

/** All of them. */
export function everySecret(secrets: SharedSecrets): readonly string[] {
	return typeof secrets === 'string' ? [secrets] : secrets;
}

/** The one in use. */
export function secretInUse(secrets: SharedSecrets): string {
	return everySecret(secrets)[0] ?? '';
}

/**
 * Pause before the next attempt in milliseconds: doubles from `firstMs` up to `longestMs`, and a random half of it is left out so that many
 * calls do not knock at the same moment.
 * @param attempt 1 after the first failure
 */
export function backoffMs(
	attempt: number,
	{ firstMs, longestMs }: { firstMs: number; longestMs: number },
	random: () => number = Math.random,
): number {
	const full = Math.min(longestMs, firstMs * 2 ** Math.min(attempt - 1, 30));
	return Math.round(full * (0.5 + random() / 2));
}

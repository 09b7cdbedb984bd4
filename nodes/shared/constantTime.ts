import { createHash, timingSafeEqual } from 'node:crypto';

/**
 * Whether two texts are equal, in a time that depends on neither: their SHA-256 digests are
 * compared, which have equal length whatever the texts are.
 */
export function equalInConstantTime(left: string, right: string): boolean {
	const digest = (text: string) => createHash('sha256').update(text, 'utf8').digest();
	return timingSafeEqual(digest(left), digest(right));
}

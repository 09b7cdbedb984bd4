/** How many characters of a stored secret are shown; the vendor does not say. */
const SHOWN = 4;

/** What is left to read of a secret that was written, in the vendor's `KeyPrefix` form. */
export function keyPrefix(secret: string): { prefix: string } {
	return { prefix: secret.slice(0, SHOWN) };
}

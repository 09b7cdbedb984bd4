/** Base64url without padding (RFC 4648 §5). */
export function encodeBase64url(bytes: Buffer): string {
	return bytes.toString('base64url');
}

/**
 * The bytes of a base64url text, or null unless it is the one text that {@link encodeBase64url}
 * writes for them: no padding, no foreign characters, no stray bits at the end.
 */
export function decodeBase64url(text: string): Buffer | null {
	if (!/^[A-Za-z0-9_-]*$/.test(text)) return null;
	const bytes = Buffer.from(text, 'base64url');
	return encodeBase64url(bytes) === text ? bytes : null;
}

import { createHmac, hkdfSync } from 'node:crypto';

const KEY_BYTES = 32;

/**
 * A 32-byte key for one purpose, derived from the bridge's shared secret with HKDF-SHA256 (no salt,
 * the purpose as info): what is signed or sealed for one purpose is worthless for another.
 * @throws Error when the secret is blank
 */
export function deriveKey(secret: string, purpose: string): Buffer {
	if (secret.trim() === '') throw new Error("The bridge's shared secret is empty.");
	return Buffer.from(hkdfSync('sha256', secret, '', purpose, KEY_BYTES));
}

/** Lower-case hex HMAC-SHA256 of a UTF-8 text under the key of one purpose. */
export function signText(text: string, secret: string, purpose: string): string {
	return createHmac('sha256', deriveKey(secret, purpose)).update(text, 'utf8').digest('hex');
}

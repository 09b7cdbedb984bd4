import { randomBytes, randomInt, timingSafeEqual } from 'node:crypto';
import type { JsonObject } from '../jsonValue';
import { nextSequence } from '../sorting';

/** A key of the lab's account (ultravox.md §1, §7.5). */
export interface LabApiKey {
	readonly sequence: number;
	/** The first 8 characters of the key, and what it is called by. */
	readonly prefix: string;
	/** The whole key, shown once, when it is made. */
	readonly secret: string;
	readonly created: string;
	readonly name: string;
	/** RFC 3339; null: never. */
	readonly expiryDate: string | null;
	revoked: boolean;
}

const ALPHABET = 'ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789';
const PREFIX_LENGTH = 8;
const CREATOR = 'owner@example.com';

/** A new key from a body that passed the schema: 8 characters, a dot, 32 characters. */
export function createApiKey(body: JsonObject, created: string): LabApiKey {
	const prefix = Array.from({ length: PREFIX_LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)]);
	return {
		...knownApiKey(`${prefix.join('')}.${randomBytes(16).toString('hex')}`, String(body.name)),
		created,
		expiryDate: typeof body.expiryDate === 'string' ? body.expiryDate : null,
	};
}

/** A key that is known beforehand and never expires. */
export function knownApiKey(secret: string, name: string): LabApiKey {
	return {
		sequence: nextSequence(),
		prefix: secret.slice(0, PREFIX_LENGTH),
		secret,
		created: new Date().toISOString(),
		name,
		expiryDate: null,
		revoked: false,
	};
}

/** As the API shows it, without the key itself. */
export function apiKeyJson({ prefix, created, name, expiryDate, revoked }: LabApiKey): JsonObject {
	return { prefix, created, creator: CREATOR, name, expiryDate, revoked };
}

/**
 * Whether somebody has a key that counts: known, not revoked, not expired. Constant time.
 *
 * @param now milliseconds since the epoch
 */
export function isUsableKey(
	keys: ReadonlyMap<string, LabApiKey>,
	given: string,
	now: number,
): boolean {
	const key = keys.get(given.slice(0, PREFIX_LENGTH));
	if (!key) return false;
	const [a, b] = [Buffer.from(given), Buffer.from(key.secret)];
	if (a.length !== b.length || !timingSafeEqual(a, b)) return false;
	return !key.revoked && (key.expiryDate === null || Date.parse(key.expiryDate) > now);
}

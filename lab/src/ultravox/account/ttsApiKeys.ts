import type { JsonObject } from '../jsonValue';
import { keyPrefix } from '../keyPrefix';

/** The account's keys at providers of external voices, by the vendor's field name (ultravox.md §7.5). */
export type TtsApiKeys = Map<string, string>;

/** Stores the keys that a body which passed the schema names; null takes one away. */
export function changeTtsApiKeys(keys: TtsApiKeys, body: JsonObject): void {
	for (const [provider, key] of Object.entries(body)) {
		if (typeof key === 'string') keys.set(provider, key);
		else keys.delete(provider);
	}
}

/** As the API shows them: only those that are stored, only by their first characters. */
export function ttsApiKeysJson(keys: TtsApiKeys): JsonObject {
	return Object.fromEntries([...keys].map(([provider, key]) => [provider, keyPrefix(key)]));
}

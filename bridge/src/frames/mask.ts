import { randomFillSync } from 'node:crypto';
import { wordsOf } from './words';

/** A masking key has four bytes and stands directly in front of the payload (RFC 6455 §5.2). */
export const KEY_BYTES = 4;
/** Below this the way to the words costs more than it saves. */
const WORDWISE_BYTES = 32;
const rotatedKey = new Uint8Array(KEY_BYTES);
const rotatedWord = new Uint32Array(rotatedKey.buffer);

/**
 * Masks or unmasks (the same thing) the payload `bytes[start, end)` in place with the key in front of it (RFC 6455 §5.3).
 * Word by word in between the boundaries of four in the underlying memory, byte by byte outside of them.
 */
export function applyMask(bytes: Uint8Array, start: number, end: number): void {
	const key = start - KEY_BYTES;
	let position = start;
	if (end - start >= WORDWISE_BYTES) {
		const base = bytes.byteOffset;
		const lead = -(base + start) & 3;
		for (; position < start + lead; position++) bytes[position]! ^= bytes[key + position - start]!;
		for (let index = 0; index < KEY_BYTES; index++) {
			rotatedKey[index] = bytes[key + ((lead + index) & 3)]!;
		}
		const word = rotatedWord[0]!;
		const last = (base + end) >>> 2;
		const words = wordsOf(bytes);
		for (let index = (base + position) >>> 2; index < last; index++) words[index]! ^= word;
		position = last * 4 - base;
	}
	for (; position < end; position++) {
		bytes[position]! ^= bytes[key + ((position - start) & 3)]!;
	}
}

const KEYS = 2_048;
const pool = new Uint32Array(KEYS);
let used = KEYS;
const oneKey = new Uint32Array(1);
const keyBytes = new Uint8Array(oneKey.buffer);

/**
 * A new masking key, four bytes of memory as a number. RFC 6455 §5.3 asks for keys that nobody can predict from earlier ones: each is
 * of the system's strong random source, drawn in bulk and used once.
 */
export function newMaskKey(): number {
	if (used === KEYS) {
		randomFillSync(pool);
		used = 0;
	}
	return pool[used++] as number;
}

/** Writes a new masking key. */
export function writeMaskKey(bytes: Uint8Array, offset: number): void {
	oneKey[0] = newMaskKey();
	bytes[offset] = keyBytes[0]!;
	bytes[offset + 1] = keyBytes[1]!;
	bytes[offset + 2] = keyBytes[2]!;
	bytes[offset + 3] = keyBytes[3]!;
}

import { randomFillSync } from 'node:crypto';

/** A masking key has four bytes and stands directly in front of the payload (RFC 6455 §5.2). */
export const KEY_BYTES = 4;
/** Below this the way to the words costs more than it saves. */
const WORDWISE_BYTES = 32;
/** Word views are kept for buffers up to this size, so that nothing large is held on to. */
const REMEMBERED_BYTES = 131_072;

const rotatedKey = new Uint8Array(KEY_BYTES);
const rotatedWord = new Uint32Array(rotatedKey.buffer);

// One buffer that is read into and one that is written from alternate: both views are worth keeping.
let recentWords = new Uint32Array(0);
let earlierWords = new Uint32Array(0);

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
		const words = wordsOf(bytes.buffer);
		for (let index = (base + position) >>> 2; index < last; index++) words[index]! ^= word;
		position = last * 4 - base;
	}
	for (; position < end; position++) {
		bytes[position]! ^= bytes[key + ((position - start) & 3)]!;
	}
}

function wordsOf(memory: ArrayBufferLike): Uint32Array {
	if (recentWords.buffer === memory) return recentWords;
	if (earlierWords.buffer === memory) {
		const words = earlierWords;
		earlierWords = recentWords;
		recentWords = words;
		return words;
	}
	const words = new Uint32Array(memory, 0, memory.byteLength >>> 2);
	if (memory.byteLength > REMEMBERED_BYTES) return words;
	earlierWords = recentWords;
	recentWords = words as Uint32Array<ArrayBuffer>;
	return words;
}

const pool = Buffer.allocUnsafeSlow(8192);
let unused = pool.length;

/**
 * Writes a new masking key. §5.3 asks for keys that nobody can predict from earlier ones: each is four bytes of the system's
 * strong random source, drawn in bulk and used once.
 */
export function writeMaskKey(bytes: Uint8Array, offset: number): void {
	if (unused === pool.length) {
		randomFillSync(pool);
		unused = 0;
	}
	bytes[offset] = pool[unused]!;
	bytes[offset + 1] = pool[unused + 1]!;
	bytes[offset + 2] = pool[unused + 2]!;
	bytes[offset + 3] = pool[unused + 3]!;
	unused += KEY_BYTES;
}

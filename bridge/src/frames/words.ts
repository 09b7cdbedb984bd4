/** Views are remembered for memory up to this size, so that nothing large is held on to. */
const REMEMBERED_BYTES = 131_072;

let recentBytes: Uint8Array | undefined;
let recentWords = new Uint32Array(0);

/**
 * The memory behind some bytes in words of four, from the beginning of that memory: a byte at `bytes.byteOffset + i` is in the
 * word with a quarter of that index. One view is remembered, for bytes that are the same object as the last time: asking
 * for the memory of a typed array and making a view of it costs as much as a good part of what it is used for.
 */
export function wordsOf(bytes: Uint8Array): Uint32Array {
	if (bytes === recentBytes) return recentWords;
	const memory = bytes.buffer as ArrayBuffer;
	const words = new Uint32Array(memory, 0, memory.byteLength >>> 2);
	if (memory.byteLength <= REMEMBERED_BYTES) {
		recentBytes = bytes;
		recentWords = words;
	}
	return words;
}

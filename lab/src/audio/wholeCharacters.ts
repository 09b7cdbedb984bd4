import { isUtf8 } from 'node:buffer';

/**
 * Reads UTF-8 up to the first byte that does not belong to a whole, valid character: the text of a
 * transmission that was cut off anywhere.
 */
export function wholeCharacters(bytes: Uint8Array): string {
	let end = 0;
	while (end < bytes.length) {
		const next = end + characterLength(bytes[end] as number);
		if (next > bytes.length || !isUtf8(bytes.subarray(end, next))) break;
		end = next;
	}
	return Buffer.from(bytes.subarray(0, end)).toString('utf8');
}

/** Bytes of the character that starts with this byte. */
function characterLength(firstByte: number): number {
	if (firstByte < 0xc0) return 1;
	if (firstByte < 0xe0) return 2;
	return firstByte < 0xf0 ? 3 : 4;
}

const EQUALS = 0x3d;

/**
 * Number of bytes that the base64 text `text[start, end)` stands for, padded or not; -1 when its length cannot be that of base64.
 */
export function decodedBytes(text: Buffer, start: number, end: number): number {
	let characters = end - start;
	if (characters > 0 && characters % 4 === 0 && text[end - 1] === EQUALS) {
		characters -= text[end - 2] === EQUALS ? 2 : 1;
	}
	return characters % 4 === 1 ? -1 : (characters * 3) >>> 2;
}

/**
 * Decodes the base64 text `text[start, end)` to `target` at `offset`.
 * @param length what `decodedBytes` says of it; so many bytes must be free
 * @returns false when there was any other character: Node skips those, so fewer bytes come out than the length says
 */
export function decodeBase64(
	text: Buffer,
	start: number,
	end: number,
	length: number,
	target: Buffer,
	offset: number,
): boolean {
	if (length <= 0) return length === 0;
	return target.write(text.toString('latin1', start, end), offset, length, 'base64') === length;
}

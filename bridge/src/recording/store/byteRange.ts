/** Part of a file; both ends belong to it. */
export interface ByteRange {
	first: number;
	last: number;
}

/**
 * The part that a Range header asks for. What cannot be understood, or asks for several parts, counts as absent (RFC 9110 §14.2).
 * @returns undefined for the whole, 'unsatisfiable' when it lies outside
 */
export function parseByteRange(
	header: string | undefined,
	size: number,
): ByteRange | undefined | 'unsatisfiable' {
	const match = /^bytes=(\d*)-(\d*)$/i.exec(header?.trim() ?? '');
	const [first = '', last = ''] = match?.slice(1) ?? [];
	if (first === '' && last === '') return undefined;
	if (first === '') {
		const length = Math.min(Number(last), size);
		return length === 0 ? 'unsatisfiable' : { first: size - length, last: size - 1 };
	}
	if (last !== '' && Number(last) < Number(first)) return undefined;
	if (Number(first) >= size) return 'unsatisfiable';
	return {
		first: Number(first),
		last: last === '' ? size - 1 : Math.min(Number(last), size - 1),
	};
}

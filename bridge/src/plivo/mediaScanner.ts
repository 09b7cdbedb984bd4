/** Longer texts around a payload are not worth remembering; they are parsed. */
const MAXIMUM_HEAD_BYTES = 1_024;
const MAXIMUM_TAIL_BYTES = 4_096;

const KEY = '"payload"';
const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const ZERO = 0x30;
const NINE = 0x39;

/** Where the payload of a media message stands: `bytes[start, end)` of the text that was scanned. */
export interface MediaPayload {
	start: number;
	end: number;
}

/**
 * Finds the payload of Plivo's media messages (plivo.md §8.1) without parsing them. It remembers how the last parsed one looked: in
 * a call they differ in the payload and in the digits of a few counters only. So a text that has the remembered bytes in front of and
 * behind its payload, but for digits that have become other digits, is a message with the same keys and values in the same places,
 * and its payload is where it was. Everything else is a miss, to be parsed, and remembered if it was media.
 *
 * For every text that is JSON the answer is the `payload` that a parser would find, or none. A text that is not JSON can only be
 * taken for one by control characters in the payload: whoever decodes must refuse what is not pure base64 (`decodeBase64` does).
 */
export class MediaScanner {
	private readonly found: MediaPayload = { start: 0, end: 0 };
	/** What was around the payload; empty until something is remembered. */
	private head = Buffer.alloc(0);
	private tail = Buffer.alloc(0);

	/**
	 * The payload's place in a text, or undefined on anything unusual.
	 * @returns an object that the next call writes anew
	 */
	find(text: Buffer): MediaPayload | undefined {
		const start = this.head.length;
		if (start === 0 || !sameButDigits(text, 0, this.head)) return undefined;
		const end = text.indexOf(QUOTE, start);
		if (end < 0 || text.length - end !== this.tail.length) return undefined;
		if (!sameButDigits(text, end, this.tail)) return undefined;
		// An escape in the payload; the remembered tail has none.
		if (text.indexOf(BACKSLASH, start) >= 0) return undefined;
		this.found.start = start;
		this.found.end = end;
		return this.found;
	}

	/**
	 * Remembers the looks of a text that `find` missed.
	 * @param text valid JSON, and `payload` the `media.payload` that the parser found in it, with an event and a track that count
	 */
	remember(text: Buffer, payload: string): void {
		const key = text.indexOf(KEY);
		// The only such key is the one that was parsed. An escape could spell it in another way, or be cut in two.
		if (key < 0 || text.indexOf(KEY, key + 1) >= 0 || text.includes(BACKSLASH)) return;
		const start = text.indexOf(QUOTE, key + KEY.length) + 1;
		const end = text.indexOf(QUOTE, start);
		if (start === 0 || text.toString('latin1', start, end) !== payload) return;
		if (start > MAXIMUM_HEAD_BYTES || text.length - end > MAXIMUM_TAIL_BYTES) return;
		this.head = Buffer.from(text.subarray(0, start));
		this.tail = Buffer.from(text.subarray(end));
	}
}

/** Whether `text` from `offset` on begins with `pattern`, except that digits may be other digits. */
function sameButDigits(text: Buffer, offset: number, pattern: Buffer): boolean {
	if (text.length - offset < pattern.length) return false;
	for (let index = 0; index < pattern.length; index++) {
		const expected = pattern[index] as number;
		const actual = text[offset + index] as number;
		if (actual === expected) continue;
		if (!isDigit(expected) || !isDigit(actual)) return false;
		// JSON has no numbers with a zero in front; elsewhere this costs a parse now and then.
		if (actual === ZERO && !isDigit(text[offset + index - 1])) return false;
	}
	return true;
}

function isDigit(code: number | undefined): boolean {
	return code !== undefined && code >= ZERO && code <= NINE;
}

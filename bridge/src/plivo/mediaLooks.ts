import { wordsOf } from '../frames/words';

/** Longer texts around a payload are not worth remembering; they are parsed. */
const MAXIMUM_HEAD_BYTES = 1_024;
const MAXIMUM_TAIL_BYTES = 4_096;
/** Looks that are remembered: one for each number of digits that the counters of live calls have. */
const REMEMBERED = 64;

const KEY = '"payload"';
const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const ZERO = 0x30;

/** What a byte may be instead of what it was. */
const ITSELF = 0;
/** Another digit; a number still has no zero in front, which JSON does not allow. Elsewhere that is stricter than needed. */
const DIGIT = 1;
/** Any letter, digit, dash or underscore: the name of the stream. */
const NAME = 2;

/** For each byte, what it counts as. */
const KINDS = Uint8Array.from({ length: 256 }, (_, code) => {
	const character = String.fromCharCode(code);
	return /[0-9]/.test(character) ? DIGIT | NAME : /[A-Za-z_-]/.test(character) ? NAME : ITSELF;
});

/**
 * How Plivo's media messages look (plivo.md §8.1), so that their payload is found without parsing. They differ in the payload, in the
 * digits of a few counters and in the name of the stream only. So a text that has the same bytes in front of and behind its payload,
 * but for these, is a message with the same keys and values in the same places, and its payload is where it was. Everything else
 * is a miss, to be parsed, and remembered if it was media. The looks are the same for all calls, so they are shared.
 *
 * **What is found holds only when it is pure base64**, for then no quote and no backslash is in it: for every text that is JSON it is
 * then the `payload` that a parser would find. Whoever decodes must refuse anything else (`decodeBase64` does).
 */
export class MediaLooks {
	private readonly around: Uint8Array;
	private readonly kinds: Uint8Array;
	private readonly words: Uint32Array;

	private constructor(
		private readonly headBytes: number,
		/** How many bytes are behind the payload. */
		readonly tailBytes: number,
		around: Uint8Array,
		kinds: Uint8Array,
	) {
		this.around = around;
		this.kinds = kinds;
		this.words = new Uint32Array(around.buffer, 0, headBytes >>> 2);
	}

	/**
	 * The looks of a text.
	 * @param text valid JSON, and `payload` the `media.payload` that the parser found in it, with an event and a track that count
	 * @param streamId of the stream that it came on
	 * @returns undefined when they are too unusual
	 */
	static of(text: Buffer, payload: string, streamId: string): MediaLooks | undefined {
		const key = text.indexOf(KEY);
		// The only such key is the one that was parsed. An escape could spell it in another way, or be cut in two.
		if (key < 0 || text.indexOf(KEY, key + 1) >= 0 || text.includes(BACKSLASH)) return undefined;
		const start = text.indexOf(QUOTE, key + KEY.length) + 1;
		const end = text.indexOf(QUOTE, start);
		if (start === 0 || text.toString('latin1', start, end) !== payload) return undefined;
		const tailBytes = text.length - end;
		if (start > MAXIMUM_HEAD_BYTES || tailBytes > MAXIMUM_TAIL_BYTES) return undefined;
		const around = new Uint8Array(start + tailBytes);
		around.set(text.subarray(0, start));
		around.set(text.subarray(end), start);
		return new MediaLooks(start, tailBytes, around, kindsOf(around, streamId));
	}

	/** Where the payload of the text `bytes[start, end)` begins, which ends `tailBytes` before the end; -1 on anything unusual. */
	find(bytes: Buffer, start: number, end: number): number {
		const { headBytes, tailBytes } = this;
		const tail = end - tailBytes;
		if (tail - start < headBytes || !this.beginsAlike(bytes, start)) return -1;
		return this.isAlike(bytes, tail, headBytes, tailBytes) ? start + headBytes : -1;
	}

	/** The head, four bytes at a time where they lie so. */
	private beginsAlike(bytes: Buffer, start: number): boolean {
		const place = bytes.byteOffset + start;
		if (place % 4 !== 0) return this.isAlike(bytes, start, 0, this.headBytes);
		const { words } = this;
		const found = wordsOf(bytes);
		const first = place >>> 2;
		for (let index = 0; index < words.length; index++) {
			if (found[first + index] === words[index]) continue;
			if (!this.isAlike(bytes, start + index * 4, index * 4, 4)) return false;
		}
		const rest = words.length * 4;
		return this.isAlike(bytes, start + rest, rest, this.headBytes - rest);
	}

	/** Whether `bytes[offset, offset + length)` may stand where `around[place, place + length)` was. */
	private isAlike(bytes: Buffer, offset: number, place: number, length: number): boolean {
		const { around, kinds } = this;
		for (let index = 0; index < length; index++) {
			const found = bytes[offset + index]!;
			if (found === around[place + index]!) continue;
			const kind = kinds[place + index]!;
			if ((KINDS[found]! & kind) === 0) return false;
			if (kind === DIGIT && found === ZERO && (KINDS[bytes[offset + index - 1]!]! & DIGIT) === 0) {
				return false;
			}
		}
		return true;
	}
}

function kindsOf(around: Uint8Array, streamId: string): Uint8Array {
	const kinds = around.map((byte) => KINDS[byte]! & DIGIT);
	if (!/^[\w-]+$/.test(streamId)) return kinds;
	const name = `"streamId":"${streamId}"`;
	const text = Buffer.from(around.buffer);
	for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
		const end = at + name.length - 1;
		kinds.fill(NAME, end - streamId.length, end);
	}
	return kinds;
}

const remembered: MediaLooks[] = [];
let next = 0;

/** The looks of a text, as `MediaLooks.of`; the same object for texts that look the same. */
export function looksOf(text: Buffer, payload: string, streamId: string): MediaLooks | undefined {
	const known = remembered.find((looks) => looks.find(text, 0, text.length) >= 0);
	if (known !== undefined) return known;
	const looks = MediaLooks.of(text, payload, streamId);
	if (looks === undefined) return undefined;
	remembered[next] = looks;
	next = (next + 1) % REMEMBERED;
	return looks;
}

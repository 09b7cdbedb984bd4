const CAPTURE_PATTERN = 'OggS';
const FIXED_BYTES = 27;
const CHECKSUM_AT = 22;
/** A page holds at most this many segments of at most 255 bytes (RFC 3533 §6). */
const MOST_SEGMENTS = 255;

/** First page of the stream. */
export const BEGINS_STREAM = 2;
/** Last page of the stream. */
export const ENDS_STREAM = 4;

export interface OggPage {
	flags: number;
	/** Where the stream stands after this page: for Opus, samples at 48 kHz. */
	granule: number;
	serial: number;
	sequence: number;
	/** Whole packets only. */
	packets: readonly Uint8Array[];
}

/** CRC-32 with the polynomial 0x04c11db7, not reflected, from 0 (RFC 3533 §6). */
const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, index) => {
	let crc = index << 24;
	for (let bit = 0; bit < 8; bit++) crc = crc & 0x8000_0000 ? (crc << 1) ^ 0x04c1_1db7 : crc << 1;
	return crc >>> 0;
});

/** Segments that a packet takes. */
function segmentsOf(packet: Uint8Array): number {
	return Math.floor(packet.length / 255) + 1;
}

/** Cuts packets into groups that fit one page each. */
export function pagesOf(packets: readonly Uint8Array[]): Uint8Array[][] {
	const pages: Uint8Array[][] = [];
	let segments = MOST_SEGMENTS;
	for (const packet of packets) {
		const needed = segmentsOf(packet);
		if (segments + needed > MOST_SEGMENTS) {
			pages.push([]);
			segments = 0;
		}
		pages.at(-1)?.push(packet);
		segments += needed;
	}
	return pages;
}

/** The bytes of a page. */
export function encodePage({ flags, granule, serial, sequence, packets }: OggPage): Buffer {
	const lacing = packets.flatMap((packet) => [
		...Array<number>(segmentsOf(packet) - 1).fill(255),
		packet.length % 255,
	]);
	const head = Buffer.alloc(FIXED_BYTES + lacing.length);
	head.write(CAPTURE_PATTERN, 0, 'latin1');
	head[5] = flags;
	head.writeBigUInt64LE(BigInt(granule), 6);
	head.writeUInt32LE(serial, 14);
	head.writeUInt32LE(sequence, 18);
	head[26] = lacing.length;
	head.set(lacing, FIXED_BYTES);
	return seal(Buffer.concat([head, ...packets]));
}

/** Length of the page that begins here, once its head of at most 282 bytes is there; undefined when none does. */
export function pageLength(head: Buffer): number | undefined {
	if (head.length < FIXED_BYTES || head.toString('latin1', 0, 4) !== CAPTURE_PATTERN) {
		return undefined;
	}
	const segments = head[26] as number;
	if (head.length < FIXED_BYTES + segments) return undefined;
	let length = FIXED_BYTES + segments;
	for (let index = 0; index < segments; index++) length += head[FIXED_BYTES + index] as number;
	return length;
}

/** The longest head of a page, in bytes. */
export const LONGEST_PAGE_HEAD = FIXED_BYTES + MOST_SEGMENTS;

/** Whether a page's checksum is that of its bytes. */
export function isIntact(page: Buffer): boolean {
	return seal(Buffer.from(page)).equals(page);
}

/** Where the stream stands after a page. */
export function granuleOf(page: Buffer): number {
	return Number(page.readBigUInt64LE(6));
}

/** The same page as the last of its stream. */
export function asLast(page: Buffer): Buffer {
	const last = Buffer.from(page);
	last[5] = (last[5] as number) | ENDS_STREAM;
	return seal(last);
}

function seal(page: Buffer): Buffer {
	page.writeUInt32LE(0, CHECKSUM_AT);
	let crc = 0;
	for (const byte of page) {
		crc = ((crc << 8) ^ (CRC_TABLE[((crc >>> 24) ^ byte) & 0xff] as number)) >>> 0;
	}
	page.writeUInt32LE(crc, CHECKSUM_AT);
	return page;
}

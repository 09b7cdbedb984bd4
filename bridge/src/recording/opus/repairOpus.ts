import type { FileHandle } from 'node:fs/promises';
import { asLast, granuleOf, isIntact, LONGEST_PAGE_HEAD, pageLength } from './oggPage';
import { GRANULE_RATE } from './opusStream';

/** Pages of the head and of the tags (RFC 7845 §3). */
const HEADER_PAGES = 2;
/** Where the head's packet says how many samples at 48 kHz to leave out, in its page of one segment. */
const PRE_SKIP_AT = 28 + 10;

/**
 * Makes a whole Ogg file of one that was broken off: its intact pages, the last of them marked as the last.
 * @returns samples of each channel at `sampleRate`; 0 when no sound is in it
 */
export async function repairOpus(file: FileHandle, sampleRate: number): Promise<number> {
	let at = 0;
	let pages = 0;
	let preSkip = 0;
	let lastAt = 0;
	let last: Buffer | undefined;
	for (;;) {
		const page = await readPage(file, at);
		if (!page) break;
		if (pages === 0) preSkip = page.readUInt16LE(PRE_SKIP_AT);
		pages += 1;
		[last, lastAt] = [page, at];
		at += page.length;
	}
	await file.truncate(at);
	if (!last || pages <= HEADER_PAGES) return 0;
	const ended = asLast(last);
	await file.write(ended, 0, ended.length, lastAt);
	return Math.round((Math.max(0, granuleOf(last) - preSkip) * sampleRate) / GRANULE_RATE);
}

async function readPage(file: FileHandle, at: number): Promise<Buffer | undefined> {
	const length = pageLength(await readAt(file, at, LONGEST_PAGE_HEAD));
	if (length === undefined) return undefined;
	const page = await readAt(file, at, length);
	return page.length === length && isIntact(page) ? page : undefined;
}

async function readAt(file: FileHandle, at: number, length: number): Promise<Buffer> {
	const { bytesRead, buffer } = await file.read(Buffer.alloc(length), 0, length, at);
	return buffer.subarray(0, bytesRead);
}

import { HotTable, NO_ROW } from '../hotTable';
import { payloadStart, usualFrameEnd } from './frameHead';
import { applyMask } from './mask';
import type { Shortcut } from './messageSink';
import { OPCODE } from './protocol';

/** For each connection that is read directly: how many bytes it has read so far, modulo 2^32; */
const BYTES_READ = 0;
/** its longest usual payload in bytes, 0 while anything about it is out of the ordinary; */
const LONGEST = 1;
/** the mask bit that its frames must have; */
const MASK_BIT = 2;
/** and whether bytes came that the reader knows nothing of. */
const HEARD = 3;
const TABLE = new HotTable(4);
/** By a quarter of the row, as rows are four wide. */
const readers: (DirectReader | undefined)[] = [];
const shortcuts: (Shortcut | undefined)[] = [];

/** Takes the bytes of a socket as they come from the system's side of it (directRead.ts). */
export interface DirectReader {
	/** Bytes that are valid during the call only; to be used by whoever reads the socket, not beside `takeRead`. */
	read(bytes: Buffer, length: number): void;
	/** A whole message that the shortcut has not taken. */
	deliver(opcode: number, payload: Buffer, more: boolean): void;
	/** Taking a message has thrown this. */
	fault(error: unknown): void;
	/** From now on it has this row; NO_ROW once its socket is gone. */
	row: number;
}

/** `bytesRead`: how many bytes its socket has read so far. From now on the reader has a row, until it is released. */
export function claimReads(reader: DirectReader, bytesRead: number): void {
	const row = TABLE.claim();
	TABLE.numbers[row + BYTES_READ] = bytesRead;
	readers[row >>> 2] = reader;
	shortcuts[row >>> 2] = undefined;
	reader.row = row;
}

/** The socket is gone. */
export function releaseReads(reader: DirectReader): void {
	const { row } = reader;
	if (row === NO_ROW) return;
	reader.row = NO_ROW;
	readers[row >>> 2] = undefined;
	shortcuts[row >>> 2] = undefined;
	TABLE.release(row);
}

/**
 * What makes a read of this connection a usual one.
 * @param longest payload in bytes; 0 while none is
 * @param maskBit of the second byte of its frames
 */
export function setUsual(
	row: number,
	longest: number,
	maskBit: number,
	shortcut: Shortcut | undefined,
): void {
	TABLE.numbers[row + LONGEST] = shortcut === undefined ? 0 : longest;
	TABLE.numbers[row + MASK_BIT] = maskBit;
	shortcuts[row >>> 2] = shortcut;
}

/** Whether bytes came that the reader was not given, since this was asked last. */
export function takeHeard(row: number): boolean {
	const heard = TABLE.numbers[row + HEARD] !== 0;
	if (heard) TABLE.numbers[row + HEARD] = 0;
	return heard;
}

/** How many bytes were read, modulo 2^32, as a number that may be negative. */
export function bytesReadOf(row: number): number {
	return TABLE.numbers[row + BYTES_READ]!;
}

/**
 * Takes a read, `bytes[0, length)`. One that is a whole frame of the usual looks goes to the shortcut, and nothing of the connection is
 * looked at but its row.
 * @param row of this reader; when it is another's by now, nothing is taken
 * @param bytesRead by its socket, this read included
 * @param fits how many bytes a read may have
 * @returns false when it cannot have been a read, and nothing was taken
 */
export function takeRead(
	row: number,
	reader: DirectReader,
	bytesRead: number,
	bytes: Buffer,
	fits: number,
): boolean {
	const { numbers } = TABLE;
	const length = (bytesRead - numbers[row + BYTES_READ]!) | 0;
	if (length <= 0 || length > fits || readers[row >>> 2] !== reader) return false;
	numbers[row + BYTES_READ] = bytesRead;
	if (!takeUsual(row, bytes, length)) reader.read(bytes, length);
	return true;
}

function takeUsual(row: number, bytes: Buffer, length: number): boolean {
	const { numbers } = TABLE;
	const longest = numbers[row + LONGEST]!;
	const maskBit = numbers[row + MASK_BIT]!;
	if (longest === 0 || usualFrameEnd(bytes, 0, length, maskBit, longest) !== length) return false;
	const start = payloadStart(bytes, 0, maskBit);
	numbers[row + HEARD] = 1;
	// What is called may close the connection.
	const reader = readers[row >>> 2]!;
	const shortcut = shortcuts[row >>> 2]!;
	const opcode = bytes[0]! & 0x0f;
	try {
		if (maskBit !== 0) applyMask(bytes, start, length);
		const taken =
			opcode === OPCODE.text
				? shortcut.takeText(bytes, start, length)
				: shortcut.takeBinary(bytes, start, length, false);
		if (!taken) reader.deliver(opcode, bytes.subarray(start, length), false);
	} catch (error) {
		reader.fault(error);
	}
	return true;
}

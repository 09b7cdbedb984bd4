import type { Socket } from 'node:net';
import { READ_BUFFER, readTo } from './staticRead';
import { bytesReadOf, claimReads, releaseReads, takeRead, type DirectReader } from './usualRead';

const READER = Symbol('reader');
const ROW = Symbol('row');

/** What Node calls for every read of a handle, and for its end and its errors. */
type HandleRead = (this: Handle, bytes: unknown) => unknown;

/** The system's side of a socket, as Node 24 has it. */
interface Handle {
	onread: HandleRead;
	/** In bytes, this read included. */
	readonly bytesRead: number;
	[READER]?: DirectReader;
	/** The reader's, as it was from the beginning. */
	[ROW]?: number;
}

/** Node's own, which is the same for every socket: a handle with another one is left alone. */
let readOfNode: HandleRead | undefined;

/**
 * From now on what a socket with `STATIC_READ` reads goes to this reader, without a look at Node's streams, whose objects have to be
 * fetched from the main memory for each read. Only the end and errors go through them, and everything on a handle that is not
 * what Node 24 has.
 * @param bytesSoFar what the socket has read, where that is known: a handle that counts otherwise is not trusted
 */
export function readDirectly(socket: Socket, reader: DirectReader, bytesSoFar?: number): void {
	readTo(socket, reader);
	const handle = (socket as unknown as { _handle?: Partial<Handle> | null })._handle;
	if (typeof handle?.onread !== 'function' || typeof handle.bytesRead !== 'number') return;
	if (bytesSoFar !== undefined && handle.bytesRead !== bytesSoFar) return;
	if (handle.onread !== onRead) {
		readOfNode ??= handle.onread;
		if (handle.onread !== readOfNode) return;
	}
	claimReads(reader, handle.bytesRead);
	socket.once('close', () => releaseReads(reader));
	handle[READER] = reader;
	handle[ROW] = reader.row;
	handle.onread = onRead;
}

/**
 * Node hands no length over: it is what the number of bytes has grown by. An end and an error have none, and more than fits cannot be
 * one read: from then on that handle is Node's again.
 */
function onRead(this: Handle, bytes: unknown): unknown {
	const reader = this[READER] as DirectReader;
	const row = this[ROW] as number;
	const { bytesRead } = this;
	if (!takeRead(row, reader, bytesRead, READ_BUFFER, READ_BUFFER.length)) {
		if ((bytesRead | 0) !== bytesReadOf(row)) this.onread = readOfNode as HandleRead;
		return readOfNode?.call(this, bytes);
	}
	// Anything else would be taken for another buffer to read into.
	return undefined;
}

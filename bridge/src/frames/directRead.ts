import type { Socket } from 'node:net';
import { READ_BUFFER, readTo, type Receiver } from './staticRead';

/** Takes the bytes of a socket as they come from the system's side of it. */
export interface DirectReceiver extends Receiver {
	/** How many bytes its socket has read so far, what it was given included. */
	bytesRead: number;
}

const RECEIVER = Symbol('receiver');

/** What Node calls for every read of a handle, and for its end and its errors. */
type HandleRead = (this: Handle, bytes: unknown) => unknown;

/** The system's side of a socket, as Node 24 has it. */
interface Handle {
	onread: HandleRead;
	/** In bytes, this read included. */
	readonly bytesRead: number;
	[RECEIVER]?: DirectReceiver;
}

/** Node's own, which is the same for every socket: a handle with another one is left alone. */
let readOfNode: HandleRead | undefined;

/**
 * From now on what a socket with `STATIC_READ` reads goes to this receiver, without a look at Node's streams, whose objects have to be
 * fetched from the main memory for each read. Only the end and errors go through them, and everything on a handle that is not
 * what Node 24 has.
 * @param bytesSoFar what the socket has read, where that is known: a handle that counts otherwise is not trusted
 */
export function readDirectly(socket: Socket, receiver: DirectReceiver, bytesSoFar?: number): void {
	readTo(socket, receiver);
	const handle = (socket as unknown as { _handle?: Partial<Handle> | null })._handle;
	if (typeof handle?.onread !== 'function' || typeof handle.bytesRead !== 'number') return;
	if (bytesSoFar !== undefined && handle.bytesRead !== bytesSoFar) return;
	if (handle.onread !== onRead) {
		readOfNode ??= handle.onread;
		if (handle.onread !== readOfNode) return;
	}
	receiver.bytesRead = handle.bytesRead;
	handle[RECEIVER] = receiver;
	handle.onread = onRead;
}

/**
 * Node hands no length over: it is what the number of bytes has grown by. An end and an error have none, and more than fits cannot be
 * one read: from then on that handle is Node's again.
 */
function onRead(this: Handle, bytes: unknown): unknown {
	const receiver = this[RECEIVER] as DirectReceiver;
	const { bytesRead } = this;
	const length = bytesRead - receiver.bytesRead;
	if (length <= 0 || length > READ_BUFFER.length) return readOfNode?.call(this, bytes);
	receiver.bytesRead = bytesRead;
	receiver.read(READ_BUFFER, length);
	// Anything else would be taken for another buffer to read into.
	return undefined;
}

import { Socket, type OnReadOpts, type SocketConstructorOpts } from 'node:net';

/**
 * Where all connections of the process are read into: a read is dealt with before the next one begins, so one will do,
 * and no read costs an allocation. 64 KB is what Node reads at most at once.
 */
export const READ_BUFFER = Buffer.allocUnsafeSlow(65_536);

/** Takes bytes that are only valid during the call. */
export interface Receiver {
	read(bytes: Buffer, length: number): void;
}

/** Whom the reads of a socket go to. */
const RECEIVER = Symbol('receiver');

interface StaticSocket extends Socket {
	[RECEIVER]?: Receiver;
}

/**
 * Node's `onread` option, the same for every socket: reads go to the receiver that `readTo` has named for it, instead of `data`
 * events. One function for all of them, because one of its own for each socket would be three more places in memory to fetch for every
 * read, when nothing of it is in the processor's caches any more.
 */
export const STATIC_READ: OnReadOpts = { buffer: READ_BUFFER, callback: onRead };

function onRead(this: unknown, length: number): boolean {
	(this as StaticSocket)[RECEIVER]?.read(READ_BUFFER, length);
	return true;
}

/** From now on what a socket with `STATIC_READ` reads goes to this receiver. */
export function readTo(socket: Socket, receiver: Receiver): void {
	(socket as StaticSocket)[RECEIVER] = receiver;
}

/** The other way to read: every read is an event and has memory of its own. */
export function readByEvents(socket: Socket, receiver: Receiver): void {
	socket.on('data', (bytes: Buffer) => receiver.read(bytes, bytes.length));
}

interface Handle {
	readStart(): number;
	readStop(): number;
	useUserBuffer(buffer: Buffer): void;
}

/**
 * Moves an accepted connection to a new socket that reads statically, which Node offers for outgoing connections only.
 * The old socket is dead afterwards, and a server that counts its connections counts this one no more. What was read
 * already must have been taken out of the old socket.
 * @returns undefined, with nothing changed, when the socket is of another kind or something is still being written
 */
export function moveToStaticRead(socket: Socket, receiver: Receiver): Socket | undefined {
	const handle = handleOf(socket);
	if (handle === undefined || socket.writableLength > 0 || !socket.readable) return undefined;
	setHandle(socket, null);
	socket.destroy();
	const options = { handle, onread: STATIC_READ, readable: true, writable: true };
	const moved = new Socket(options as unknown as SocketConstructorOpts);
	readTo(moved, receiver);
	moved.setNoDelay(true);
	return moved;
}

/** The system's side of a plain TCP socket, when it is of the shape that Node 24 gives it. */
function handleOf(socket: Socket): Handle | undefined {
	// A TLS socket decrypts in its handle and is read statically by an option of `tls.connect`.
	if (Object.getPrototypeOf(socket) !== Socket.prototype || socket.connecting) return undefined;
	const handle = (socket as unknown as { _handle?: Partial<Handle> | null })._handle;
	const usable =
		typeof handle?.readStart === 'function' &&
		typeof handle.readStop === 'function' &&
		typeof handle.useUserBuffer === 'function';
	return usable ? (handle as Handle) : undefined;
}

function setHandle(socket: Socket, handle: Handle | null): void {
	(socket as unknown as { _handle: Handle | null })._handle = handle;
}

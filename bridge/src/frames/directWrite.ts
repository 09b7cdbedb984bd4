import { writeSync } from 'node:fs';
import { Socket } from 'node:net';

/** Stands for a socket that has none, or none that is to be used. */
export const NO_DESCRIPTOR = -1;

interface Handle {
	fd?: unknown;
}

/**
 * The descriptor of a plain TCP socket whose writes the kernel takes at once; NO_DESCRIPTOR for any other: one with TLS, whose bytes have
 * to be encrypted first, one that is gone, or where the system has no descriptors (Windows).
 * @param onClosing called just before the descriptor is closed: from then on it may be another connection's
 */
export function descriptorOf(socket: Socket, onClosing: () => void): number {
	if (Object.getPrototypeOf(socket) !== Socket.prototype || socket.destroyed) return NO_DESCRIPTOR;
	const descriptor = (socket as unknown as { _handle?: Handle | null })._handle?.fd;
	if (typeof descriptor !== 'number' || descriptor <= 2) return NO_DESCRIPTOR;
	beforeDestroyed(socket, onClosing);
	return descriptor;
}

/**
 * Every end of a socket comes through its stream's `_destroy`, which closes the descriptor. The `close` event comes too late, and to look at
 * the socket before each write would fetch it from the main memory.
 */
function beforeDestroyed(socket: Socket, call: () => void): void {
	const destroy = socket._destroy;
	socket._destroy = function (this: Socket, error, callback) {
		call();
		destroy.call(this, error, callback);
	};
}

/**
 * Hands bytes to the kernel past Node's streams, whose objects have to be fetched from the main memory for each write. Only while
 * nothing that was written before still waits.
 * @param descriptor what `descriptorOf` gave, and has not said to be closing
 * @returns how many bytes the kernel took: those that are left are for `socket.write`, which also tells what is wrong
 */
export function writeDirectly(descriptor: number, bytes: Buffer): number {
	try {
		return writeSync(descriptor, bytes, 0, bytes.length);
	} catch {
		return 0;
	}
}

import { writeSync } from 'node:fs';
import { Socket } from 'node:net';

/** Stands for a socket that has none, or none that is to be used. */
export const NO_DESCRIPTOR = -1;

interface Handle {
	fd?: unknown;
}

/** Node's own side of a socket: null from the moment its descriptor is closed, and may be another connection's. */
const handleOf = (socket: Socket): Handle | null | undefined =>
	(socket as unknown as { _handle?: Handle | null })._handle;

/**
 * The descriptor of a plain TCP socket whose writes the kernel takes at once; NO_DESCRIPTOR for any other: one with TLS, whose bytes have
 * to be encrypted first, or where the system has no descriptors (Windows).
 */
export function descriptorOf(socket: Socket): number {
	if (Object.getPrototypeOf(socket) !== Socket.prototype) return NO_DESCRIPTOR;
	const descriptor = handleOf(socket)?.fd;
	return typeof descriptor === 'number' && descriptor > 2 ? descriptor : NO_DESCRIPTOR;
}

/**
 * Hands bytes to the kernel past Node's streams, whose objects have to be fetched from the main memory for each write. Only while
 * nothing that was written before still waits.
 * @param descriptor what `descriptorOf` gave for this socket
 * @returns how many bytes the kernel took: those that are left are for `socket.write`, which also tells what is wrong
 */
export function writeDirectly(socket: Socket, descriptor: number, bytes: Buffer): number {
	const handle = handleOf(socket);
	if (handle === null || handle === undefined) return 0;
	try {
		return writeSync(descriptor, bytes, 0, bytes.length);
	} catch {
		return 0;
	}
}

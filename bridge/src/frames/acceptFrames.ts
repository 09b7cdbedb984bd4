import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import type { WebSocketServer } from 'ws';
import { readDirectly } from './directRead';
import type { FrameOptions } from './frameOutput';
import { FrameSocket } from './frameSocket';
import { Handover } from './handover';
import { moveToStaticRead, readByEvents, type Receiver } from './staticRead';

export interface AcceptOptions extends Omit<FrameOptions, 'role' | 'directWrite'> {
	/** What `canReadStatically` said; false reads by `data` events. */
	staticRead: boolean;
}

/**
 * Handles an upgrade request: `server` does the handshake (RFC 6455 §4.2), then the frame path takes the socket over.
 * `server` must be made with `noServer: true, clientTracking: false, perMessageDeflate: false`. A request that is no WebSocket
 * handshake is answered by it, and `accepted` is not called.
 */
export function acceptFrames(
	server: WebSocketServer,
	request: IncomingMessage,
	socket: Socket,
	head: Buffer,
	options: AcceptOptions,
	accepted: (connection: FrameSocket) => void,
): void {
	const handover = new Handover(socket);
	server.handleUpgrade(request, socket, head, () => {
		accepted(takeAccepted(socket, handover.take(), options));
	});
}

const NOBODY: Receiver = { read: () => undefined };

function takeAccepted(socket: Socket, read: Buffer, options: AcceptOptions): FrameSocket {
	const moved = options.staticRead ? moveToStaticRead(socket, NOBODY) : undefined;
	const connection = new FrameSocket(moved ?? socket, {
		...options,
		role: 'server',
		directWrite: moved !== undefined,
	});
	if (moved) readDirectly(moved, connection.reader);
	else readByEvents(socket, connection.reader);
	if (read.length > 0) connection.reader.read(read, read.length);
	return connection;
}

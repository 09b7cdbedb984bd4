import type { Socket } from 'node:net';
import type { WebSocket } from 'ws';

/** All that is sent within leaves in one write. */
export function together(socket: WebSocket, send: () => void): void {
	const { _socket: network } = socket as unknown as { _socket: Socket };
	network.cork();
	send();
	network.uncork();
}

import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { NO_ROW } from '../hotTable';
import { readDirectly } from './directRead';
import { descriptorOf, writeDirectly } from './directWrite';
import { moveToStaticRead } from './staticRead';
import type { DirectReader } from './usualRead';

/** The test takes milliseconds; a machine that cannot do it by then goes without. */
const PROBE_TIMEOUT_MS = 2_000;

/**
 * Tries `moveToStaticRead`, `readDirectly` and `writeDirectly` on a connection to ourselves: whether bytes come, go, and the end is
 * noticed. True on a Node and a system where it works; to be asked once, before the first connection.
 */
export async function canReadStatically(): Promise<boolean> {
	// Windows may be given the buffer ahead of the bytes, so it cannot be shared.
	if (process.platform === 'win32') return false;
	const server = createServer({ pauseOnConnect: true });
	const sockets: Socket[] = [];
	try {
		return await new Promise<boolean>((resolve) => {
			setTimeout(resolve, PROBE_TIMEOUT_MS, false).unref();
			server.once('error', () => resolve(false));
			server.once('connection', (accepted) => {
				const echo: DirectReader = {
					row: NO_ROW,
					read: (bytes, length) => {
						if (writeDirectly(descriptor, bytes.subarray(0, length)) !== length) resolve(false);
					},
					deliver: () => resolve(false),
					fault: () => resolve(false),
				};
				const moved = moveToStaticRead(accepted, echo);
				if (moved === undefined) return resolve(false);
				sockets.push(moved);
				readDirectly(moved, echo);
				const descriptor = descriptorOf(moved, () => (told = true));
				moved.once('error', () => resolve(false));
				moved.once('close', () => resolve(echoed === 'ping' && told));
			});
			let echoed = '';
			let told = false;
			// Exclusive: among several processes it would share a port, and the connection could go to another one.
			server.listen({ port: 0, host: '127.0.0.1', exclusive: true }, () => {
				const client = connect((server.address() as AddressInfo).port, '127.0.0.1');
				sockets.push(client);
				client.once('error', () => resolve(false));
				client.once('connect', () => client.write('ping'));
				client.on('data', (bytes) => {
					echoed += bytes.toString();
					if (echoed.length >= 4) client.end();
				});
			});
		});
	} finally {
		for (const socket of sockets) socket.destroy();
		server.close();
	}
}

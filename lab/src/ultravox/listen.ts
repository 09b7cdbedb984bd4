import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface RunningServer {
	port: number;
	close(): Promise<void>;
}

/** Starts a server on the loopback address; port 0 takes a free one. Rejects when the port is taken. */
export async function listen(server: Server, port: number): Promise<RunningServer> {
	await new Promise<void>((resolve, reject) => {
		server.once('error', reject);
		server.listen(port, '127.0.0.1', resolve);
	});
	return {
		port: (server.address() as AddressInfo).port,
		close: () =>
			new Promise((resolve) => {
				server.close(() => resolve());
				server.closeAllConnections();
			}),
	};
}

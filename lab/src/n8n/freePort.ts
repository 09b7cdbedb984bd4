import { randomInt } from 'node:crypto';
import type { AddressInfo, Server } from 'node:net';
import { createServer } from 'node:net';

const LOOPBACK = '127.0.0.1';

/**
 * Below the ports that systems give to outgoing connections: one of those could take the port before it is listened on, or while who
 * listened there is started again.
 */
const LOWEST = 20_000;
const HIGHEST = 32_000;
const TRIES = 50;

function listen(port: number): Promise<Server> {
	return new Promise((resolve, reject) => {
		const server = createServer();
		server.once('error', reject);
		server.listen({ port, host: LOOPBACK, exclusive: true }, () => resolve(server));
	});
}

async function reserve(preferred: number | undefined): Promise<Server> {
	for (let tried = 0; tried < TRIES; tried += 1) {
		const wish = tried === 0 ? preferred : undefined;
		try {
			return await listen(wish ?? randomInt(LOWEST, HIGHEST));
		} catch {
			// Taken, or not allowed (below 1024): any other will do.
		}
	}
	return await listen(0);
}

/**
 * For every wish a port on 127.0.0.1 that nobody listens on: the preferred one when it is free, else any.
 * All are held until the last is chosen, so no two are the same.
 */
export async function freePorts(preferred: Array<number | undefined>): Promise<number[]> {
	const servers: Server[] = [];
	try {
		for (const port of preferred) servers.push(await reserve(port));
		return servers.map((server) => (server.address() as AddressInfo).port);
	} finally {
		await Promise.all(
			servers.map((server) => new Promise<void>((resolve) => server.close(() => resolve()))),
		);
	}
}

/** One free port on 127.0.0.1: the preferred one when nobody listens on it. */
export async function freePort(preferred?: number): Promise<number> {
	const [port] = await freePorts([preferred]);
	return port as number;
}

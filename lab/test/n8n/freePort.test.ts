import type { AddressInfo, Server } from 'node:net';
import { createServer } from 'node:net';
import { freePort, freePorts } from '../../src/n8n/freePort';

const listen = (port: number) =>
	new Promise<Server>((resolve, reject) => {
		const server = createServer();
		server.once('error', reject);
		server.listen(port, '127.0.0.1', () => resolve(server));
	});
const close = (server: Server) => new Promise<void>((resolve) => server.close(() => resolve()));
const portOf = (server: Server) => (server.address() as AddressInfo).port;

describe('freePort', () => {
	it('gives the preferred port when nobody listens on it', async () => {
		const probe = await listen(0);
		const port = portOf(probe);
		await close(probe);
		expect(await freePort(port)).toBe(port);
	});

	it('gives another port when the preferred one is busy, and that one can be listened on', async () => {
		const busy = await listen(0);
		try {
			const port = await freePort(portOf(busy));
			expect(port).not.toBe(portOf(busy));
			await close(await listen(port));
		} finally {
			await close(busy);
		}
	});

	it('never gives the same port twice in one go, even for the same wish', async () => {
		const probe = await listen(0);
		const wish = portOf(probe);
		await close(probe);
		const ports = await freePorts([wish, wish, undefined, undefined]);
		expect(ports[0]).toBe(wish);
		expect(new Set(ports).size).toBe(4);
	});

	it('keeps away from the ports that systems give to outgoing connections', async () => {
		const ports = await freePorts(Array.from({ length: 100 }, () => undefined));
		expect(new Set(ports).size).toBe(100);
		expect(ports.filter((port) => port >= 32_768)).toEqual([]);
	});
});

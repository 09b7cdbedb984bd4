import { Agent as HttpAgent, createServer, request, type Server } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { closedMeanwhile, KeptConnections } from '../../src/events/keptConnections';
import { eventually } from '../eventually';

describe('connections that are kept', () => {
	let server: Server;
	let sockets: Set<Socket>;
	let kept: KeptConnections;
	const url = () => new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);

	beforeEach(async () => {
		sockets = new Set();
		kept = new KeptConnections();
		server = createServer((_request, response) => response.end('taken'));
		server.on('connection', (socket: Socket) => {
			sockets.add(socket);
			socket.on('close', () => sockets.delete(socket));
		});
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	});
	afterEach(async () => {
		kept.close();
		await new Promise((resolve) => server.close(resolve));
	});

	/** Asks once. @returns whether it went over a connection that was there already */
	const ask = async (): Promise<boolean> =>
		await new Promise((resolve, reject) => {
			const asked = request(url(), { agent: kept.agentFor(url()) }, (answer) => {
				answer.resume();
				answer.on('end', () => resolve(asked.reusedSocket));
			});
			asked.on('error', reject);
			asked.end();
		});

	it('are used again', async () => {
		expect(await ask()).toBe(false);
		await eventually('the connection is free', () => Object.keys(freeSockets()).length === 1);
		expect(await ask()).toBe(true);
		expect(sockets.size).toBe(1);
	});

	const freeSockets = () => kept.agentFor(url()).freeSockets;

	it('are closed with all the rest', async () => {
		await ask();
		kept.close();
		await eventually('the server sees it', () => sockets.size === 0);
	});

	it('are those of the protocol', () => {
		expect(kept.agentFor(new URL('https://n8n.example.com'))).toBeInstanceOf(HttpsAgent);
		expect(kept.agentFor(new URL('http://n8n.example.com'))).toBeInstanceOf(HttpAgent);
		expect(kept.agentFor(new URL('http://n8n.example.com'))).not.toBeInstanceOf(HttpsAgent);
	});
});

describe('a request that failed', () => {
	it.each([
		[true, 'ECONNRESET', true],
		[true, 'EPIPE', true],
		[true, 'ETIMEDOUT', false],
		[true, 'ECONNREFUSED', false],
		// Over a connection of its own, the server may have taken it.
		[false, 'ECONNRESET', false],
		[false, 'EPIPE', false],
	])('over a connection used before (%s) with %s may be made once more: %s', (used, code, more) => {
		expect(closedMeanwhile(used, code)).toBe(more);
	});
});

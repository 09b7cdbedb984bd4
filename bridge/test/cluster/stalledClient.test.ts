import { createServer, request, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { disconnectStalled } from '../../src/cluster/stalledClient';
import { eventually } from '../eventually';

/** Long enough that a machine which is slow for a moment is not taken for a client that takes nothing. */
const STALLED_MS = 1_000;

describe('who takes nothing of an endless answer', () => {
	let server: Server;
	/** Says something of a size as often as it is called. */
	let say: (bytes: number) => void;
	let closed: number;

	beforeEach(async () => {
		closed = 0;
		server = createServer((_request, response) => {
			response.on('close', () => (closed += 1));
			disconnectStalled(response, STALLED_MS);
			response.flushHeaders();
			say = (bytes) => response.write(Buffer.alloc(bytes, 'x'));
		});
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	});
	afterEach(async () => {
		server.closeAllConnections();
		await new Promise((resolve) => server.close(resolve));
	});

	/** A client that has got the beginning of the answer and reads no further unless it is told to. */
	const client = async (): Promise<IncomingMessage> => {
		const { port } = server.address() as AddressInfo;
		return await new Promise((resolve, reject) => {
			const asked = request({ host: '127.0.0.1', port }, (answer) => {
				answer.on('error', () => undefined);
				resolve(answer);
			});
			asked.on('error', reject);
			asked.end();
		});
	};

	it('is disconnected', async () => {
		await client();
		// More than two sockets hold.
		say(64 * 1024 * 1024);
		await eventually('it is disconnected', () => closed === 1);
	});

	it('is disconnected too when nothing more is said to it', async () => {
		await client();
		say(1);
		await eventually('it is disconnected', () => closed === 1);
	});

	it('stays connected while it takes what is said, however long that lasts', async () => {
		const answer = await client();
		let taken = 0;
		answer.on('data', (piece: Buffer) => (taken += piece.length));
		// Several times as long as a client may take nothing.
		for (let piece = 1; piece <= 12; piece++) {
			say(1_000);
			await eventually('the piece is taken', () => taken === piece * 1_000);
			await new Promise((resolve) => setTimeout(resolve, STALLED_MS / 4));
		}
		expect(closed).toBe(0);
	});
});

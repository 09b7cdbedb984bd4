import { closeSync, fstatSync, mkdtempSync, openSync, rmSync } from 'node:fs';
import type { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { TLSSocket } from 'node:tls';
import { descriptorOf, NO_DESCRIPTOR, writeDirectly } from '../../src/frames/directWrite';
import { eventually } from '../eventually';
import { Random } from '../fuzz/support/random';
import { endAll, openPair } from './support/peers';
import { connectedSockets, endSockets } from './support/sockets';
import { readWire } from './support/wire';

const ignore = () => undefined;
const folder = mkdtempSync(path.join(tmpdir(), 'direct-write-'));
afterAll(() => rmSync(folder, { recursive: true }));

afterEach(() => {
	endAll();
	endSockets();
});

async function connected(): Promise<{ near: Socket; far: Socket; heard: () => string }> {
	const { dialled: near, accepted: far } = await connectedSockets();
	let text = '';
	far.on('data', (bytes) => (text += bytes.toString()));
	return { near, far, heard: () => text };
}

/** What the system knows a socket by. */
const fileDescriptor = (socket: Socket) =>
	(socket as unknown as { _handle?: { fd: number } | null })._handle?.fd;

describe('writes past the streams', () => {
	it('reach the other side, and say how much the kernel took', async () => {
		const { near, heard } = await connected();
		expect(writeDirectly(descriptorOf(near, ignore), Buffer.from('hello'))).toBe(5);
		await eventually('it arrives', () => heard() === 'hello');
	});

	it('take a part, then nothing, while the other side does not read', async () => {
		const { near, far } = await connected();
		far.pause();
		const much = Buffer.alloc(1_000_000);
		const taken = [];
		const descriptor = descriptorOf(near, ignore);
		do taken.push(writeDirectly(descriptor, much));
		while (taken.at(-1) !== 0);
		expect(taken.some((bytes) => bytes > 0 && bytes < much.length)).toBe(true);
	});

	it.each(['server', 'client'] as const)(
		'of a %s never reach whatever has got the same descriptor',
		async (role) => {
			const { connection } = await openPair({ role, staticRead: true });
			connection.sendText('one');
			const { socket } = connection as unknown as { socket: Socket };
			const descriptor = fileDescriptor(socket);
			// Within one tick: nobody but the socket knows yet that it is gone.
			socket.destroy();
			const other = openSync(path.join(folder, role), 'w+');
			try {
				expect(other).toBe(descriptor);
				expect(connection.open).toBe(true);
				connection.sendText('secret');
				connection.sendBinary(Buffer.from('secret'));
				expect(fstatSync(other).size).toBe(0);
			} finally {
				closeSync(other);
			}
		},
	);

	it.each([
		['destroyed', (socket: Socket) => socket.destroy()],
		['destroyed with an error', (socket: Socket) => socket.destroy(new Error('broken'))],
		['reset', (socket: Socket) => socket.resetAndDestroy()],
		['ended by both sides', (socket: Socket) => socket.end()],
		['reset by the other side', (_: Socket, far: Socket) => far.resetAndDestroy()],
	])('end before the descriptor of a socket is closed that is %s', async (_, end) => {
		const { near, far } = await connected();
		const closing: unknown[] = [];
		const descriptor = descriptorOf(near, () => closing.push(fileDescriptor(near)));
		near.resume();
		end(near, far);
		await eventually('it is closed', () => near.closed);
		expect(closing).toEqual([descriptor]);
		expect(fileDescriptor(near)).toBeUndefined();
	});

	it('are not for TLS, nor for a socket that is gone', async () => {
		const { near, far } = await connected();
		expect(descriptorOf(new TLSSocket(far), ignore)).toBe(NO_DESCRIPTOR);
		near.destroy();
		expect(descriptorOf(near, ignore)).toBe(NO_DESCRIPTOR);
	});

	it.each(['server', 'client'] as const)(
		'keep the order of the frames of a %s, however often the network is full',
		async (role) => {
			const { connection, peer } = await openPair({ role, staticRead: true });
			const random = new Random(20);
			const sent: string[] = [];
			let full = 0;
			for (let number = 0; number < 400; number++) {
				if (random.chance(0.05)) peer.socket.pause();
				else if (random.chance(0.03)) {
					peer.socket.resume();
					await new Promise((resolve) => setImmediate(resolve));
				}
				const length = Math.floor(random.next() ** 4 * 900_000);
				const text = `${number} `.padEnd(length, 'x');
				sent.push(text);
				connection.sendText(text);
				if (connection.bufferedAmount > 0) full += 1;
			}
			peer.socket.resume();
			await eventually('all is written', () => connection.bufferedAmount === 0);
			connection.close();
			await eventually(
				'it is closed',
				() => peer.closed || peer.frames.at(-1)?.startsWith('close'),
			);
			const received = readWire(peer.received).map(({ payload }) => payload.toString());
			expect(received.slice(0, sent.length).map((text) => text.slice(0, 8))).toEqual(
				sent.map((text) => text.slice(0, 8)),
			);
			expect(received.slice(0, sent.length).join('') === sent.join('')).toBe(true);
			expect(full).toBeGreaterThan(10);
			expect(full).toBeLessThan(400);
		},
	);

	it.each(['server', 'client'] as const)('carry the frames of a %s', async (role) => {
		const writes: boolean[] = [];
		for (const staticRead of [true, false]) {
			const { connection, peer } = await openPair({ role, staticRead });
			connection.sendText('one');
			const socket = (connection as unknown as { socket: Socket }).socket;
			const streamed = jest.spyOn(socket, 'write');
			connection.sendText('two');
			connection.sendText('three');
			await peer.receives('text one', 'text two', 'text three');
			writes.push(streamed.mock.calls.length === 0);
		}
		expect(writes).toEqual([true, false]);
	});
});

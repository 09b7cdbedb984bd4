import { createServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { createSecureContext } from 'node:tls';
import { WebSocket, WebSocketServer } from 'ws';
import { bytesReadOf } from '../../src/frames/usualRead';
import { connectFrames } from '../../src/frames/connectFrames';
import type { FrameSocket } from '../../src/frames/frameSocket';
import { headBytes, writeHead } from '../../src/frames/frameWriter';
import { writeMaskKey, KEY_BYTES, applyMask } from '../../src/frames/mask';
import { OPCODE } from '../../src/frames/protocol';
import { NO_ROW } from '../../src/hotTable';
import { eventually } from '../eventually';
import { CERTIFICATE, PRIVATE_KEY } from './support/certificate';
import { Recorder } from './support/recorder';

const LIMITS = { maximumBytes: 4_000_000, closeTimeoutMs: 60_000 };

describe('frames over TLS', () => {
	const cleanups: Array<() => void> = [];
	let ours: FrameSocket;
	let theirs: WebSocket;
	let recorder: Recorder;
	/** Each message of ours: its length and the byte that it is full of. */
	let received: Array<[number, number | 'mixed']>;

	beforeEach(async () => {
		const webSocketServer = new WebSocketServer({ noServer: true });
		const server = createServer({ cert: CERTIFICATE, key: PRIVATE_KEY });
		cleanups.push(() => server.close());
		let accepted: WebSocket | undefined;
		server.on('upgrade', (request, socket, head) => {
			webSocketServer.handleUpgrade(request, socket, head, (socket) => (accepted = socket));
		});
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		const address = `wss://127.0.0.1:${(server.address() as AddressInfo).port}`;
		recorder = new Recorder();
		let dialled: FrameSocket | undefined;
		const options = {
			...LIMITS,
			staticRead: true,
			secureContext: createSecureContext({ ca: CERTIFICATE }),
		};
		connectFrames(address, options, (connection) => {
			dialled = connection;
			connection.start(recorder);
		});
		theirs = await eventually('it is accepted', () => accepted);
		ours = await eventually('it opens', () => dialled);
		cleanups.push(() => theirs.terminate());
		received = [];
		theirs.on('message', (data: Buffer) => {
			const [first] = data;
			const same = data.every((byte) => byte === first);
			received.push([data.length, same ? (first as number) : 'mixed']);
		});
	});
	afterEach(() => {
		for (const cleanup of cleanups.splice(0).reverse()) cleanup();
	});

	/** A frame in memory that is its own. */
	const memoryFor = (length: number) => {
		const start = headBytes('client', length);
		const bytes = Buffer.alloc(start + length);
		writeHead(bytes, 'client', OPCODE.binary, length);
		return { bytes, start };
	};
	const fill = ({ bytes, start }: ReturnType<typeof memoryFor>, byte: number) => {
		bytes.fill(byte, start);
		writeMaskKey(bytes, start - KEY_BYTES);
		applyMask(bytes, start, bytes.length);
	};

	it('are sent from memory that is used again at once, one after another', async () => {
		const frame = memoryFor(640);
		for (let byte = 1; byte <= 100; byte++) {
			fill(frame, byte);
			expect(ours.sendFrame(frame.bytes)).toBe(true);
			frame.bytes.fill(0xee, frame.start);
			await eventually('it arrives', () => received.length === byte && ours.bufferedAmount === 0);
		}
		expect(received).toEqual(Array.from({ length: 100 }, (_, index) => [640, index + 1]));
		expect(recorder.drains).toBe(0);
	});

	it('of the other side are read past the streams, however long', async () => {
		const { socket } = ours as unknown as { socket: Socket };
		const texts = [1, 10_000, 200_000, 2].map((length) => 'x'.repeat(length));
		for (const text of texts) theirs.send(text);
		await eventually('they are read', () => recorder.heard.length === texts.length);
		expect(recorder.heard).toEqual(texts.map((text) => `text ${text}`));
		// Counted by direct reads only.
		expect(bytesReadOf(ours.reader.row)).toBe(socket.bytesRead);
	});

	/** Takes every text, and says how many there were. */
	const takeAll = (onTaken: (count: number) => void) => {
		const taken: string[] = [];
		ours.shortcut = {
			takeText: (bytes, start, end) => {
				if (ours.isPaused) throw new Error('taken while paused');
				onTaken(taken.push(bytes.toString('latin1', start, end)));
				return true;
			},
			takeBinary: () => false,
		};
		return taken;
	};

	it('of the other side wait while nothing is to be read, also for a shortcut', async () => {
		const texts = Array.from({ length: 300 }, (_, index) =>
			`${index} `.padEnd((index * 7_919) % 9_000, 'x'),
		);
		let pauses = 0;
		const taken = takeAll((count) => {
			if (count % 7 !== 0) return;
			pauses += 1;
			ours.pause();
			setImmediate(() => ours.resume());
		});
		// Those that a read cuts go to the listener.
		recorder.onText = (payload) => void taken.push(payload.toString('latin1'));
		for (const text of texts) theirs.send(text);
		await eventually('all are taken', () => taken.length === texts.length);
		expect(taken).toEqual(texts);
		expect(pauses).toBeGreaterThan(10);
	});

	it('of the other side are taken no more once it is dropped by a shortcut', async () => {
		const taken = takeAll((count) => {
			if (count === 5) ours.terminate();
		});
		for (let message = 0; message < 50; message++) theirs.send(`${message}`.padEnd(1_000, 'x'));
		await eventually('it is closed', () => recorder.closes.length > 0);
		expect(taken.length).toBe(5);
		expect([ours.reader.row, ours.outputRow]).toEqual([NO_ROW, NO_ROW]);
	});

	it('of the other side wait while nothing is to be read, and none is lost', async () => {
		const texts = Array.from({ length: 200 }, (_, index) =>
			`${index} `.padEnd((index * 7_919) % 40_000, 'x'),
		);
		let pauses = 0;
		recorder.onMessage = (count) => {
			if (count % 17 !== 0) return;
			pauses += 1;
			ours.pause();
			if (count % 2 === 0) ours.resume();
			else setImmediate(() => ours.resume());
		};
		for (const text of texts) theirs.send(text);
		theirs.close(1000);
		await eventually('it is closed', () => recorder.closes.length > 0);
		expect(recorder.heard).toEqual(texts.map((text) => `text ${text}`.trim()));
		expect(pauses).toBe(11);
		expect(recorder.closes[0]?.code).toBe(1000);
	});

	it('of the other side are heard no more once it is dropped in the middle of a read', async () => {
		recorder.onMessage = (count) => {
			if (count === 5) ours.terminate();
		};
		for (let message = 0; message < 50; message++) theirs.send(`${message}`.padEnd(1_000, 'x'));
		await eventually('it is closed', () => recorder.closes.length > 0);
		expect(recorder.heard.length).toBe(5);
	});

	it('keep their memory while they wait behind others, and arrive as they were sent', async () => {
		theirs.pause();
		const sent: Array<[number, number]> = [];
		let reused = 0;
		let frame = memoryFor(60_000);
		const send = () => {
			const byte = 1 + (sent.length % 250);
			fill(frame, byte);
			sent.push([60_000, byte]);
			if (ours.sendFrame(frame.bytes)) {
				reused += 1;
				frame.bytes.fill(0xee, frame.start);
			} else {
				frame = memoryFor(60_000);
			}
		};
		// As audio does it: the next one when this one is written, until the other side takes no more.
		for (let round = 0; round < 200; round++) {
			send();
			await new Promise((resolve) => setImmediate(resolve));
		}
		expect(reused).toBeGreaterThan(0);
		expect(reused).toBeLessThan(200);
		expect(ours.bufferedAmount).toBeGreaterThan(0);
		const drainsBefore = recorder.drains;
		theirs.resume();
		await eventually('all arrive', () => received.length === sent.length);
		expect(received).toEqual(sent);
		const drained = () => recorder.drains > drainsBefore && ours.bufferedAmount === 0;
		await eventually('it has drained', drained);
	});
});

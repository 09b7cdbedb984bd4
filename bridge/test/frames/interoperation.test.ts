import { createServer } from 'node:https';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { createSecureContext } from 'node:tls';
import { WebSocket, WebSocketServer } from 'ws';
import { eventually } from '../eventually';
import { acceptFrames } from '../../src/frames/acceptFrames';
import { connectFrames } from '../../src/frames/connectFrames';
import type { FrameSocket } from '../../src/frames/frameSocket';
import { CERTIFICATE, PRIVATE_KEY } from './support/certificate';
import { endAll, listen } from './support/peers';
import { Recorder } from './support/recorder';

const LIMITS = { maximumBytes: 4_000_000, closeTimeoutMs: 60_000 };
const SIZES = [
	0, 1, 2, 125, 126, 127, 640, 1048, 65_534, 65_535, 65_536, 65_537, 1_000_000, 3_000_000,
];

const cleanups: Array<() => void> = [];
afterEach(() => {
	for (const cleanup of cleanups.splice(0)) cleanup();
	endAll();
});

/** Sends every size both ways between the frame path and plain `ws`, text and binary. */
async function exchange(ours: FrameSocket, recorder: Recorder, theirs: WebSocket): Promise<void> {
	const received: Array<{ data: Buffer; isBinary: boolean }> = [];
	theirs.on('message', (data: Buffer, isBinary) => received.push({ data, isBinary }));
	for (const size of SIZES) {
		const binary = Buffer.from(Array.from({ length: Math.min(size, 999) }, (_, i) => i * 7));
		const bytes = Buffer.alloc(size, binary.length > 0 ? binary : 'x');
		const text = 'é'.repeat(size >> 1);
		theirs.send(bytes);
		theirs.send(text);
		ours.sendBinary(bytes);
		ours.sendText(text);
		await eventually(`${size} bytes arrive`, () => {
			return received.length === 2 && recorder.heard.length === 2;
		});
		const [first, second] = received.splice(0);
		expect(first?.isBinary).toBe(true);
		expect(first?.data.equals(bytes)).toBe(true);
		expect(second?.isBinary).toBe(false);
		expect(second?.data.toString() === text).toBe(true);
		const [binaryHeard, textHeard] = recorder.heard.splice(0);
		expect(binaryHeard === `binary ${bytes.toString('latin1')}`.trim()).toBe(true);
		expect(textHeard === `text ${Buffer.from(text).toString('latin1')}`.trim()).toBe(true);
	}
	theirs.send('frag', { fin: false });
	theirs.ping('p');
	theirs.send('ments');
	await eventually('fragments arrive', () => recorder.heard.length === 2);
	expect(recorder.heard.splice(0)).toEqual(['ping p', 'text fragments']);
	let closed: [number, string] | undefined;
	theirs.on('close', (code, reason) => (closed = [code, reason.toString()]));
	ours.close(4001, 'enough');
	expect(await eventually('ws closes', () => closed)).toEqual([4001, 'enough']);
	await eventually('we close', () => recorder.closes.length > 0);
	expect(recorder.closes).toEqual([{ code: 4001, reason: 'enough', error: undefined }]);
}

describe.each([true, false])('with static reads %s', (staticRead) => {
	it('serves a ws client', async () => {
		const recorder = new Recorder();
		let ours: FrameSocket | undefined;
		const port = await listen((request, socket, head, server) => {
			const options = { ...LIMITS, staticRead };
			acceptFrames(server, request, socket as Socket, head, options, (connection) => {
				ours = connection;
				connection.start(recorder);
			});
		});
		const theirs = new WebSocket(`ws://127.0.0.1:${port}`);
		cleanups.push(() => theirs.terminate());
		await eventually('it opens', () => theirs.readyState === WebSocket.OPEN && ours !== undefined);
		expect(theirs.extensions).toBe('');
		await exchange(ours as FrameSocket, recorder, theirs);
	});

	it('leaves nothing of ws on an accepted socket', async () => {
		let accepted: Socket | undefined;
		const port = await listen((request, socket, head, server) => {
			const options = { ...LIMITS, staticRead };
			acceptFrames(server, request, socket as Socket, head, options, (connection) => {
				accepted = socket as Socket;
				connection.start(new Recorder());
			});
		});
		const theirs = new WebSocket(`ws://127.0.0.1:${port}`);
		cleanups.push(() => theirs.terminate());
		await eventually('it opens', () => theirs.readyState === WebSocket.OPEN);
		const socket = accepted as unknown as Socket;
		const properties = socket as unknown as Record<symbol, unknown>;
		const values = Object.getOwnPropertySymbols(socket).map((key) => properties[key]);
		expect(values.some((value) => value instanceof WebSocket)).toBe(false);
		expect(socket.listenerCount('data')).toBe(staticRead ? 0 : 1);
		expect(socket.destroyed).toBe(staticRead);
	});

	it.each(['ws', 'wss'])('dials a server by %s', async (scheme) => {
		const recorder = new Recorder();
		let ours: FrameSocket | undefined;
		let theirs: WebSocket | undefined;
		const tls = scheme === 'wss';
		const webSocketServer = new WebSocketServer({ noServer: true, perMessageDeflate: true });
		webSocketServer.on('connection', (socket) => (theirs = socket));
		let port: number;
		if (tls) {
			const server = createServer({ cert: CERTIFICATE, key: PRIVATE_KEY });
			server.on('upgrade', (request, socket, head) => {
				webSocketServer.handleUpgrade(request, socket, head, (socket) => (theirs = socket));
			});
			cleanups.push(() => server.close());
			await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
			port = (server.address() as AddressInfo).port;
		} else {
			port = await listen((request, socket, head) => {
				webSocketServer.handleUpgrade(request, socket, head, (socket) => (theirs = socket));
			});
		}
		const options = {
			...LIMITS,
			staticRead,
			secureContext: createSecureContext({ ca: CERTIFICATE }),
		};
		connectFrames(`${scheme}://127.0.0.1:${port}/join`, options, (connection) => {
			ours = connection;
			connection.start(recorder);
		});
		await eventually('it opens', () => theirs !== undefined && ours !== undefined);
		cleanups.push(() => theirs?.terminate());
		expect(theirs?.extensions).toBe('');
		await exchange(ours as FrameSocket, recorder, theirs as WebSocket);
	});

	it('leaves a refused handshake to ws', async () => {
		const port = await listen((_request, socket) => socket.end('HTTP/1.1 403 Forbidden\r\n\r\n'));
		const opened = jest.fn();
		let failure: string | undefined;
		connectFrames(`ws://127.0.0.1:${port}`, { ...LIMITS, staticRead }, opened).on(
			'error',
			(error) => {
				failure = error.message;
			},
		);
		expect(await eventually('it fails', () => failure)).toContain('403');
		expect(opened).not.toHaveBeenCalled();
	});

	it('leaves a certificate nobody vouches for to ws', async () => {
		const server = createServer({ cert: CERTIFICATE, key: PRIVATE_KEY });
		cleanups.push(() => server.close());
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		const { port } = server.address() as AddressInfo;
		let failure: string | undefined;
		const opened = jest.fn();
		connectFrames(`wss://127.0.0.1:${port}`, { ...LIMITS, staticRead }, opened).on(
			'error',
			(error) => {
				failure = (error as NodeJS.ErrnoException).code;
			},
		);
		expect(await eventually('it fails', () => failure)).toBe('DEPTH_ZERO_SELF_SIGNED_CERT');
		expect(opened).not.toHaveBeenCalled();
	});

	it('answers what is no handshake as ws does', async () => {
		const opened = jest.fn();
		const port = await listen((request, socket, head, server) => {
			acceptFrames(server, request, socket as Socket, head, { ...LIMITS, staticRead }, opened);
		});
		const peer = connect(port, '127.0.0.1');
		cleanups.push(() => peer.destroy());
		let answer = '';
		peer.on('data', (bytes) => (answer += bytes.toString()));
		peer.write('GET / HTTP/1.1\r\nHost: lab\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n');
		await eventually('it is answered', () => answer.includes('\r\n\r\n'));
		expect(answer).toMatch(/^HTTP\/1\.1 400 /);
		expect(opened).not.toHaveBeenCalled();
	});
});

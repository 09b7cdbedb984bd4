import { createHash } from 'node:crypto';
import { createServer as createHttpServer } from 'node:http';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { WebSocket, WebSocketServer } from 'ws';
import { acceptFrames } from '../../../src/frames/acceptFrames';
import { connectFrames } from '../../../src/frames/connectFrames';
import type { FrameSocket } from '../../../src/frames/frameSocket';
import type { Role } from '../../../src/frames/protocol';
import { eventually } from '../../eventually';
import { Recorder } from './recorder';
import { readWire, summary } from './wire';

export interface Settings {
	role: Role;
	staticRead: boolean;
	maximumBytes?: number;
	closeTimeoutMs?: number;
	/** Sent by a client right behind its handshake, by a server right behind its 101. */
	behindHandshake?: Uint8Array;
}

/** A connection under test over a real socket, and the hand-made other side of it. */
export interface Pair {
	connection: FrameSocket;
	recorder: Recorder;
	peer: RawPeer;
}

const KEY = 'dGhlIHNhbXBsZSBub25jZQ==';
const open: Array<{ close(): void }> = [];

/** Ends whatever a test left; to be called after each. */
export function endAll(): void {
	for (const resource of open.splice(0)) resource.close();
}

/** The other side: bytes out, bytes in. */
export class RawPeer {
	ended = false;
	closed = false;
	private chunks: Buffer[] = [];
	/** Bytes of the handshake that are no frames. */
	private skipped: number | undefined;

	constructor(readonly socket: Socket) {
		socket.setNoDelay(true);
		socket.on('data', (chunk) => this.chunks.push(chunk));
		socket.on('end', () => (this.ended = true));
		socket.on('close', () => (this.closed = true));
		socket.on('error', () => undefined);
		open.push({ close: () => socket.destroy() });
	}

	/** Everything received, without the handshake. */
	get received(): Buffer {
		const all = Buffer.concat(this.chunks);
		if (this.skipped === undefined) {
			const end = all.indexOf('\r\n\r\n');
			if (end < 0) return Buffer.alloc(0);
			this.skipped = end + 4;
		}
		return all.subarray(this.skipped);
	}

	get handshake(): string {
		return Buffer.concat(this.chunks).toString('latin1').split('\r\n\r\n')[0] ?? '';
	}

	/** What was received, as readable frames. */
	get frames(): string[] {
		return summary(readWire(this.received));
	}

	async receives(...expected: string[]): Promise<void> {
		await eventually(`the peer receives ${expected.join(', ')}`, () => {
			return this.frames.length >= expected.length || this.closed;
		});
		expect(this.frames).toEqual(expected);
	}
}

/** Connects the frame path to a hand-made peer. */
export async function openPair(settings: Settings): Promise<Pair> {
	const recorder = new Recorder();
	const options = {
		staticRead: settings.staticRead,
		maximumBytes: settings.maximumBytes ?? 100_000,
		closeTimeoutMs: settings.closeTimeoutMs ?? 60_000,
	};
	let connection: FrameSocket | undefined;
	const opened = (made: FrameSocket) => {
		connection = made;
		open.push({ close: () => made.terminate() });
		made.start(recorder);
	};
	const peer =
		settings.role === 'server'
			? await rawClient(
					await listen((request, socket, head, server) => {
						acceptFrames(server, request, socket as Socket, head, options, opened);
					}),
					settings.behindHandshake,
				)
			: await rawServer((address) => {
					connectFrames(address, options, opened).on('error', () => undefined);
				}, settings.behindHandshake);
	await eventually('the connection is open', () => connection !== undefined);
	return { connection: connection as FrameSocket, recorder, peer };
}

/** A WebSocket server whose upgrades are handled by `upgrade`. @returns its port */
export async function listen(
	upgrade: (
		request: Parameters<WebSocketServer['handleUpgrade']>[0],
		socket: Parameters<WebSocketServer['handleUpgrade']>[1],
		head: Buffer,
		server: WebSocketServer,
	) => void,
): Promise<number> {
	const options = { noServer: true, clientTracking: false, perMessageDeflate: false };
	const webSocketServer = new WebSocketServer(options);
	const server = createHttpServer();
	server.on('upgrade', (request, socket, head) => upgrade(request, socket, head, webSocketServer));
	return await listening(server);
}

async function listening(server: Server): Promise<number> {
	open.push({ close: () => server.close() });
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return (server.address() as AddressInfo).port;
}

/** A client made of bytes. */
export async function rawClient(
	port: number,
	behind: Uint8Array = new Uint8Array(),
): Promise<RawPeer> {
	const peer = new RawPeer(connect({ port, host: '127.0.0.1', allowHalfOpen: true }));
	const request =
		'GET / HTTP/1.1\r\nHost: lab\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n' +
		`Sec-WebSocket-Key: ${KEY}\r\nSec-WebSocket-Version: 13\r\n\r\n`;
	peer.socket.write(Buffer.concat([Buffer.from(request), behind]));
	await eventually('the upgrade is answered', () => peer.handshake.includes(' 101 '));
	return peer;
}

/** A server made of bytes; `dial` is given its address. */
async function rawServer(
	dial: (address: string) => void,
	behind: Uint8Array = new Uint8Array(),
): Promise<RawPeer> {
	let peer: RawPeer | undefined;
	const server = createServer({ allowHalfOpen: true }, (socket) => (peer = new RawPeer(socket)));
	const port = await listening(server);
	dial(`ws://127.0.0.1:${port}`);
	const key = await eventually('the client sends its handshake', () => {
		return /sec-websocket-key: (\S+)/i.exec(peer?.handshake ?? '')?.[1];
	});
	const accept = createHash('sha1').update(`${key}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`);
	const answer =
		'HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n' +
		`Sec-WebSocket-Accept: ${accept.digest('base64')}\r\n\r\n`;
	(peer as RawPeer).socket.write(Buffer.concat([Buffer.from(answer), behind]));
	return peer as RawPeer;
}

/** The same with plain `ws` in place of the frame path. */
export async function openOracle(
	role: Role,
	maximumBytes: number,
): Promise<{ recorder: Recorder; peer: RawPeer }> {
	const recorder = new Recorder();
	let connected = false;
	const attach = (webSocket: WebSocket) => {
		connected = true;
		webSocket.on('message', (data: Buffer, isBinary) => {
			if (isBinary) recorder.onBinary(data, false);
			else recorder.onText(data, false);
		});
		webSocket.on('ping', (data) => recorder.onPing(data));
		webSocket.on('pong', (data) => recorder.onPong(data));
		webSocket.on('error', () => undefined);
		webSocket.on('close', (code, reason) => recorder.onClose(code, reason.toString(), undefined));
	};
	const peer =
		role === 'server'
			? await rawClient(
					await listen((request, socket, head, server) => {
						server.options.maxPayload = maximumBytes;
						server.handleUpgrade(request, socket, head, attach);
					}),
				)
			: await rawServer((address) => {
					const options = { perMessageDeflate: false, maxPayload: maximumBytes };
					const webSocket = new WebSocket(address, options);
					webSocket.on('open', () => attach(webSocket));
					webSocket.on('error', () => undefined);
				});
	await eventually('the oracle is open', () => connected);
	return { recorder, peer };
}

import { connect as connectPlain, isIP, type NetConnectOpts, type Socket } from 'node:net';
import { connect as connectTls, type ConnectionOptions, type SecureContext } from 'node:tls';
import { WebSocket, type ClientOptions } from 'ws';
import { readDirectly } from './directRead';
import type { FrameOptions } from './frameOutput';
import { FrameSocket } from './frameSocket';
import { Handover } from './handover';
import { readByEvents, readTo, STATIC_READ } from './staticRead';

export interface ConnectOptions extends Omit<FrameOptions, 'role' | 'directWrite'> {
	/** What `canReadStatically` said; false reads by `data` events. */
	staticRead: boolean;
	/** For wss:. One for all connections: without it each has one of its own, which has to be made, and fetched from the main memory. */
	secureContext?: SecureContext;
}

/**
 * Dials `address` (ws: or wss:). `ws` does the handshake (RFC 6455 §4.1), then the frame path takes the socket over and
 * `opened` is called.
 * @returns the socket of `ws`, on which to listen for `error` and `close` (never connected, or refused) and to give up with
 * `terminate()`. Once `opened` was called it is done with and says nothing more
 * @throws SyntaxError when the address is none
 */
export function connectFrames(
	address: string,
	options: ConnectOptions,
	opened: (connection: FrameSocket) => void,
): WebSocket {
	let handover: Handover | undefined;
	let socket: Socket | undefined;
	let answerBytes = 0;
	const webSocket = new WebSocket(address, {
		followRedirects: false,
		perMessageDeflate: false,
		createConnection: (settings: NetConnectOpts & ConnectionOptions) => {
			const onread = options.staticRead ? { onread: STATIC_READ } : {};
			const { secureContext } = options;
			const dialled = dial(address, { ...settings, ...onread, secureContext });
			// The answer to the handshake, for Node's HTTP client: it listens for events and keeps what it gets.
			const emit = (bytes: Buffer, length: number) => {
				answerBytes += length;
				dialled.emit('data', Buffer.from(bytes.subarray(0, length)));
			};
			readTo(dialled, { read: emit });
			return (socket = dialled);
		},
	} as ClientOptions);
	webSocket.once('upgrade', () => {
		if (socket) handover = new Handover(socket);
	});
	webSocket.once('open', () => {
		if (!socket || !handover) return;
		const read = handover.take();
		handover = undefined;
		const connection = new FrameSocket(socket, {
			...options,
			role: 'client',
			directWrite: options.staticRead,
		});
		if (options.staticRead) readDirectly(socket, connection.reader, answerBytes);
		else readByEvents(socket, connection.reader);
		if (read.length > 0) connection.reader.read(read, read.length);
		opened(connection);
	});
	return webSocket;
}

/** As `ws` dials, where `path` is the request's and not a local socket's. */
function dial(address: string, settings: NetConnectOpts & ConnectionOptions): Socket {
	const options = { ...settings, path: undefined };
	if (new URL(address).protocol !== 'wss:') return connectPlain(options as NetConnectOpts);
	const host = options.host ?? '';
	return connectTls({ ...options, servername: options.servername ?? (isIP(host) ? '' : host) });
}

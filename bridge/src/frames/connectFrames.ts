import { connect as connectPlain, isIP, type NetConnectOpts, type Socket } from 'node:net';
import { connect as connectTls, type ConnectionOptions } from 'node:tls';
import { WebSocket, type ClientOptions } from 'ws';
import { FrameSocket, type FrameOptions } from './frameSocket';
import { Handover } from './handover';
import { readByEvents, readStatically } from './staticRead';

export interface ConnectOptions extends Omit<FrameOptions, 'role'> {
	/** What `canReadStatically` said; false reads by `data` events. */
	staticRead: boolean;
	/** Further options of the handshake and of TLS. An agent would dial by itself, past the frame path. */
	handshake?: Omit<ClientOptions, 'agent' | 'createConnection'>;
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
	let connection: FrameSocket | undefined;
	let handover: Handover | undefined;
	let socket: Socket | undefined;
	const receive = (bytes: Buffer, length: number) => {
		if (connection) connection.receive(bytes, length);
		// The answer to the handshake, for Node's HTTP client: it listens for events and keeps what it gets.
		else socket?.emit('data', Buffer.from(bytes.subarray(0, length)));
	};
	const webSocket = new WebSocket(address, {
		...options.handshake,
		followRedirects: false,
		perMessageDeflate: false,
		createConnection: (settings: NetConnectOpts & ConnectionOptions) => {
			const onread = options.staticRead ? readStatically({ receive }) : undefined;
			socket = dial(address, { ...settings, ...(onread && { onread }) });
			return socket;
		},
	} as ClientOptions);
	webSocket.once('upgrade', () => {
		if (socket) handover = new Handover(socket);
	});
	webSocket.once('open', () => {
		if (!socket || !handover) return;
		const read = handover.take();
		handover = undefined;
		connection = new FrameSocket(socket, { ...options, role: 'client' });
		if (!options.staticRead) readByEvents(socket, connection);
		if (read.length > 0) connection.receive(read, read.length);
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

import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Socket } from 'node:net';
import { createSecureContext, type SecureContext } from 'node:tls';
import { WebSocket, WebSocketServer, type ClientOptions } from 'ws';
import { acceptFrames } from './acceptFrames';
import { connectFrames } from './connectFrames';
import type { Connection } from './connection';
import type { FramesSettings } from './framesSettings';
import { PlainSocket } from './plainSocket';
import { canReadStatically } from './canReadStatically';

/** Bounds of one connection. */
export interface ConnectionLimits {
	/** Longest message in bytes; a longer one fails the connection with 1009. */
	maximumBytes: number;
	/** The connection is destroyed when it has not closed by then after the first Close, in milliseconds. */
	closeTimeoutMs: number;
}

/** Handles an upgrade request; one that is no WebSocket handshake is answered, and `accepted` is not called. */
export type Acceptor = (
	request: IncomingMessage,
	socket: Duplex,
	head: Buffer,
	accepted: (connection: Connection) => void,
) => void;

/** Who is told how a dial went: one of the two, once, never within `dial` itself. */
export interface DialListener {
	onConnected(connection: Connection): void;
	/** Never connected: refused, unreachable, or given up. */
	onFailed(error: Error | undefined): void;
}

/** How this process does WebSockets: on its own frame path, or on plain `ws`. Handshakes are always those of `ws`. */
export class FramePath {
	/** Tries what this machine can; to be asked once, before the first connection. */
	static async choose({ path }: FramesSettings): Promise<FramePath> {
		return path === 'ws'
			? new FramePath('ws', false)
			: new FramePath(path, await canReadStatically());
	}

	/**
	 * @param staticRead what `canReadStatically` said
	 * @param secureContext whom to trust over wss:, by default whom Node.js does. All connections share it
	 */
	constructor(
		private readonly path: FramesSettings['path'],
		private readonly staticRead: boolean,
		private readonly secureContext: SecureContext = createSecureContext(),
	) {}

	/** For the upgrade requests of a server. */
	acceptor(limits: ConnectionLimits): Acceptor {
		const server = new WebSocketServer({
			noServer: true,
			clientTracking: false,
			perMessageDeflate: false,
			maxPayload: limits.maximumBytes,
			...closeTimeout(limits),
		});
		if (this.path === 'ws') {
			return (request, socket, head, accepted) => {
				server.handleUpgrade(request, socket, head, (webSocket) =>
					accepted(new PlainSocket(webSocket, 'server')),
				);
			};
		}
		const options = { ...limits, staticRead: this.staticRead };
		return (request, socket, head, accepted) =>
			acceptFrames(server, request, socket as Socket, head, options, accepted);
	}

	/**
	 * Dials `address` (ws: or wss:).
	 * @returns gives up dialling; nothing happens once it is connected
	 * @throws SyntaxError when the address is none
	 */
	dial(address: string, limits: ConnectionLimits, listener: DialListener): () => void {
		const { staticRead, secureContext } = this;
		let failure: Error | undefined;
		// Not kept once it is connected: several kilobytes of every call that nothing needs any more.
		let dialling: WebSocket | undefined;
		const opened = (connection: Connection) => {
			dialling = undefined;
			listener.onConnected(connection);
		};
		dialling =
			this.path === 'ws'
				? connectPlain(address, limits, secureContext, opened)
				: connectFrames(address, { ...limits, staticRead, secureContext }, opened);
		dialling.on('error', (error) => (failure = error));
		dialling.on('close', () => {
			if (dialling) listener.onFailed(failure);
		});
		return () => dialling?.terminate();
	}
}

function connectPlain(
	address: string,
	limits: ConnectionLimits,
	secureContext: SecureContext,
	opened: (connection: Connection) => void,
): WebSocket {
	const webSocket = new WebSocket(address, {
		// Handed on to `tls.connect`, which its types do not know.
		secureContext,
		followRedirects: false,
		perMessageDeflate: false,
		maxPayload: limits.maximumBytes,
		...closeTimeout(limits),
	} as ClientOptions);
	webSocket.once('open', () => opened(new PlainSocket(webSocket, 'client')));
	return webSocket;
}

/** An option of `ws` that its types do not know yet. */
function closeTimeout({ closeTimeoutMs }: ConnectionLimits): object {
	return { closeTimeout: closeTimeoutMs };
}

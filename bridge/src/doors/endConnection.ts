import type { Socket } from 'node:net';

/** Node.js's own parser of a server's connection; what it is made of is not documented. */
interface Parsed {
	parser?: { onIncoming?: unknown } | null;
}

/** What Node.js returns to its parser when the rest of what was read is no request any more, as after an upgrade. */
const PARSE_NO_MORE = 2;

/** Ends a connection at once. */
export function endConnection(socket: Socket): void {
	socket.destroy();
	ignoreRest(socket);
}

/**
 * What was read of a connection already, up to 64 KB, Node.js makes one request after the other of, also when nobody will answer them any
 * more: where its parser can be told to stop, it is.
 */
export function ignoreRest(socket: Socket): void {
	const { parser } = socket as Parsed;
	if (typeof parser?.onIncoming === 'function') parser.onIncoming = () => PARSE_NO_MORE;
}

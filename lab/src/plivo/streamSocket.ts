import WebSocket from 'ws';
import type { CallWorld } from './callWorld';
import { deferred } from './deferred';
import { upgradeSignatureHeaders } from './signedHeaders';
import { sleep } from './sleep';

/** The first attempt and two more (plivo.md §8.3). */
const CONNECT_ATTEMPTS = 3;

const HANDSHAKE_TIMEOUT_MS = 5000;

/** How long a service may take to answer Plivo's close frame. */
const CLOSE_TIMEOUT_MS = 2000;

/**
 * Dials a stream's URL with a signed upgrade request, up to three times. The socket comes paused.
 * @param onFailure told why an attempt failed
 * @returns undefined when all failed, or the signal was aborted
 */
export async function connectStream(
	url: string,
	world: CallWorld,
	signal: AbortSignal,
	onFailure: (reason: string) => void,
): Promise<WebSocket | undefined> {
	for (let attempt = 1; attempt <= CONNECT_ATTEMPTS && !signal.aborted; attempt++) {
		if (attempt > 1) await sleep(world.variants.streamRetrySpacingMs, signal);
		const socket = await dial(url, world, signal, onFailure);
		if (socket) return socket;
	}
	return undefined;
}

async function dial(
	url: string,
	{ account, variants }: CallWorld,
	signal: AbortSignal,
	onFailure: (reason: string) => void,
): Promise<WebSocket | undefined> {
	if (signal.aborted) return undefined;
	const { promise, resolve } = deferred<WebSocket | undefined>();
	const socket = new WebSocket(url, {
		headers: upgradeSignatureHeaders(url, variants.upgradeSignatureScheme, account),
		perMessageDeflate: false,
		handshakeTimeout: HANDSHAKE_TIMEOUT_MS,
		// Larger messages are dropped one by one, the socket stays.
		maxPayload: 0,
	});
	const abort = () => socket.terminate();
	signal.addEventListener('abort', abort);
	socket.on('open', () => {
		// Until somebody listens: the first message may come with the upgrade's answer.
		socket.pause();
		resolve(socket);
	});
	socket.on('unexpected-response', (request, response) => {
		request.destroy();
		onFailure(`the upgrade was answered with ${response.statusCode}`);
		resolve(undefined);
	});
	// Errors of an open socket are followed by 'close', which is where they are dealt with.
	socket.on('error', (error: NodeJS.ErrnoException) => {
		if (!signal.aborted && socket.readyState !== WebSocket.OPEN) {
			onFailure(error.code ?? error.message);
		}
		resolve(undefined);
	});
	try {
		return await promise;
	} finally {
		signal.removeEventListener('abort', abort);
	}
}

/** Closes a socket with the handshake, and without it when the other side does not answer. */
export function closeSocket(socket: WebSocket): void {
	const timer = setTimeout(() => socket.terminate(), CLOSE_TIMEOUT_MS);
	socket.once('close', () => clearTimeout(timer));
	socket.close(1000);
}

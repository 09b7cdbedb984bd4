import { rm } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Logger } from 'pino';
import { equalInConstantTime } from '../../../nodes/shared/constantTime';
import { Refusal, refusalOf, refuseRequest } from '../doors/refusal';
import { readBody } from '../doors/requestBody';
import { requestPath } from '../doors/requestPath';
import type { Route } from '../doors/route';
import { findRoute } from '../doors/routeTable';
import { errorCode } from '../logger';
import { PEER_KEY_HEADER } from './peers';

/** Where a worker answers the others: the same routes, for what this one process knows. Whoever has the key may use all of them. */
export class PeerDoor {
	private constructor(private readonly server: Server) {}

	/** Starts to listen. Throws the system's error when the address cannot be listened on. */
	static async open(
		{ address, key }: { address: string; key: string },
		routes: readonly Route[],
		log: Logger,
	): Promise<PeerDoor> {
		const server = createServer((request, response) => {
			response.on('error', () => undefined);
			answer(request, response, { key, routes }).catch((error: unknown) => {
				if (response.headersSent) response.destroy();
				else refuseRequest(response, failureOf(error, log));
			});
		});
		await new Promise<void>((resolve, reject) => {
			server.once('error', reject);
			// Not by way of the primary.
			server.listen({ path: address, exclusive: true }, resolve);
		});
		server.on('error', (error) => log.error({ code: errorCode(error) }, 'peer server error'));
		return new PeerDoor(server);
	}

	async close(): Promise<void> {
		await new Promise<void>((resolve) => {
			this.server.close(() => resolve());
			this.server.closeAllConnections();
		});
	}
}

/** Removes what a worker that died has left at its address. */
export async function clearAddress(address: string): Promise<void> {
	if (process.platform !== 'win32') await rm(address, { force: true });
}

async function answer(
	request: IncomingMessage,
	response: ServerResponse,
	{ key, routes }: { key: string; routes: readonly Route[] },
): Promise<void> {
	const shown = request.headers[PEER_KEY_HEADER];
	if (typeof shown !== 'string' || !equalInConstantTime(shown, key)) {
		throw new Refusal(401, 'This address is for the processes of the bridge.');
	}
	const { path, query } = requestPath(request.url, '');
	const { route, parameters } = findRoute(routes, request.method, path);
	const body = await readBody(request, response);
	const target = `${path}${query}`;
	const routed = { request, parameters, query: new URLSearchParams(query), body, target };
	const { shared } = route;
	if (typeof shared === 'object' && 'owns' in shared && !shared.owns(routed)) {
		throw new Refusal(404, 'Another process may have it.');
	}
	await route.handle(routed, response);
}

function failureOf(error: unknown, log: Logger): Refusal {
	try {
		return refusalOf(error);
	} catch {
		log.error({ code: errorCode(error) }, 'request of another process failed');
		return new Refusal(500, 'The process failed to answer this request.');
	}
}

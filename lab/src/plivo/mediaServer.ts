import type { FastifyInstance } from 'fastify';
import fastify from 'fastify';
import type { AccountState } from './accountState';
import type { Recordings } from './recordings';

/** The files that `RecordUrl` points to, below the account (plivo.md §6.6). */
export function mediaRoute(server: FastifyInstance, recordings: Recordings): void {
	server.get('/Recording/:file', async (request, reply) => {
		const { file } = request.params as { file: string };
		const recording = recordings.find(file.replace(/\.wav$/, ''));
		if (!recording) return reply.code(404).send();
		return reply.type('audio/wav').send(recording.wav);
	});
}

/** The media host: open to everybody who knows a URL. */
export function buildMediaServer(recordings: Recordings, account: AccountState): FastifyInstance {
	const server = fastify({ logger: false, forceCloseConnections: true });
	server.register(async (scope) => mediaRoute(scope, recordings), {
		prefix: `/v1/Account/${account.authId}`,
	});
	return server;
}

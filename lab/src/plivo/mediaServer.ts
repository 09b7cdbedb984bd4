import type { FastifyInstance } from 'fastify';
import fastify from 'fastify';
import type { AccountState } from './accountState';
import type { Recordings } from './recordings';
import { hasBasicAuth } from './basicAuth';
import type { PlivoVariants } from './variants';

/** The media host: the files that `RecordUrl` points to. Open to everybody who knows a URL, or to the account only in that variant. */
export function buildMediaServer(
	recordings: Recordings,
	account: AccountState,
	variants: PlivoVariants,
): FastifyInstance {
	const server = fastify({ logger: false, forceCloseConnections: true });
	server.get(`/v1/Account/${account.authId}/Recording/:file`, async (request, reply) => {
		if (variants.recordingMediaAuth === 'basic' && !hasBasicAuth(request, account)) {
			return reply.code(401).header('www-authenticate', 'Basic').send();
		}
		const { file } = request.params as { file: string };
		const recording = recordings.find(file.replace(/\.wav$/, ''));
		if (!recording) return reply.code(404).send();
		return reply.type('audio/wav').send(recording.wav);
	});
	return server;
}

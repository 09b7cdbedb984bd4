import type { FastifyInstance } from 'fastify';
import fastify from 'fastify';
import type { Recordings } from './recordings';

/** The media host: the files that `RecordUrl` points to. Open to everybody who knows a URL, as Plivo's is by default. */
export function buildMediaServer(recordings: Recordings, authId: string): FastifyInstance {
	const server = fastify({ logger: false, forceCloseConnections: true });
	server.get(`/v1/Account/${authId}/Recording/:file`, async (request, reply) => {
		const { file } = request.params as { file: string };
		const recording = recordings.find(file.replace(/\.wav$/, ''));
		if (!recording) return reply.code(404).send();
		return reply.type('audio/wav').send(recording.wav);
	});
	return server;
}

import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Recording } from '../recordings';
import { ApiRefusal, deleted, page, withApiId } from './answers';
import type { RestContext } from './context';
import { readListQuery } from './context';
import { passesFilters, RECORDING_RULES, spansTooMuch } from './recordingFilters';
import { recordingObject } from './recordingObject';

/** `/Recording/`: finished recordings of calls, conferences and multi-party calls (Recording reference). */
export function recordingRoutes(server: FastifyInstance, context: RestContext): void {
	const { account, variants, world } = context;
	const { recordings } = world;
	const shown = (recording: Recording) => recordingObject(recording, account, variants);

	const named = (request: FastifyRequest): Recording => {
		const recording = recordings.find((request.params as { id: string }).id);
		if (!recording) throw new ApiRefusal(404, 'recording not found');
		return recording;
	};

	server.get('/Recording/', async (request) => {
		const query = readListQuery(request, context, RECORDING_RULES);
		if (spansTooMuch(query.filters)) {
			throw new ApiRefusal(400, 'add_time must not span more than 30 days');
		}
		const found = recordings.all().filter((one) => passesFilters(one, query.filters));
		return page(found.map(shown), query);
	});

	server.get('/Recording/:id/', async (request) => withApiId(shown(named(request))));

	server.delete('/Recording/:id/', async (request, reply) => {
		recordings.delete(named(request).id);
		return deleted(reply);
	});
}

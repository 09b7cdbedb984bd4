import type { FastifyInstance } from 'fastify';
import { canceled, normalHangup } from '../../hangupCauses';
import { ApiRefusal, deleted } from '../answers';
import type { RestContext } from '../context';
import { callInProgress } from './action';

/** Hanging up, and taking back what was not answered yet (plivo.md §5.3). */
export function hangUpRoutes(server: FastifyInstance, context: RestContext): void {
	server.delete('/Call/:uuid/', async (request, reply) => {
		const call = callInProgress(request, context);
		call.end(
			call.times.answeredAt === null ? canceled('API Request') : normalHangup('API Request'),
		);
		return deleted(reply);
	});

	server.delete('/Request/:uuid/', async (request, reply) => {
		const { uuid } = request.params as { uuid: string };
		const call = context.calls
			.all()
			.find((one) => one.uuid === uuid && one.times.answeredAt === null);
		if (!call || call.endState) throw new ApiRefusal(404, 'request not found');
		call.end(canceled('API Request'));
		return deleted(reply);
	});
}

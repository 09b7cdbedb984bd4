import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { TrunkCall } from '../../zentrunk/trunkCall';
import { ApiRefusal, withApiId } from '../answers';
import type { RestContext } from '../context';
import { readListQuery, readQuery } from '../context';
import { CALL_RULES, checkBounds, passesCallFilters } from './callFilters';
import { trunkCallInsights, trunkCallRecord } from './callRecord';
import { zentrunkPage } from './collection';

/** `/Zentrunk/Call/`: the records of finished trunk calls (plivo.md §2.5). */
export function trunkCallRoutes(server: FastifyInstance, context: RestContext): void {
	const { account, trunkCalls, variants } = context;
	const ofPath = (request: FastifyRequest): TrunkCall => {
		readQuery(request, context, {});
		const { uuid } = request.params as { uuid: string };
		const found = trunkCalls.finished().find((call) => call.uuid === uuid);
		if (!found) throw new ApiRefusal(404, 'call not found');
		return found;
	};

	server.get('/Call/', async (request) => {
		const list = readListQuery(request, context, CALL_RULES);
		checkBounds(list.filters);
		const found = trunkCalls.finished().filter((call) => passesCallFilters(call, list.filters));
		return zentrunkPage(
			found.map((call) => trunkCallRecord(call, account)),
			list,
			variants,
		);
	});

	server.get('/Call/:uuid/', async (request) =>
		withApiId(trunkCallRecord(ofPath(request), account)),
	);

	server.get('/Call/:uuid/Insights/', async (request) =>
		withApiId(trunkCallInsights(ofPath(request))),
	);
}

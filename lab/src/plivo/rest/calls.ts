import type { FastifyInstance } from 'fastify';
import { ApiRefusal, page, withApiId } from './answers';
import { tellCallback } from './callActions/action';
import { FINISHED_RULES, inWindow, LIVE_RULES, passesFilters } from './callFilters';
import { callRecord, liveCall } from './callRecord';
import type { RestContext } from './context';
import { dialedLegRecords } from './dialedLegRecord';
import { readBody, readListQuery, readQuery } from './context';
import type { FieldRule } from './fields';
import { makeCalls } from './makeCall';
import { MAKE_CALL_RULES, NOT_SIMULATED } from './makeCallRules';

/** `/Call/`: placing calls and looking them up (plivo.md §5.1, §5.2). */
export function callRoutes(server: FastifyInstance, context: RestContext): void {
	const { account, calls, queue, variants } = context;

	server.post('/Call/', async (request, reply) => {
		const values = readBody(request, context, MAKE_CALL_RULES) as Record<string, string>;
		for (const field of NOT_SIMULATED.filter((name) => values[name] !== undefined)) {
			context.log.add({
				side: 'plivo',
				kind: 'not-simulated',
				summary: `Make Call: ${field} has no effect in the lab`,
			});
		}
		const uuids = makeCalls(values, queue, context);
		const result =
			uuids.length === 1
				? { message: 'call fired', request_uuid: uuids[0] }
				: { message: 'calls fired', request_uuid: uuids };
		const spawned = tellCallback(values, result, context);
		if (spawned) return reply.code(variants.updateStatus).send(spawned);
		return reply.code(variants.createStatus).send(withApiId(result));
	});

	server.get('/Call/', async (request) => {
		if ((request.query as { status?: string }).status !== undefined) {
			const filters = readQuery(request, context, LIVE_RULES);
			const view = filters.status === 'live' ? calls.live() : calls.queued();
			const found = view.filter((call) => passesFilters(call, filters));
			// Not paged (plivo.md §1.1).
			return withApiId({ calls: found.map((call) => call.uuid) });
		}
		const list = readListQuery(request, context, FINISHED_RULES);
		const found = calls
			.finished()
			.filter((call) => passesFilters(call, list.filters) && inWindow(call, list.filters));
		const { parent_call_uuid: parent } = list.filters;
		const lagMs = variants.cdrLagMs;
		const legs =
			parent === undefined ? [] : dialedLegRecords(calls.all(), parent, { account, lagMs });
		return page([...found.map((call) => callRecord(call, account)), ...legs], list);
	});

	const lookUp = (uuid: string, status: string | undefined): object => {
		const view = { live: calls.live(), queued: calls.queued() }[status ?? ''] ?? calls.finished();
		const call = view.find((candidate) => candidate.uuid === uuid);
		if (!call) throw new ApiRefusal(variants.missingCallStatus, 'call not found');
		return withApiId(status === undefined ? callRecord(call, account) : liveCall(call));
	};

	server.get('/Call/:uuid/', async (request) => {
		const { status } = readQuery(request, context, { status: LIVE_RULES.status as FieldRule });
		return lookUp((request.params as { uuid: string }).uuid, status);
	});

	// Without the trailing slash, as npm plivo asks for live and queued calls (plivo.md §1).
	server.get('/Call/:uuid', async (request) => {
		const { status } = readQuery(request, context, { status: LIVE_RULES.status as FieldRule });
		if (status === undefined) throw new ApiRefusal(404, 'not found');
		return lookUp((request.params as { uuid: string }).uuid, status);
	});
}

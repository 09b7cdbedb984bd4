import type { FastifyInstance, FastifyRequest } from 'fastify';
import { withApiId, ApiRefusal, deleted } from './answers';
import type { MultiPartyCall } from '../multiParty/multiPartyCall';
import { answerStop } from './callActions/action';
import { subaccountId } from './checks';
import { comparedRules, passesComparisons } from './comparisons';
import type { RestContext } from './context';
import { readBody, readListQuery } from './context';
import type { FieldRule } from './fields';
import { anyText, oneOf, pattern } from './fields';
import { mpcObject, mpcPage } from './multiPartyObjects';

const time = pattern(
	/^\d{4}-\d\d-\d\d \d\d:\d\d(:\d\d(\.\d{1,6})?)?$/,
	'must be a time like 2024-09-26 14:05',
);

const LIST_RULES: Record<string, FieldRule> = {
	sub_account: { check: subaccountId },
	friendly_name: { check: anyText },
	status: { check: oneOf('initialized', 'active', 'ended') },
	termination_cause_code: { check: pattern(/^\d+$/, 'must be a number') },
	...comparedRules('end_time', time),
	...comparedRules('creation_time', time),
};

/** The segment of a path that names a multi-party call: `name_...` or `uuid_...`. */
export function mpcSegment(request: FastifyRequest): string {
	return (request.params as { mpc: string }).mpc;
}

/**
 * The multi-party call that a request's path names; by its name only as long as it is going on.
 * @throws ApiRefusal 404
 */
export function mpcNamed(request: FastifyRequest, { world }: RestContext): MultiPartyCall {
	const segment = mpcSegment(request);
	const mpc = segment.startsWith('uuid_')
		? world.multiPartyCalls.findUuid(segment.slice('uuid_'.length))
		: segment.startsWith('name_')
			? world.multiPartyCalls.findLive(segment.slice('name_'.length))
			: undefined;
	if (!mpc) throw new ApiRefusal(404, 'multi party call not found');
	return mpc;
}

/**
 * The same, and it must be going on.
 * @throws ApiRefusal 404
 */
export function liveMpcNamed(request: FastifyRequest, context: RestContext): MultiPartyCall {
	const mpc = mpcNamed(request, context);
	if (mpc.status === 'Ended') throw new ApiRefusal(404, 'multi party call not found');
	return mpc;
}

/** `/MultiPartyCall/` (plivo-conferences.md §C3). */
export function multiPartyCallRoutes(server: FastifyInstance, context: RestContext): void {
	const { world } = context;

	server.get('/MultiPartyCall/', async (request) => {
		const list = readListQuery(request, context, LIST_RULES);
		const found = world.multiPartyCalls.all().filter((mpc) => passes(mpc, list.filters));
		return mpcPage(
			found.map((mpc) => mpcObject(mpc, `uuid_${mpc.uuid}`, world)),
			list,
		);
	});

	const get = async (request: FastifyRequest) =>
		withApiId(mpcObject(mpcNamed(request, context), mpcSegment(request), world));
	server.get('/MultiPartyCall/:mpc/', get);
	// As npm plivo asks (plivo-conferences.md §C5).
	server.get('/MultiPartyCall/:mpc', get);

	server.post('/MultiPartyCall/:mpc/', async (request, reply) => {
		const mpc = liveMpcNamed(request, context);
		readBody(request, context, {
			status: { check: pattern(/^active$/i, 'must be active'), required: true },
		});
		if (mpc.status !== 'Initialized' || mpc.present.length === 0) {
			throw new ApiRefusal(404, 'no initialized multi party call was found');
		}
		mpc.activate();
		return deleted(reply);
	});

	server.delete('/MultiPartyCall/:mpc/', async (request, reply) => {
		liveMpcNamed(request, context).end(3000);
		return answerStop(request, reply, undefined, context);
	});
}

function passes(mpc: MultiPartyCall, filters: Record<string, string>): boolean {
	const utc = (written: string) => Date.parse(`${written.replace(' ', 'T')}Z`);
	const equal = (name: string, value: string | null) =>
		filters[name] === undefined || filters[name] === value;
	const timed = Object.keys(filters).some((name) => name.startsWith('end_time'));
	return (
		equal('friendly_name', mpc.friendlyName) &&
		equal('status', mpc.status.toLowerCase()) &&
		equal('termination_cause_code', String(mpc.terminationCode)) &&
		// Subaccounts have no calls of their own in the lab.
		filters.sub_account === undefined &&
		!(timed && mpc.endedAt === null) &&
		passesComparisons('end_time', mpc.endedAt ?? 0, filters, utc) &&
		passesComparisons('creation_time', mpc.createdAt, filters, utc)
	);
}

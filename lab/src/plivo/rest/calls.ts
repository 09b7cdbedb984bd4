import { randomUUID } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { runOutboundCall } from '../callRunner';
import type { CallRoute, Endpoint } from '../callFacts';
import { LabCall } from '../labCall';
import { normalized } from '../people';
import { ApiRefusal, page, withApiId } from './answers';
import { FINISHED_RULES, LIVE_RULES, passesFilters } from './callFilters';
import { callRecord, liveCall } from './callRecord';
import type { RestContext } from './context';
import { readBody, readListQuery, readQuery } from './context';
import type { FieldRule } from './fields';
import { anyText, flag, httpUrl, method, oneOf, pattern, wholeNumber } from './fields';

const MOST_DESTINATIONS = 1000;

/** Make Call (plivo.md §5.1). */
const MAKE_CALL_RULES: Record<string, FieldRule> = {
	from: { check: pattern(/^(\+?\d{3,15}|sips?:.+)$/, 'is not a phone number'), required: true },
	to: {
		check: pattern(/^(\+?\d{3,15}|sips?:[^<]+)(<(\+?\d{3,15}|sips?:[^<]+))*$/, 'is invalid'),
		required: true,
	},
	answer_url: { check: httpUrl, required: true },
	answer_method: { check: method },
	ring_url: { check: httpUrl },
	ring_method: { check: method },
	hangup_url: { check: httpUrl },
	hangup_method: { check: method },
	fallback_url: { check: httpUrl },
	fallback_method: { check: method },
	caller_name: { check: pattern(/^.{0,50}$/, 'is longer than 50 characters') },
	send_digits: { check: anyText },
	send_on_preanswer: { check: flag },
	time_limit: { check: wholeNumber(1, 86_400) },
	hangup_on_ring: { check: wholeNumber(0, 86_400) },
	ring_timeout: { check: wholeNumber(1, 86_400) },
	machine_detection: { check: oneOf('true', 'hangup') },
	machine_detection_time: { check: wholeNumber(2000, 10_000) },
	machine_detection_url: { check: httpUrl },
	machine_detection_method: { check: method },
	machine_detection_maximum_speech_length: { check: wholeNumber(1000, 6000) },
	machine_detection_initial_silence: { check: wholeNumber(2000, 10_000) },
	machine_detection_maximum_words: { check: wholeNumber(2, 10) },
	machine_detection_initial_greeting: { check: wholeNumber(1000, 5000) },
	sip_headers: { check: anyText },
	parent_call_uuid: { check: anyText },
	error_if_parent_not_found: { check: flag },
	callback_url: { check: httpUrl },
	callback_method: { check: method },
};

/** Accepted, but without effect in the lab. */
const NOT_SIMULATED = [
	'caller_name',
	'send_digits',
	'send_on_preanswer',
	'hangup_on_ring',
	'machine_detection',
	'parent_call_uuid',
	'callback_url',
];

/** `/Call/`: placing calls and looking them up (plivo.md §5.1, §5.2). */
export function callRoutes(server: FastifyInstance, context: RestContext): void {
	const { account, calls, variants } = context;

	server.post('/Call/', async (request, reply) => {
		const values = readBody(request, context, MAKE_CALL_RULES) as Record<string, string>;
		for (const field of NOT_SIMULATED.filter((name) => values[name] !== undefined)) {
			context.log.add({
				side: 'plivo',
				kind: 'not-simulated',
				summary: `Make Call: ${field} has no effect in the lab`,
			});
		}
		const targets = (values.to ?? '').split('<');
		if (targets.length > MOST_DESTINATIONS) throw new ApiRefusal(400, 'to has too many numbers');
		const uuids = targets.map((target) => placeCall(target, values, context));
		const answer =
			uuids.length === 1
				? { message: 'call fired', request_uuid: uuids[0] }
				: { message: 'calls fired', request_uuid: uuids };
		return reply.code(variants.createStatus).send(withApiId(answer));
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
		const found = calls.finished().filter((call) => passesFilters(call, list.filters));
		return page(
			found.map((call) => callRecord(call, account)),
			list,
		);
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

/** Queues a call to a person of the lab; returns its uuid. */
function placeCall(
	target: string,
	values: Record<string, string>,
	{ world, calls }: RestContext,
): string {
	const to = normalized(target);
	const callee = world.people.find(to);
	const call = new LabCall(
		{
			uuid: randomUUID(),
			direction: 'outbound',
			from: normalized(values.from ?? ''),
			to,
			route: routeOf(values),
			fields: {},
			sessionStart: new Date(),
			script: callee?.script ?? [],
			stayMs: callee?.stayMs,
		},
		world,
	);
	calls.add(call);
	const options = {
		ringTimeout: Number(values.ring_timeout ?? 120),
		timeLimit: Number(values.time_limit ?? 14_400),
	};
	// Queued until the answer to this request is out.
	setImmediate(() => void runOutboundCall(call, callee, options, world));
	return call.uuid;
}

function routeOf(values: Record<string, string>): CallRoute {
	const endpoint = (name: string): Endpoint | undefined => {
		const url = values[`${name}_url`];
		return url === undefined
			? undefined
			: { url, method: values[`${name}_method`] === 'GET' ? 'GET' : 'POST' };
	};
	return {
		answer: endpoint('answer') as Endpoint,
		fallback: endpoint('fallback'),
		hangup: endpoint('hangup'),
		ring: endpoint('ring'),
	};
}

import { setTimeout as delay } from 'node:timers/promises';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import fastify from 'fastify';
import { hasBasicAuth } from '../basicAuth';
import type { PlivoFault, PlivoFaults } from '../faults';
import { mediaRoute } from '../mediaServer';
import { accountRoutes } from './account';
import { ApiRefusal, errorBody } from './answers';
import { applicationRoutes } from './applications';
import { callActionRoutes } from './callActions';
import { callRoutes } from './calls';
import { callStreamRoutes } from './callStreams';
import { conferenceMemberRoutes } from './conferenceMembers';
import { conferenceRoutes } from './conferences';
import type { RestContext } from './context';
import { pathOf } from './context';
import { multiPartyCallRoutes } from './multiPartyCalls';
import { multiPartyParticipantRoutes } from './multiPartyParticipants';
import { multiPartyRecordingRoutes } from './multiPartyRecordings';
import { multiPartySoundRoutes } from './multiPartySounds';
import { numberRoutes } from './numbers';
import { phoneNumberRoutes } from './phoneNumbers';
import { pricingRoutes } from './pricing';
import { RateLimit } from './rateLimit';
import { recordingRoutes } from './recordings';
import { verifiedCallerIdRoutes } from './verifiedCallerIds';
import { zentrunkRoutes } from './zentrunk/routes';

/** A request to the API, as tests look at it: never its headers. */
export interface RecordedRequest {
	method: string;
	/** Without the query. */
	path: string;
	query: Record<string, string>;
	/** Parsed JSON; undefined when there was none. */
	body: unknown;
	/** Milliseconds since the epoch. */
	at: number;
}

/** The API host of the local Plivo (plivo.md §1). Paths are matched exactly: without its last slash a path is not found. */
export function buildApiServer(
	context: RestContext,
	faults: PlivoFaults,
	requests: RecordedRequest[],
): FastifyInstance {
	const { account, variants, log } = context;
	const server = fastify({ logger: false, forceCloseConnections: true });
	const rateLimit = new RateLimit(context);
	const pendingFaults = new WeakMap<FastifyRequest, PlivoFault>();

	server.removeAllContentTypeParsers();
	server.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, body, done) => {
		// A DELETE with a content type but no body is fine.
		if (body === '') return done(null, undefined);
		try {
			return done(null, JSON.parse(body as string));
		} catch {
			return done(new ApiRefusal(400, 'The request body is not valid JSON'));
		}
	});
	server.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => {
		if (body === '') return done(null, undefined);
		return done(new ApiRefusal(400, 'The request body must be JSON'));
	});

	server.addHook('preHandler', async (request, reply) => {
		const recorded = record(request);
		requests.push(recorded);
		const fault = faults.take(recorded);
		if (fault) {
			if (fault.delayMs !== undefined && !fault.afterEffect) await wait(fault.delayMs, request);
			if (fault.afterEffect) pendingFaults.set(request, fault);
			else if (isAnswer(fault)) return answerFault(fault, reply, context);
		}
		if (!hasBasicAuth(request, account)) {
			throw new ApiRefusal(401, 'Authentication failed');
		}
		rateLimit.count(reply);
		return undefined;
	});

	server.addHook('onSend', async (request, reply, payload) => {
		const fault = pendingFaults.get(request);
		if (!fault) return payload;
		pendingFaults.delete(request);
		if (fault.delayMs !== undefined) await wait(fault.delayMs, request);
		if (!isAnswer(fault)) return payload;
		if (fault.drop) request.raw.socket.destroy();
		if (fault.status !== undefined) reply.code(fault.status);
		return JSON.stringify(faultBody(fault, context));
	});

	server.addHook('onResponse', async (request, reply) => {
		log.add({
			side: 'plivo',
			kind: reply.statusCode >= 400 ? 'refused' : 'request',
			summary: `${request.method} ${pathOf(request)} -> ${reply.statusCode}`,
		});
	});

	server.setErrorHandler((error, _request, reply) => {
		const status = error instanceof ApiRefusal ? error.status : 500;
		const words = error instanceof Error ? error.message : String(error);
		return reply.code(status).send(errorBody(status, words, variants));
	});
	const paths: RegExp[] = [];
	server.addHook('onRoute', ({ url }) => {
		if (url.endsWith('/')) paths.push(new RegExp(`^${url.replace(/:\w+/g, '[^/]+')}$`));
	});
	// What is there for another method is no missing path (plivo.md §1.2).
	server.setNotFoundHandler((request, reply) => {
		const isKnown = paths.some((path) => path.test(pathOf(request)));
		const [status, words] = isKnown
			? ([405, 'method not allowed'] as const)
			: ([404, 'not found'] as const);
		return reply.code(status).send(errorBody(status, words, variants));
	});

	server.register(
		async (scope) => {
			accountRoutes(scope, context);
			applicationRoutes(scope, context);
			numberRoutes(scope, context);
			phoneNumberRoutes(scope, context);
			pricingRoutes(scope, context);
			verifiedCallerIdRoutes(scope, context);
			callRoutes(scope, context);
			callActionRoutes(scope, context);
			callStreamRoutes(scope, context);
			recordingRoutes(scope, context);
			if (variants.recordingMediaAuth === 'basic') mediaRoute(scope, context.world.recordings);
			conferenceRoutes(scope, context);
			conferenceMemberRoutes(scope, context);
			multiPartyCallRoutes(scope, context);
			multiPartyParticipantRoutes(scope, context);
			multiPartyRecordingRoutes(scope, context);
			multiPartySoundRoutes(scope, context);
			zentrunkRoutes(scope, context);
		},
		{ prefix: `/v1/Account/${account.authId}` },
	);
	return server;
}

function record(request: FastifyRequest): RecordedRequest {
	return {
		method: request.method,
		path: pathOf(request),
		query: { ...(request.query as Record<string, string>) },
		body: structuredClone(request.body),
		at: Date.now(),
	};
}

/** Ends early when the client gives up. */
async function wait(ms: number, request: FastifyRequest): Promise<void> {
	const gone = new AbortController();
	request.raw.socket.once('close', () => gone.abort());
	// Timers have a limit of 2^31 ms; a client has long left by then.
	await delay(Math.min(ms, 2 ** 31 - 1), undefined, { signal: gone.signal }).catch(() => undefined);
}

function isAnswer(fault: PlivoFault): boolean {
	return fault.drop === true || fault.status !== undefined || fault.body !== undefined;
}

function answerFault(fault: PlivoFault, reply: FastifyReply, context: RestContext): FastifyReply {
	if (fault.drop) {
		reply.hijack();
		reply.raw.destroy();
		return reply;
	}
	return reply
		.code(fault.status ?? 500)
		.headers(fault.headers ?? {})
		.send(faultBody(fault, context));
}

function faultBody(fault: PlivoFault, { variants }: RestContext): unknown {
	return fault.body ?? errorBody(fault.status ?? 500, 'The lab was told to fail', variants);
}

import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { SoundLoader, SoundQueue } from '../conference/soundQueue';
import { fetchSound } from '../elements/sounds';
import { LineSound } from '../lineSound';
import type { MultiPartyCall } from '../multiParty/multiPartyCall';
import { answerAction, answerStop, CALLBACK } from './callActions/action';
import type { RestContext } from './context';
import { readBody } from './context';
import type { FieldRule } from './fields';
import { anyText, flag, httpUrl, oneOf } from './fields';
import { liveMpcNamed } from './multiPartyCalls';
import { participantsNamed } from './multiPartyParticipants';

const PLAY_RULES: Record<string, FieldRule> = {
	url: { check: httpUrl, required: true },
	...CALLBACK,
};

const SPEAK_RULES: Record<string, FieldRule> = {
	text: { check: anyText, required: true },
	voice: { check: anyText },
	language: { check: anyText },
	mix: { check: flag },
	type: { check: oneOf('ssml') },
	...CALLBACK,
};

type SoundKind = 'playing' | 'speaking';

/** `/MultiPartyCall/{mpc}/Member/{ids}/` (plivo-conferences.md §C3.2): files and texts for participants. */
export function multiPartySoundRoutes(server: FastifyInstance, context: RestContext): void {
	const path = '/MultiPartyCall/:mpc/Member/:ids/';

	server.post(`${path}Play/`, async (request, reply) => {
		const mpc = liveMpcNamed(request, context);
		const [asker] = participantsNamed(request, mpc, context);
		const values = readBody(request, context, PLAY_RULES);
		const load: SoundLoader = async (signal) =>
			asker && (await fetchSound(values.url as string, asker.call, signal));
		for (const queue of queues('playing', request, mpc, context)) queue.add(load);
		return answer(request, reply, 'play queued into MPC', values, mpc, context);
	});

	server.post(`${path}Speak/`, async (request, reply) => {
		const mpc = liveMpcNamed(request, context);
		const values = readBody(request, context, SPEAK_RULES);
		const load: SoundLoader = async () => await LineSound.ofText(values.text as string);
		for (const queue of queues('speaking', request, mpc, context)) queue.add(load);
		return answer(request, reply, 'speak queued into MPC', values, mpc, context);
	});

	const stop = (kind: SoundKind) => async (request: FastifyRequest, reply: FastifyReply) => {
		const mpc = liveMpcNamed(request, context);
		for (const queue of queues(kind, request, mpc, context)) queue.stop();
		return answerStop(request, reply, undefined, context);
	};
	server.delete(`${path}Play/`, stop('playing'));
	server.delete(`${path}Speak/`, stop('speaking'));
}

/** What was started for `all` is stopped by `all` alone. */
function queues(
	kind: SoundKind,
	request: FastifyRequest,
	mpc: MultiPartyCall,
	context: RestContext,
): SoundQueue[] {
	const participants = participantsNamed(request, mpc, context);
	const { ids } = request.params as { ids: string };
	return ids === 'all' ? [mpc[kind]] : participants.map((participant) => participant[kind]);
}

/** In camel case, unlike all the rest (plivo-conferences.md §C3.2). */
function answer(
	request: FastifyRequest,
	reply: FastifyReply,
	message: string,
	values: Record<string, unknown>,
	mpc: MultiPartyCall,
	context: RestContext,
): FastifyReply {
	const { ids } = request.params as { ids: string };
	const result = { message, mpcMemberId: ids.split(','), mpcName: mpc.friendlyName };
	return answerAction(reply, values, result, context);
}

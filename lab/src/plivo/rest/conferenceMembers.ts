import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Conference } from '../conference/conference';
import type { ConferenceMember } from '../conference/conferenceMember';
import type { SoundLoader, SoundQueue } from '../conference/soundQueue';
import { fetchSound } from '../elements/sounds';
import { normalHangup } from '../hangupCauses';
import { LineSound } from '../lineSound';
import type { PlivoVariants } from '../variants';
import { answerAction, answerStop, CALLBACK } from './callActions/action';
import { conferenceNamed } from './conferences';
import type { RestContext } from './context';
import { readBody } from './context';
import type { FieldRule } from './fields';
import { anyText, httpUrl, oneOf } from './fields';
import { chosenByIds } from './memberIds';

const PLAY_RULES: Record<string, FieldRule> = {
	url: { check: httpUrl, required: true },
	...CALLBACK,
};

const SPEAK_RULES: Record<string, FieldRule> = {
	text: { check: anyText, required: true },
	voice: { check: oneOf('MAN', 'WOMAN') },
	language: { check: anyText },
	...CALLBACK,
};

type MemberAction = (member: ConferenceMember, conference: Conference) => void;

/** Verb, last part of the path, what Plivo says, what happens (plivo-conferences.md §C1.1). */
const STATE_ACTIONS: ['POST' | 'DELETE', string, string, MemberAction][] = [
	['DELETE', '', 'hangup', ({ call }) => call.end(normalHangup('API Request'))],
	['POST', 'Kick/', 'kicked', (member, conference) => conference.dismiss(member)],
	['POST', 'Mute/', 'muted', (member) => (member.muted = true)],
	['DELETE', 'Mute/', 'unmuted', (member) => (member.muted = false)],
	['POST', 'Deaf/', 'deaf', (member) => (member.deaf = true)],
	['DELETE', 'Deaf/', 'undeaf', (member) => (member.deaf = false)],
];

/** `/Conference/{name}/Member/{ids}/` (plivo-conferences.md §C1.1, §C1.2). */
export function conferenceMemberRoutes(server: FastifyInstance, context: RestContext): void {
	const { variants } = context;

	for (const [verb, path, message, act] of STATE_ACTIONS) {
		server.route({
			method: verb,
			url: `/Conference/:name/Member/:ids/${path}`,
			handler: async (request, reply) => {
				const conference = conferenceNamed(request, context);
				for (const member of membersNamed(request, conference, variants)) act(member, conference);
				return verb === 'POST'
					? answerQueued(request, reply, message, readBody(request, context, CALLBACK), context)
					: answerStop(request, reply, message, context);
			},
		});
	}

	server.post('/Conference/:name/Member/:ids/Play/', async (request, reply) => {
		const conference = conferenceNamed(request, context);
		const members = membersNamed(request, conference, variants);
		const values = readBody(request, context, PLAY_RULES);
		const [asker] = members;
		const load: SoundLoader = async (signal) =>
			asker && (await fetchSound(values.url as string, asker.call, signal));
		for (const queue of queues('playing', request, conference, members)) queue.add(load);
		return answerQueued(request, reply, 'play queued into conference', values, context);
	});

	server.post('/Conference/:name/Member/:ids/Speak/', async (request, reply) => {
		const conference = conferenceNamed(request, context);
		const members = membersNamed(request, conference, variants);
		const values = readBody(request, context, SPEAK_RULES);
		const load: SoundLoader = async () => await LineSound.ofText(values.text as string);
		for (const queue of queues('speaking', request, conference, members)) queue.add(load);
		return answerQueued(request, reply, 'speak queued into conference', values, context);
	});

	server.delete('/Conference/:name/Member/:ids/Play/', async (request, reply) => {
		stopQueues('playing', request, context);
		return answerStop(request, reply, 'playing in conference stopped', context);
	});

	server.delete('/Conference/:name/Member/:ids/Speak/', async (request, reply) => {
		stopQueues('speaking', request, context);
		return answerStop(request, reply, 'speak stopped', context);
	});
}

function stopQueues(
	kind: 'playing' | 'speaking',
	request: FastifyRequest,
	context: RestContext,
): void {
	const conference = conferenceNamed(request, context);
	const members = membersNamed(request, conference, context.variants);
	for (const queue of queues(kind, request, conference, members)) queue.stop();
}

/** What was started for `all` is stopped by `all` alone (plivo-conferences.md §C1.2). */
function queues(
	kind: 'playing' | 'speaking',
	request: FastifyRequest,
	conference: Conference,
	members: ConferenceMember[],
): SoundQueue[] {
	return idsOf(request) === 'all' ? [conference[kind]] : members.map((member) => member[kind]);
}

function idsOf(request: FastifyRequest): string {
	return (request.params as { ids: string }).ids;
}

function membersNamed(
	request: FastifyRequest,
	{ members }: Conference,
	variants: PlivoVariants,
): ConferenceMember[] {
	return chosenByIds(idsOf(request), members, variants);
}

function answerQueued(
	request: FastifyRequest,
	reply: FastifyReply,
	message: string,
	values: Record<string, unknown>,
	context: RestContext,
): FastifyReply {
	const result = { message, member_id: shownIds(idsOf(request), context.variants) };
	return answerAction(reply, values, result, context);
}

/** One id as it is, several as Python prints them (plivo-conferences.md §C1.3). */
function shownIds(ids: string, { memberIdsAs }: PlivoVariants): string | string[] {
	const list = ids.split(',');
	if (memberIdsAs === 'array') return list;
	const single = list.length === 1 && ids !== 'all';
	return single ? ids : `[${list.map((id) => `u'${id}'`).join(', ')}]`;
}

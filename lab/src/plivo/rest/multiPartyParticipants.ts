import { randomUUID } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { MultiPartyCall } from '../multiParty/multiPartyCall';
import type { Participant } from '../multiParty/participant';
import {
	ADD_PARTICIPANT_RULES,
	checkDestinations,
	NOT_SIMULATED_OF_PARTICIPANTS,
} from './addParticipantRules';
import { addByDialing, addExistingCall, endFull, joinOf } from './addParticipant';
import { ApiRefusal, withApiId } from './answers';
import { answerAction, answerStop, CALLBACK } from './callActions/action';
import type { RestContext } from './context';
import { readBody, readListQuery } from './context';
import { anyText, flag, readFlag } from './fields';
import { chosenByIds } from './memberIds';
import { liveMpcNamed, mpcNamed, mpcSegment } from './multiPartyCalls';
import { mpcPage, participantObject } from './multiPartyObjects';
import { changeParticipants } from './participantChanges';

/** `/MultiPartyCall/{mpc}/Participant/` (plivo-conferences.md §C3.2, §C3.6, §C3.7). */
export function multiPartyParticipantRoutes(server: FastifyInstance, context: RestContext): void {
	const { variants, world } = context;
	const path = '/MultiPartyCall/:mpc/Participant/';

	server.post(path, async (request, reply) => {
		const values = readBody(request, context, ADD_PARTICIPANT_RULES);
		checkDestinations(values);
		const friendlyName = nameFor(request, context);
		sayWhatIsNotSimulated(values, context);
		const join = joinOf(friendlyName, values);
		const callUuid = values.call_uuid as string | undefined;
		const full = world.multiPartyCalls.findLive(friendlyName)?.full ?? false;
		if (full && (variants.fullMpc === 'refused' || callUuid !== undefined)) {
			throw new ApiRefusal(400, 'the multi party call has its maximum of participants');
		}
		const open = () => {
			const mpc = world.multiPartyCalls.open(join, world);
			mpc.events.report('AddParticipantByAPIActionInitiated');
			return mpc;
		};
		const calls =
			callUuid === undefined
				? addByDialing(values, open(), join, context)
				: addExistingCall(callUuid, open, join, context);
		if (full) endFull(calls, context);
		return reply.code(variants.createStatus).send(
			withApiId({
				calls,
				message: 'add participant action initiated',
				request_uuid: calls.length === 1 ? calls[0]?.call_uuid : randomUUID(),
			}),
		);
	});

	server.get(path, async (request) => {
		const mpc = mpcNamed(request, context);
		const list = readListQuery(request, context, { call_uuid: { check: anyText } });
		const everybody = variants.mpcParticipantList === 'all' || mpc.status === 'Ended';
		const found = (everybody ? mpc.participants : mpc.present).filter(
			({ call }) => (list.filters.call_uuid ?? call.uuid) === call.uuid,
		);
		return mpcPage(
			found.map((one) => participantObject(one, mpc, mpcSegment(request), world)),
			list,
		);
	});

	server.get(`${path}:ids/`, async (request) => {
		const mpc = mpcNamed(request, context);
		const { ids } = request.params as { ids: string };
		const participant = mpc.participants.find(({ id }) => id === ids);
		const gone = participant && !participant.present && variants.leftParticipant === 'missing';
		if (!participant || gone) throw new ApiRefusal(404, 'member not found');
		return withApiId(participantObject(participant, mpc, mpcSegment(request), world));
	});

	server.post(`${path}:ids/`, async (request, reply) => {
		const mpc = liveMpcNamed(request, context);
		const { ids } = request.params as { ids: string };
		const values = readBody(request, context, {
			mute: { check: flag },
			hold: { check: flag },
			coach_mode: { check: flag },
			disable_state_change_sound: { check: flag },
			...CALLBACK,
		});
		if (ids === 'all' && values.coach_mode !== undefined) {
			throw new ApiRefusal(400, 'coach_mode can be updated for single participants only');
		}
		const sound = !readFlag(values.disable_state_change_sound);
		const texts = changeParticipants(
			mpc,
			participantsNamed(request, mpc, context),
			{ mute: values.mute, hold: values.hold, coach_mode: values.coach_mode },
			sound,
		);
		if (Object.keys(texts).length === 0) {
			throw new ApiRefusal(400, 'at least one of mute, hold and coach_mode must be sent');
		}
		const result = variants.mpcUpdateAnswer === 'nested' ? { message: texts } : texts;
		return answerAction(reply, values, result, context);
	});

	server.delete(`${path}:ids/`, async (request, reply) => {
		const mpc = liveMpcNamed(request, context);
		for (const participant of participantsNamed(request, mpc, context)) {
			mpc.dismiss(participant, 'Kicked Out of Multiparty Call');
		}
		return answerStop(request, reply, undefined, context);
	});
}

/**
 * The participants, among those who are there, that a request's path names.
 * @throws ApiRefusal 404
 */
export function participantsNamed(
	request: FastifyRequest,
	mpc: MultiPartyCall,
	{ variants }: RestContext,
): Participant[] {
	return chosenByIds((request.params as { ids: string }).ids, mpc.present, variants);
}

/** By uuid it must exist; a name that is not going on is a new one. */
function nameFor(request: FastifyRequest, context: RestContext): string {
	const segment = mpcSegment(request);
	const name = segment.startsWith('name_') ? segment.slice('name_'.length) : '';
	return name === '' ? liveMpcNamed(request, context).friendlyName : name;
}

function sayWhatIsNotSimulated(values: Record<string, unknown>, { log }: RestContext): void {
	// npm plivo sends its defaults.
	const idle = ['real', 'true', 'false'];
	for (const name of NOT_SIMULATED_OF_PARTICIPANTS) {
		const value = values[name];
		if (value === undefined || idle.includes(String(value).toLowerCase())) continue;
		const summary = `Add Participant: ${name} has no effect in the lab`;
		log.add({ side: 'plivo', kind: 'not-simulated', summary });
	}
}

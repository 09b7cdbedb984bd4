import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Conference } from '../conference/conference';
import type { ConferenceMember } from '../conference/conferenceMember';
import type { Recording } from '../recordings';
import { sleep } from '../sleep';
import { ApiRefusal, withApiId } from './answers';
import { answerStop, CALLBACK, readCallback } from './callActions/action';
import type { RestContext } from './context';
import { readBody } from './context';
import type { FieldRule } from './fields';
import { anyText, httpUrl, method, oneOf, wholeNumber } from './fields';

const RECORD_RULES: Record<string, FieldRule> = {
	time_limit: { check: wholeNumber(1, 86_400) },
	file_format: { check: oneOf('mp3', 'wav') },
	transcription_type: { check: anyText },
	transcription_url: { check: httpUrl },
	transcription_method: { check: method },
	...CALLBACK,
};

/**
 * The conference that a request's path names.
 * @throws ApiRefusal when it is not going on
 */
export function conferenceNamed(request: FastifyRequest, { world }: RestContext): Conference {
	const conference = world.conferences.find((request.params as { name: string }).name);
	if (!conference) throw new ApiRefusal(404, 'conference not found');
	return conference;
}

/** `/Conference/` (plivo-conferences.md §C1). */
export function conferenceRoutes(server: FastifyInstance, context: RestContext): void {
	const { variants, world } = context;

	server.get('/Conference/', async () =>
		withApiId({ conferences: world.conferences.all().map(({ name }) => name) }),
	);

	server.get('/Conference/:name/', async (request) =>
		withApiId(conferenceObject(conferenceNamed(request, context))),
	);

	server.delete('/Conference/', async (request, reply) => {
		for (const conference of world.conferences.all()) conference.hangUp();
		return answerStop(request, reply, 'all conferences hung up', context);
	});

	server.delete('/Conference/:name/', async (request, reply) => {
		conferenceNamed(request, context).hangUp();
		return answerStop(request, reply, 'conference hung up', context);
	});

	server.post('/Conference/:name/Record/', async (request, reply) => {
		const conference = conferenceNamed(request, context);
		const values = readBody(request, context, RECORD_RULES);
		sayWhatIsNotSimulated(values, context);
		const answer = withApiId({ message: 'conference recording started' });
		const callback = readCallback(values);
		const recorder = conference.startRecording(async (recording) => {
			if (!callback) return;
			await world.callbacks.send({
				purpose: 'record callback',
				...callback,
				fields: recordedFields(recording, (answer as { api_id: string }).api_id),
			});
		});
		if (values.time_limit !== undefined) {
			void sleep(Number(values.time_limit) * 1000, conference.over).then(async () => {
				if (conference.recorder === recorder) await conference.stopRecording();
			});
		}
		return reply.code(variants.updateStatus).send({
			...answer,
			recording_id: recorder.id,
			url: world.recordings.urlOf(recorder.id),
		});
	});

	server.delete('/Conference/:name/Record/', async (request, reply) => {
		const conference = conferenceNamed(request, context);
		if (!conference.isRecorded && variants.idleRecordingStopStatus === 404) {
			throw new ApiRefusal(404, 'conference recording not found');
		}
		void conference.stopRecording();
		return answerStop(request, reply, 'conference recording stopped', context);
	});
}

/** All numbers are strings (plivo-conferences.md §C1.3). */
function conferenceObject({ name, createdAt, members }: Conference): object {
	return {
		conference_name: name,
		conference_run_time: secondsSince(createdAt),
		conference_member_count: String(members.length),
		members: members.map(memberObject),
	};
}

function memberObject({ id, muted, deaf, joinedAt, call }: ConferenceMember): object {
	const { facts } = call;
	return {
		muted,
		member_id: id,
		deaf,
		from: facts.from,
		to: facts.to,
		caller_name: facts.fields.CallerName ?? facts.callerName ?? `+${facts.from}`,
		direction: facts.direction,
		call_uuid: facts.uuid,
		join_time: secondsSince(joinedAt),
	};
}

function secondsSince(at: number): string {
	return String(Math.floor((Date.now() - at) / 1000));
}

/** Of the callback when a recording has ended: in snake case (plivo-conferences.md §C1.4). */
function recordedFields(recording: Recording, apiId: string): Record<string, string> {
	return {
		api_id: apiId,
		record_url: recording.url,
		recording_id: recording.id,
		conference_name: recording.conferenceName ?? '',
		recording_duration: String(Math.ceil(recording.durationMs / 1000)),
		recording_duration_ms: String(recording.durationMs),
		recording_start_ms: String(recording.startedAt),
		recording_end_ms: String(recording.endedAt),
	};
}

function sayWhatIsNotSimulated(values: Record<string, unknown>, { log }: RestContext): void {
	const say = (summary: string) => log.add({ side: 'plivo', kind: 'not-simulated', summary });
	if (values.file_format !== 'wav') say('the recording will be a WAV file: the lab writes no MP3');
	if (values.transcription_url !== undefined) say('nothing is transcribed in the lab');
}

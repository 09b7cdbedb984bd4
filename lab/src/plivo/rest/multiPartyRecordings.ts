import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { MpcRecording } from '../multiParty/mpcRecording';
import type { TrackType } from '../multiParty/mpcRecordings';
import type { Participant } from '../multiParty/participant';
import { ApiRefusal, deleted, withApiId } from './answers';
import { readCallback } from './callActions/action';
import type { RestContext } from './context';
import { readBody, readQuery } from './context';
import type { FieldRule } from './fields';
import { flag, httpUrl, method, oneOf } from './fields';
import { liveMpcNamed } from './multiPartyCalls';
import { participantsNamed } from './multiPartyParticipants';

const TRACK: Record<string, FieldRule> = {
	record_track_type: { check: oneOf('all', 'participant', 'both') },
};

const START_RULES: Record<string, FieldRule> = {
	file_format: { check: oneOf('mp3', 'wav') },
	recording_callback_url: { check: httpUrl },
	recording_callback_method: { check: method },
	transcript: { check: flag },
	transcription_url: { check: httpUrl },
	...TRACK,
};

/** `/MultiPartyCall/{mpc}/Record/` and the same below a participant (plivo-conferences.md §C3.2). */
export function multiPartyRecordingRoutes(server: FastifyInstance, context: RestContext): void {
	const { variants } = context;

	for (const path of ['/MultiPartyCall/:mpc/', '/MultiPartyCall/:mpc/Participant/:ids/']) {
		server.post(`${path}Record/`, async (request, reply) => {
			const mpc = liveMpcNamed(request, context);
			const participant = participantOf(request, context);
			const values = readBody(request, context, START_RULES);
			if (values.file_format !== 'wav') {
				const summary = 'the recording will be a WAV file: the lab writes no MP3';
				context.log.add({ side: 'plivo', kind: 'not-simulated', summary });
			}
			const callback = readCallback(values, 'recording_callback_url', 'recording_callback_method');
			const kind = trackOf(values, participant);
			const all = kind === 'participant' ? undefined : mpc.recordings.startAll(callback);
			const track =
				participant && kind !== 'all'
					? mpc.recordings.startTrack(participant, callback)
					: undefined;
			const started = (track ?? all) as MpcRecording;
			return reply.code(variants.updateStatus).send(
				withApiId({
					message: `MPC: ${mpc.friendlyName} record started`,
					recording_id: started.id,
					recording_url: started.url,
				}),
			);
		});

		const change =
			(act: (recording: MpcRecording, stop: () => void) => void) =>
			async (request: FastifyRequest, reply: FastifyReply) => {
				const mpc = liveMpcNamed(request, context);
				const participant = participantOf(request, context);
				const values = {
					...readQuery(request, context, TRACK),
					...readBody(request, context, TRACK),
				};
				const running = mpc.recordings.running(trackOf(values, participant), participant);
				if (running.length === 0 && variants.idleRecordingStopStatus === 404) {
					throw new ApiRefusal(404, 'recording not found');
				}
				for (const recording of running) act(recording, () => mpc.recordings.stop(recording));
				return deleted(reply);
			};
		server.delete(
			`${path}Record/`,
			change((_recording, stop) => stop()),
		);
		server.post(
			`${path}Record/Pause/`,
			change((recording) => recording.setPaused(true)),
		);
		server.post(
			`${path}Record/Resume/`,
			change((recording) => recording.setPaused(false)),
		);
	}
}

/** The participant of the path, if there is one in it. */
function participantOf(request: FastifyRequest, context: RestContext): Participant | undefined {
	const { ids } = request.params as { ids?: string };
	if (ids === undefined) return undefined;
	return participantsNamed(request, liveMpcNamed(request, context), context)[0];
}

function trackOf(values: Record<string, unknown>, participant: Participant | undefined): TrackType {
	return participant ? ((values.record_track_type ?? 'all') as TrackType) : 'all';
}

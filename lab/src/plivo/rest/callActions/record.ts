import type { FastifyInstance } from 'fastify';
import { recordFields } from '../../callbackFields';
import type { Endpoint } from '../../callFacts';
import type { CallWorld } from '../../callWorld';
import type { LabCall } from '../../labCall';
import { LineRecorder, partiesOf } from '../../recordings';
import { sleep } from '../../sleep';
import { withApiId } from '../answers';
import type { RestContext } from '../context';
import { readBody } from '../context';
import type { FieldRule } from '../fields';
import { anyText, httpUrl, method, oneOf, wholeNumber } from '../fields';
import { answerStop, CALLBACK, callInProgress, readCallback } from './action';

const DEFAULT_TIME_LIMIT_S = 60;

const TRANSCRIPTION: Record<string, FieldRule> = {
	transcription_type: { check: anyText },
	transcription_url: { check: httpUrl },
	transcription_method: { check: method },
	transcription_report_type: { check: anyText },
};

const RULES: Record<string, FieldRule> = {
	time_limit: { check: wholeNumber(1, 86_400) },
	file_format: { check: oneOf('mp3', 'wav') },
	record_channel_type: { check: oneOf('mono', 'stereo') },
	...TRANSCRIPTION,
	...CALLBACK,
};

/** Recording a call (plivo.md §5.3): both sides, until the time limit, the stop, or the call's end. */
export function recordRoutes(server: FastifyInstance, context: RestContext): void {
	const { variants, world } = context;
	const stops = new Map<LabCall, AbortController>();

	server.post('/Call/:uuid/Record/', async (request, reply) => {
		const call = callInProgress(request, context);
		const values = readBody(request, context, RULES);
		sayWhatIsNotSimulated(values, call);
		const recorder = new LineRecorder(call.line, 'both', values.record_channel_type === 'stereo');
		const stop = stops.get(call) ?? new AbortController();
		stops.set(call, stop);
		const limitMs = Number(values.time_limit ?? DEFAULT_TIME_LIMIT_S) * 1000;
		const over = AbortSignal.any([call.ended, stop.signal]);
		void sleep(limitMs, over).then(() => finish(recorder, readCallback(values), call, world));
		return reply.code(variants.updateStatus).send(
			withApiId({
				url: world.recordings.urlOf(recorder.id),
				recording_id: recorder.id,
				message: 'call recording started',
			}),
		);
	});

	server.delete('/Call/:uuid/Record/', async (request, reply) => {
		const call = callInProgress(request, context);
		stops.get(call)?.abort();
		stops.delete(call);
		return answerStop(request, reply, undefined, context);
	});
}

/** Puts the recording on the account and tells the callback (plivo.md §6.6). */
async function finish(
	recorder: LineRecorder,
	callback: Endpoint | undefined,
	call: LabCall,
	world: CallWorld,
): Promise<void> {
	const recording = recorder.stop(call.uuid, world.recordings, partiesOf(call));
	call.recordings.push(recording);
	if (!callback) return;
	await world.callbacks.send({
		purpose: 'record callback',
		...callback,
		fields: { CallUUID: call.uuid, ...recordFields(recording.id, recording.url, recording) },
	});
}

function sayWhatIsNotSimulated(values: Record<string, unknown>, call: LabCall): void {
	if (values.file_format !== 'wav') {
		call.log('the recording will be a WAV file: the lab writes no MP3', 'not-simulated');
	}
	if (Object.keys(TRANSCRIPTION).some((field) => values[field] !== undefined)) {
		call.log('nothing is transcribed in the lab', 'not-simulated');
	}
}

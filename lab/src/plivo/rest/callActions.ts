import type { FastifyInstance, FastifyRequest } from 'fastify';
import { recordFields } from '../callbackFields';
import { playOut } from '../elements/playOut';
import { fetchSound } from '../elements/sounds';
import { canceled, normalHangup } from '../hangupCauses';
import type { LabCall } from '../labCall';
import { LineSound } from '../lineSound';
import { LineRecorder } from '../recordings';
import { sleep } from '../sleep';
import { ApiRefusal, deleted, withApiId } from './answers';
import type { RestContext } from './context';
import { readBody } from './context';
import type { FieldRule } from './fields';
import { anyText, flag, httpUrl, method, oneOf, pattern, wholeNumber } from './fields';

const LEGS: FieldRule = { check: oneOf('aleg', 'bleg', 'both') };

const RULES: Record<
	'transfer' | 'play' | 'speak' | 'dtmf' | 'record',
	Record<string, FieldRule>
> = {
	transfer: {
		legs: LEGS,
		aleg_url: { check: httpUrl, required: true },
		aleg_method: { check: method },
		bleg_url: { check: httpUrl },
		bleg_method: { check: method },
	},
	play: {
		urls: { check: anyText, required: true },
		length: { check: wholeNumber(1, 86_400) },
		legs: LEGS,
		loop: { check: flag },
		mix: { check: flag },
	},
	speak: {
		text: { check: anyText, required: true },
		voice: { check: anyText },
		language: { check: anyText },
		legs: LEGS,
		loop: { check: flag },
		mix: { check: flag },
		type: { check: oneOf('ssml') },
		callback_url: { check: httpUrl },
		callback_method: { check: method },
	},
	dtmf: {
		digits: { check: pattern(/^[0-9A-D*#wW]+$/, 'is invalid'), required: true },
		leg: LEGS,
	},
	record: {
		time_limit: { check: wholeNumber(1, 86_400) },
		file_format: { check: oneOf('mp3', 'wav') },
		record_channel_type: { check: oneOf('mono', 'stereo') },
		transcription_type: { check: anyText },
		transcription_url: { check: httpUrl },
		transcription_method: { check: method },
		transcription_report_type: { check: anyText },
		callback_url: { check: httpUrl },
		callback_method: { check: method },
	},
};

/** What can be done to a live call (plivo.md §5.3); always to the leg of the person who has the lab's telephone. */
export function callActionRoutes(server: FastifyInstance, context: RestContext): void {
	const { calls, world } = context;
	const live = (request: FastifyRequest): LabCall => {
		const call = calls.findLive((request.params as { uuid: string }).uuid);
		if (!call) throw new ApiRefusal(404, 'call not found');
		return call;
	};

	server.delete('/Call/:uuid/', async (request, reply) => {
		const call = live(request);
		call.end(
			call.times.answeredAt === null ? canceled('API Request') : normalHangup('API Request'),
		);
		return deleted(reply);
	});

	server.delete('/Request/:uuid/', async (request, reply) => {
		const { uuid } = request.params as { uuid: string };
		const call = calls.all().find((one) => one.uuid === uuid && one.times.answeredAt === null);
		if (!call || call.endState) throw new ApiRefusal(404, 'request not found');
		call.end(canceled('API Request'));
		return deleted(reply);
	});

	server.post('/Call/:uuid/', async (request, reply) => {
		const call = live(request);
		const values = readBody(request, context, RULES.transfer);
		call.transfer({
			url: values.aleg_url as string,
			method: values.aleg_method === 'GET' ? 'GET' : 'POST',
		});
		return reply
			.code(202)
			.send(withApiId({ message: 'call transferred', call_uuids: [call.uuid] }));
	});

	server.post('/Call/:uuid/Speak/', async (request, reply) => {
		const call = live(request);
		const values = readBody(request, context, RULES.speak);
		void LineSound.ofText(values.text as string).then((sound) => playOut(sound, call, call.ended));
		return reply.code(202).send(withApiId({ message: 'speak started' }));
	});

	server.post('/Call/:uuid/Play/', async (request, reply) => {
		const call = live(request);
		const values = readBody(request, context, RULES.play);
		void playAll((values.urls as string).split(','), call);
		return reply.code(202).send(withApiId({ message: 'play started' }));
	});

	server.post('/Call/:uuid/DTMF/', async (request, reply) => {
		const call = live(request);
		const values = readBody(request, context, RULES.dtmf);
		call.person.digitsHeard += (values.digits as string).replace(/w/gi, '');
		return reply.code(202).send(withApiId({ message: 'digits sent' }));
	});

	const stops = new Map<string, AbortController>();

	server.post('/Call/:uuid/Record/', async (request, reply) => {
		const call = live(request);
		const values = readBody(request, context, RULES.record);
		const recorder = new LineRecorder(call.line, 'both');
		const stop = new AbortController();
		stops.set(call.uuid, stop);
		const url = world.recordings.urlOf(recorder.id);
		const over = AbortSignal.any([call.ended, stop.signal]);
		void sleep(Number(values.time_limit ?? 60) * 1000, over).then(async () => {
			const recording = recorder.stop(call.uuid, world.recordings);
			call.recordings.push(recording);
			if (values.callback_url === undefined) return;
			await world.callbacks.send({
				purpose: 'record callback',
				url: values.callback_url as string,
				method: values.callback_method === 'GET' ? 'GET' : 'POST',
				fields: { CallUUID: call.uuid, ...recordFields(recording.id, url, recording) },
			});
		});
		return reply
			.code(202)
			.send(withApiId({ url, recording_id: recorder.id, message: 'call recording started' }));
	});

	server.delete('/Call/:uuid/Record/', async (request, reply) => {
		stops.get(live(request).uuid)?.abort();
		return deleted(reply);
	});
}

async function playAll(urls: string[], call: LabCall): Promise<void> {
	for (const url of urls) {
		const sound = await fetchSound(url.trim(), call, call.ended);
		if (sound) await playOut(sound, call, call.ended);
	}
}

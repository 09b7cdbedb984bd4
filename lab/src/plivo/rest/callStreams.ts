import type { FastifyInstance, FastifyRequest } from 'fastify';
import { isStreamContentType, parseContentType } from '../../../../nodes/shared/audioFormat';
import { AudioStream } from '../audioStream';
import type { LabCall } from '../labCall';
import { readExtraHeaders } from '../streamEvents';
import type { StreamRequest } from '../streamRequest';
import { LONGEST_STREAM_S } from '../streamRequest';
import { ApiRefusal, deleted, page, withApiId } from './answers';
import { callInProgress, readCallback } from './callActions/action';
import type { RestContext } from './context';
import { readBody, readListQuery } from './context';
import type { FieldCheck, FieldRule } from './fields';
import { flag, httpUrl, method, oneOf, readFlag, wholeNumber } from './fields';
import { streamObject } from './streamObject';

/** A WebSocket URL of at most 2048 characters; it has no fragment (RFC 6455). */
const socketUrl: FieldCheck = (value) =>
	typeof value === 'string' &&
	value.length <= 2048 &&
	URL.canParse(value) &&
	['ws:', 'wss:'].includes(new URL(value).protocol) &&
	!value.includes('#')
		? undefined
		: 'is not a valid URL';

/** Starting a stream (plivo.md §5.4). */
const RULES: Record<string, FieldRule> = {
	service_url: { check: socketUrl, required: true },
	bidirectional: { check: flag },
	audio_track: { check: oneOf('inbound', 'outbound', 'both') },
	stream_timeout: { check: wholeNumber(1, LONGEST_STREAM_S) },
	status_callback_url: { check: httpUrl },
	status_callback_method: { check: method },
	content_type: {
		check: (value) => (isStreamContentType(value as string) ? undefined : 'is invalid'),
	},
	extra_headers: {
		check: (value) =>
			typeof value === 'string' && Buffer.byteLength(value) <= 512
				? undefined
				: 'must be a string of at most 512 bytes',
	},
	noise_cancellation: { check: flag },
	noise_cancellation_level: { check: wholeNumber(60, 100) },
	cx_bot: { check: flag },
};

/** `/Call/{uuid}/Stream/`: the AudioStreams of a call (plivo.md §5.4), those of its documents among them. */
export function callStreamRoutes(server: FastifyInstance, context: RestContext): void {
	const { account, calls, variants, world } = context;
	const shown = (stream: AudioStream, call: LabCall) => streamObject(stream, call, account);

	/** Streams can be looked up when their call is over, too. */
	const anyCall = (request: FastifyRequest): LabCall => {
		const { uuid } = request.params as { uuid: string };
		const call = calls.all().find((one) => one.uuid === uuid);
		if (!call) throw new ApiRefusal(404, 'call not found');
		return call;
	};
	const named = (request: FastifyRequest, call: LabCall): AudioStream => {
		const { id } = request.params as { id: string };
		const stream = call.streams.find(({ streamId }) => streamId === id);
		if (!stream) throw new ApiRefusal(404, 'stream not found');
		return stream;
	};

	server.post('/Call/:uuid/Stream/', async (request, reply) => {
		const call = callInProgress(request, context);
		const wanted = readStream(readBody(request, context, RULES));
		// One stream per call, whatever its URL (plivo.md §8.3).
		if (call.streams.some(({ over }) => !over)) {
			throw new ApiRefusal(400, 'a stream of this call exists already');
		}
		const stream = new AudioStream(wanted, call, world);
		call.streams.push(stream);
		void stream.run();
		const answer = { message: variants.streamStartMessage, stream_id: stream.streamId };
		return reply.code(variants.updateStatus).send(withApiId(answer));
	});

	server.get('/Call/:uuid/Stream/', async (request) => {
		const call = anyCall(request);
		const listed = page(
			call.streams.map((stream) => shown(stream, call)),
			readListQuery(request, context, {}),
		);
		return variants.streamListTotal === 'count' ? withCount(listed) : listed;
	});

	server.delete('/Call/:uuid/Stream/', async (request, reply) => {
		for (const stream of callInProgress(request, context).streams) stream.stop();
		return deleted(reply);
	});

	// The Node SDK leaves the last slash of these two out.
	for (const path of ['/Call/:uuid/Stream/:id/', '/Call/:uuid/Stream/:id']) {
		server.get(path, async (request) => {
			const call = anyCall(request);
			return withApiId(shown(named(request, call), call));
		});

		server.delete(path, async (request, reply) => {
			const stream = named(request, callInProgress(request, context));
			if (stream.over) throw new ApiRefusal(404, 'stream not found');
			stream.stop();
			return deleted(reply);
		});
	}
}

/** @throws ApiRefusal for a combination Plivo does not take */
function readStream(values: Record<string, unknown>): StreamRequest {
	const bidirectional = readFlag(values.bidirectional);
	const track = (values.audio_track ?? 'inbound') as StreamRequest['track'];
	if (bidirectional && track !== 'inbound') {
		throw new ApiRefusal(400, 'audio_track must be inbound when the stream is bidirectional');
	}
	const contentType = (values.content_type ?? 'audio/x-l16;rate=8000') as string;
	return {
		url: values.service_url as string,
		contentType,
		format: parseContentType(contentType),
		bidirectional,
		track,
		timeoutSeconds: Number(values.stream_timeout ?? LONGEST_STREAM_S),
		extraHeaders: readExtraHeaders((values.extra_headers ?? '') as string),
		status: readCallback(values, 'status_callback_url', 'status_callback_method'),
		keepsCallAlive: false,
	};
}

/** The envelope with `count` where the docs say `total_count` (plivo.md §1.1). */
function withCount(listed: object): object {
	const { meta, ...rest } = listed as { meta: { total_count: number } };
	const { total_count: count, ...others } = meta;
	return { ...rest, meta: { count, ...others } };
}

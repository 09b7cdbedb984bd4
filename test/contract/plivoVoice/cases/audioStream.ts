import type { ContractCase } from '../../operations/contractCase';
import { answer, byId, page } from '../../operations/contractCase';
import { emptyCall } from '../support/emptyCall';

const UUID = '4f045f7a-b04a-4364-8523-74e6072f4f72';
const STREAM_ID = 'c436abf8-e8a1-4d96-9aa8-b9143f7f3517';
const SERVICE = 'wss://agent.example.com/audio';
const PATH = `/Call/${UUID}/Stream/`;

const call = { ...emptyCall, callUuid: UUID };

/** A stream with the fields of plivo.md §5.4. */
const STREAM = {
	stream_id: STREAM_ID,
	call_uuid: UUID,
	service_url: SERVICE,
	audio_track: 'inbound',
	bidirectional: true,
	content_type: 'audio/x-l16;rate=16000',
	status: 'initiated',
	status_callback_url: '',
	start_time: null,
	end_time: null,
	created_at: '2026-09-18 14:05:10+05:30',
	bill_duration: 0,
	rounded_bill_duration: '0',
	billed_amount: '0.00000',
	plivo_auth_id: 'MAXXXXXXXXXXXXXXXXXX',
	resource_uri: `/v1/Account/MA/Call/${UUID}/Stream/${STREAM_ID}/`,
};

const simple = {
	stream_id: STREAM_ID,
	call,
	status: 'initiated',
	service_url: SERVICE,
	content_type: 'audio/x-l16;rate=16000',
	audio_track: 'inbound',
	bidirectional: true,
	start_time: null,
	end_time: null,
	bill_duration: 0,
};

/** What the oldest example of the list has of a stream. */
const SPARSE = {
	call_uuid: UUID,
	end_time: null,
	service_url: SERVICE,
	start_time: null,
	status: 'initiated',
	status_callback_url: '',
	stream_id: STREAM_ID,
};

/** A page whose `meta` counts in `count` (plivo.md §1.1). */
const counted = (objects: unknown[]) =>
	answer(200, {
		api_id: 'a1',
		meta: { count: objects.length, limit: 20, next: null, offset: 0, previous: null },
		objects,
	});

const gone = answer(404, { api_id: 'f1c7', error: 'stream not found' });

const refusedStart = (
	title: string,
	parameters: ContractCase['parameters'],
	refusal: RegExp,
): ContractCase => ({
	resource: 'audioStream',
	operation: 'start',
	size: 'bad',
	title,
	source: 'plivo.md §5.4, §7.1',
	parameters: { callUuid: byId(UUID), serviceUrl: SERVICE, ...parameters },
	requests: [],
	refusal,
});

export const audioStreamCases: ContractCase[] = [
	{
		resource: 'audioStream',
		operation: 'start',
		size: 'smallest',
		title: 'on the call of the item: 16 kHz is asked for, since the default is 8',
		source: 'plivo.md §5.4, §11 (default content type), design.md (16 kHz)',
		parameters: { serviceUrl: SERVICE },
		input: { call: { callUuid: UUID } },
		answers: [
			answer(202, { api_id: 'a1', message: 'audio streaming started', stream_id: STREAM_ID }),
		],
		requests: [
			{
				method: 'POST',
				path: PATH,
				body: { service_url: SERVICE, content_type: 'audio/x-l16;rate=16000' },
			},
		],
		items: [{ message: 'audio streaming started', stream_id: STREAM_ID, call }],
	},
	{
		resource: 'audioStream',
		operation: 'start',
		size: 'full',
		title: 'every field; the other words of confirmation',
		source: 'plivo.md §5.4',
		parameters: {
			callUuid: byId(UUID),
			serviceUrl: 'ws://agent.example.com/audio?x=1',
			options: {
				bidirectional: true,
				audioTrack: 'inbound',
				streamTimeout: 3600,
				statusCallbackUrl: 'https://example.com/status',
				statusCallbackMethod: 'GET',
				contentType: 'audio/x-mulaw;rate=8000',
				extraHeaders: {
					values: [
						{ name: 'customer', value: '4711' },
						{ name: 'tier', value: 'gold' },
					],
				},
				noiseCancellation: true,
				noiseCancellationLevel: 100,
				cxBot: true,
			},
		},
		answers: [answer(200, { api_id: 'a1', message: 'stream started', stream_id: STREAM_ID })],
		requests: [
			{
				method: 'POST',
				path: PATH,
				body: {
					service_url: 'ws://agent.example.com/audio?x=1',
					bidirectional: true,
					audio_track: 'inbound',
					stream_timeout: 3600,
					status_callback_url: 'https://example.com/status',
					status_callback_method: 'GET',
					content_type: 'audio/x-mulaw;rate=8000',
					extra_headers: 'customer=4711,tier=gold',
					noise_cancellation: 'true',
					noise_cancellation_level: 100,
					cx_bot: true,
				},
			},
		],
		items: [{ message: 'stream started', stream_id: STREAM_ID, call }],
	},
	refusedStart(
		'a bidirectional stream of both tracks',
		{ options: { bidirectional: true, audioTrack: 'both' } },
		/'Audio Track' cannot be 'both' in a bidirectional stream/,
	),
	refusedStart(
		'an address that is no WebSocket',
		{ serviceUrl: 'https://agent.example.com' },
		/'Service URL' is not a web address/,
	),
	refusedStart(
		'an address that is too long',
		{ serviceUrl: `${SERVICE}?x=${'y'.repeat(2048)}` },
		/'Service URL' has \d+ characters/,
	),
	refusedStart(
		'an address with a fragment',
		{ serviceUrl: `${SERVICE}#tt=1` },
		/'Service URL' contains '#'/,
	),
	refusedStart(
		'T1.12 the join URL of another protocol; it is not repeated',
		{ serviceUrl: 'wss://voice.ultravox.ai/calls/1/server_web_socket' },
		/^'Service URL' is the join URL of a serverWebSocket call, which Plivo cannot speak with$/,
	),
	refusedStart(
		'a level of what is off',
		{ options: { noiseCancellationLevel: 80 } },
		/'Noise Cancellation Level' needs 'Noise Cancellation'/,
	),
	refusedStart(
		'a level out of range',
		{ options: { noiseCancellation: true, noiseCancellationLevel: 59 } },
		/'Noise Cancellation Level' is 59, and has to be 60 to 100/,
	),
	refusedStart(
		'headers with something else than letters and digits',
		{ options: { extraHeaders: { values: [{ name: 'customer-id', value: '1' }] } } },
		/'Extra Headers' have a row/,
	),
	refusedStart(
		'headers of more than 512 bytes',
		{ options: { extraHeaders: { values: [{ name: 'customer', value: '1'.repeat(504) }] } } },
		/'Extra Headers' have 513 bytes/,
	),
	refusedStart('a time out of range', { options: { streamTimeout: 0 } }, /'Stream Timeout' is 0/),
	{
		resource: 'audioStream',
		operation: 'start',
		size: 'bad',
		title: 'T1.12 refused by Plivo, whose words repeat the address: it may let others in',
		source: 'plivo.md §5.4 (400 for a second stream)',
		parameters: { callUuid: byId(UUID), serviceUrl: `${SERVICE}?key=tell-nobody` },
		answers: [
			answer(400, { api_id: 'f1c7', error: `a stream to ${SERVICE}?key=tell-nobody exists` }),
		],
		requests: [
			{
				method: 'POST',
				path: PATH,
				body: {
					service_url: `${SERVICE}?key=tell-nobody`,
					content_type: 'audio/x-l16;rate=16000',
				},
			},
		],
		refusal: /refused the request: a stream to \[removed\] exists/,
		hint: /f1c7/,
	},
	{
		resource: 'audioStream',
		operation: 'start',
		size: 'bad',
		title: 'a success without a stream is none',
		source: 'plivo.md §5.4',
		parameters: { callUuid: byId(UUID), serviceUrl: SERVICE },
		answers: [answer(202, { api_id: 'a1', message: 'accepted' })],
		requests: [
			{
				method: 'POST',
				path: PATH,
				body: { service_url: SERVICE, content_type: 'audio/x-l16;rate=16000' },
			},
		],
		refusal: /Plivo did not confirm the stream/,
	},
	{
		resource: 'audioStream',
		operation: 'get',
		size: 'smallest',
		title: 'of the call in the item, the useful fields',
		source: 'plivo.md §5.4',
		parameters: { streamId: byId(STREAM_ID) },
		input: { call: { callUuid: UUID } },
		answers: [answer(200, { api_id: 'a1', ...STREAM })],
		requests: [{ method: 'GET', path: `${PATH}${STREAM_ID}/` }],
		items: [simple],
	},
	{
		resource: 'audioStream',
		operation: 'get',
		size: 'full',
		title: 'all fields',
		source: 'plivo.md §5.4',
		parameters: { callUuid: byId(UUID), streamId: byId(STREAM_ID), simplify: false },
		answers: [answer(200, { api_id: 'a1', ...STREAM })],
		requests: [{ method: 'GET', path: `${PATH}${STREAM_ID}/` }],
		items: [{ ...STREAM, call }],
	},
	{
		resource: 'audioStream',
		operation: 'get',
		size: 'bad',
		title: 'a stream that is not there',
		source: 'plivo.md §1.2',
		parameters: { callUuid: byId(UUID), streamId: byId(STREAM_ID) },
		answers: [gone],
		requests: [{ method: 'GET', path: `${PATH}${STREAM_ID}/` }],
		refusal: /Plivo did not find it: stream not found/,
		hint: /Get Many.*f1c7/,
	},
	{
		resource: 'audioStream',
		operation: 'getMany',
		size: 'smallest',
		title: "of the call in the item; 'meta' counts in 'count'",
		source: 'plivo.md §5.4, §1.1',
		parameters: {},
		input: { call: { callUuid: UUID } },
		answers: [counted([SPARSE])],
		requests: [{ method: 'GET', path: PATH, query: { limit: '20', offset: '0' } }],
		items: [
			{
				stream_id: STREAM_ID,
				call,
				status: 'initiated',
				service_url: SERVICE,
				start_time: null,
				end_time: null,
			},
		],
	},
	{
		resource: 'audioStream',
		operation: 'getMany',
		size: 'full',
		title: 'all pages, all fields',
		source: 'plivo.md §5.4, §1.1',
		parameters: { callUuid: byId(UUID), returnAll: true, simplify: false },
		answers: [counted(Array(20).fill(STREAM)), page([STREAM], 21)],
		requests: ['0', '20'].map((offset) => ({
			method: 'GET',
			path: PATH,
			query: { limit: '20', offset },
		})),
		items: Array(21).fill({ ...STREAM, call }),
	},
	{
		resource: 'audioStream',
		operation: 'getMany',
		size: 'bad',
		title: 'no call in the item',
		source: 'plivo.md §5.4',
		parameters: {},
		requests: [],
		refusal: /'Call' is empty/,
	},
	{
		resource: 'audioStream',
		operation: 'stop',
		size: 'smallest',
		title: 'one stream',
		source: 'plivo.md §5.4',
		parameters: { streamId: byId(STREAM_ID) },
		input: { call: { callUuid: UUID } },
		answers: [answer(204)],
		requests: [{ method: 'DELETE', path: `${PATH}${STREAM_ID}/` }],
		items: [{ stream_id: STREAM_ID, call, stopped: true }],
	},
	{
		resource: 'audioStream',
		operation: 'stop',
		size: 'full',
		title: 'the answer was lost: the second attempt finds it gone, as it should be',
		source: 'plivo.md §1.4 (DELETE is safe to repeat)',
		parameters: { callUuid: byId(UUID), streamId: byId(STREAM_ID) },
		answers: [answer(502, {}), gone],
		requests: Array(2).fill({ method: 'DELETE', path: `${PATH}${STREAM_ID}/` }),
		items: [{ stream_id: STREAM_ID, call, stopped: true }],
	},
	{
		resource: 'audioStream',
		operation: 'stop',
		size: 'bad',
		title: 'a stream that is over',
		source: 'plivo.md §1.2',
		parameters: { callUuid: byId(UUID), streamId: byId(STREAM_ID) },
		answers: [gone],
		requests: [{ method: 'DELETE', path: `${PATH}${STREAM_ID}/` }],
		refusal: /Plivo did not find it: stream not found/,
		hint: /may be over already/,
	},
	{
		resource: 'audioStream',
		operation: 'stopAll',
		size: 'smallest',
		title: 'all streams of the call in the item',
		source: 'plivo.md §5.4',
		parameters: {},
		input: { call: { callUuid: UUID } },
		answers: [answer(204)],
		requests: [{ method: 'DELETE', path: PATH }],
		items: [{ call, stopped: true }],
	},
	{
		resource: 'audioStream',
		operation: 'stopAll',
		size: 'full',
		title: 'answered with words',
		source: 'plivo.md §5.4, §12',
		parameters: { callUuid: byId(UUID) },
		answers: [answer(200, { api_id: 'a1', message: 'stopped' })],
		requests: [{ method: 'DELETE', path: PATH }],
		items: [{ call, stopped: true }],
	},
	{
		resource: 'audioStream',
		operation: 'stopAll',
		size: 'bad',
		title: 'a call that is over',
		source: 'plivo.md §1.2',
		parameters: { callUuid: byId(UUID) },
		answers: [answer(404, {})],
		requests: [{ method: 'DELETE', path: PATH }],
		refusal: /Plivo did not find it/,
		hint: /may be over already/,
	},
];

import type { Reply } from '../../../engine/support/recordingServer';
import type { ContractCase, ExpectedRequest } from '../../operations/contractCase';
import { answer, byId } from '../../operations/contractCase';
import {
	UUID,
	XML,
	CALLBACK,
	CALLBACK_FIELDS,
	SPAWNED,
	NOT_FOUND,
	LOOKED_FOR_IN_QUEUE,
	call,
} from '../support/callActions';

const RECORDING = 'c2186400-1c8c-11e4-a664-0026b945b522';

const RECORDING_URL = `https://media.plivo.com/v1/Account/MA/Recording/${RECORDING}.mp3`;

const RECORD_REQUEST = { method: 'POST' as const, path: `/Call/${UUID}/Record/` };

const recorded = {
	call: { ...call, recordingUrl: RECORDING_URL },
	plivo: { url: RECORDING_URL, recording_id: RECORDING, message: 'call recording started' },
	started: true,
};

const recordAnswer = answer(202, { api_id: 'a1', ...recorded.plivo });

/** What a proxy may say in Plivo's place. */
const webPage: Reply = (response) => {
	response.writeHead(200, { 'content-type': 'text/html' });
	response.end('<html>Welcome</html>');
};

/** What one of them has for itself. */
export const ownCallActionCases: ContractCase[] = [
	{
		resource: 'call',
		operation: 'speak',
		size: 'bad',
		title: 'a web page is no confirmation',
		source: 'plivo.md §1 (JSON), design.md (no success that was not confirmed)',
		parameters: { callUuid: byId(UUID), text: 'Hello' },
		answers: [webPage],
		requests: [{ method: 'POST', path: `/Call/${UUID}/Speak/`, body: { text: 'Hello' } }],
		refusal: /what came back is not from its API/,
	},
	...[[NOT_FOUND], [answer(500, { api_id: 'a1', error: 'try later' }), NOT_FOUND]].map(
		(answers, index): ContractCase => ({
			resource: 'call',
			operation: 'hangUp',
			size: 'more',
			title: `a call that waits would ring nevertheless: no success, after ${index === 0 ? '404' : '500 and 404'}`,
			source: 'plivo.md §5.2, §5.3',
			parameters: { callUuid: byId(UUID) },
			answers: [...answers, answer(200, { api_id: 'a2', call_uuid: UUID, call_status: 'queued' })],
			requests: [
				...answers.map((): ExpectedRequest => ({ method: 'DELETE', path: `/Call/${UUID}/` })),
				LOOKED_FOR_IN_QUEUE,
			],
			refusal: /Plivo did not find it: call not found/,
			hint: /waits for its turn and will ring: take it back with Cancel Request/,
		}),
	),
	{
		resource: 'call',
		operation: 'transfer',
		size: 'more',
		title: 'sent once after 429: the other document may dial',
		source: 'plivo.md §1.4, §5.3',
		parameters: { callUuid: byId(UUID), alegUrl: XML },
		answers: [
			answer(429, { api_id: 'f1c7', error: 'slow down' }),
			answer(202, { api_id: 'a2', message: 'call transferred' }),
		],
		requests: [{ method: 'POST', path: `/Call/${UUID}/`, body: { legs: 'aleg', aleg_url: XML } }],
		refusal: /Plivo is at its limit for this account: slow down/,
	},
	{
		resource: 'call',
		operation: 'play',
		size: 'more',
		title: 'held back with 429: nothing was played, so it is sent again; a comma inside an address',
		source: 'plivo.md §1.4, §5.3 (commas between the addresses)',
		parameters: { callUuid: byId(UUID), urls: '={{ ["https://example.com/a,b.mp3"] }}' },
		answers: [
			answer(429, { api_id: 'a1', error: 'slow down' }),
			answer(202, { api_id: 'a2', message: 'play started' }),
		],
		requests: Array(2).fill({
			method: 'POST',
			path: `/Call/${UUID}/Play/`,
			body: { urls: 'https://example.com/a%2Cb.mp3' },
		}),
		items: [{ call, plivo: { message: 'play started' }, started: true }],
	},
	{
		resource: 'call',
		operation: 'record',
		size: 'smallest',
		title: 'the recording, and where its file will be',
		source: 'plivo.md §5.3',
		parameters: { callUuid: byId(UUID) },
		answers: [recordAnswer],
		// An empty body is not sent at all.
		requests: [RECORD_REQUEST],
		items: [recorded],
	},
	{
		resource: 'call',
		operation: 'record',
		size: 'full',
		title: 'every field',
		source: 'plivo.md §5.3',
		parameters: {
			callUuid: byId(UUID),
			options: {
				timeLimit: 86_400,
				fileFormat: 'wav',
				recordChannelType: 'stereo',
				transcriptionType: 'auto',
				transcriptionUrl: 'https://example.com/text',
				transcriptionMethod: 'POST',
				transcriptionReportType: 'brief',
				...CALLBACK,
			},
		},
		answers: [recordAnswer],
		requests: [
			{
				...RECORD_REQUEST,
				body: {
					time_limit: 86_400,
					file_format: 'wav',
					record_channel_type: 'stereo',
					transcription_type: 'auto',
					transcription_url: 'https://example.com/text',
					transcription_method: 'POST',
					transcription_report_type: 'brief',
					...CALLBACK_FIELDS,
				},
			},
		],
		items: [recorded],
	},
	...(
		[
			['longer than a call can be', { timeLimit: 86_401 }, /'Time Limit' is 86401/],
			['a format there is not', { fileFormat: 'ogg' }, /'File Format' has no choice 'ogg'/],
			[
				'where to send a text that is not written',
				{ transcriptionUrl: 'https://example.com/text' },
				/'Transcription URL' needs 'Transcription Type'/,
			],
		] as Array<[string, ContractCase['parameters'], RegExp]>
	).map(([title, options, refusal]): ContractCase => ({
		resource: 'call',
		operation: 'record',
		size: 'bad',
		title,
		source: 'plivo.md §5.3',
		parameters: { callUuid: byId(UUID), options },
		requests: [],
		refusal,
	})),
	{
		resource: 'call',
		operation: 'stopRecording',
		size: 'smallest',
		title: 'of the call in the item',
		source: 'plivo.md §5.3',
		parameters: {},
		input: { call: { callUuid: UUID } },
		answers: [answer(204)],
		requests: [{ method: 'DELETE', path: `/Call/${UUID}/Record/` }],
		items: [{ call, plivo: {}, stopped: true }],
	},
	{
		resource: 'call',
		operation: 'stopRecording',
		size: 'full',
		title: 'arguments of a DELETE stand in the query; the result comes to the callback',
		source: 'plivo.md §5.3, §1, §1.4',
		parameters: { callUuid: byId(UUID), options: CALLBACK },
		answers: [answer(202, SPAWNED)],
		requests: [{ method: 'DELETE', path: `/Call/${UUID}/Record/`, query: CALLBACK_FIELDS }],
		items: [{ call, plivo: { message: SPAWNED.message }, stopped: false }],
	},
	{
		resource: 'call',
		operation: 'stopRecording',
		size: 'bad',
		title: 'a callback that is no address',
		source: 'plivo.md §5.3',
		parameters: { callUuid: byId(UUID), options: { callbackUrl: 'nowhere' } },
		requests: [],
		refusal: /'Callback URL' is not a web address/,
	},
	{
		resource: 'call',
		operation: 'cancelRequest',
		size: 'smallest',
		title: 'of a single call its id is the one of the request',
		source: 'plivo.md §5.3, §5.1',
		parameters: {},
		input: { call: { callUuid: UUID } },
		answers: [answer(204)],
		requests: [{ method: 'DELETE', path: `/Request/${UUID}/` }],
		items: [{ call, plivo: {}, canceled: true }],
	},
	{
		resource: 'call',
		operation: 'cancelRequest',
		size: 'full',
		title: 'answered with words',
		source: 'plivo.md §5.3, §12',
		parameters: { requestUuid: byId(UUID) },
		answers: [answer(200, { api_id: 'a1', message: 'canceled' })],
		requests: [{ method: 'DELETE', path: `/Request/${UUID}/` }],
		items: [{ call, plivo: { message: 'canceled' }, canceled: true }],
	},
	{
		resource: 'call',
		operation: 'cancelRequest',
		size: 'bad',
		title: 'too late',
		source: 'plivo.md §5.3, §1.2 (the body of a 404 may be empty)',
		parameters: { requestUuid: byId(UUID) },
		answers: [answer(404, {})],
		requests: [{ method: 'DELETE', path: `/Request/${UUID}/` }],
		refusal: /Plivo did not find it/,
		hint: /Hang Up/,
	},
];

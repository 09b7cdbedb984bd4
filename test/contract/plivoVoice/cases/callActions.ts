import type { Reply } from '../../../engine/support/recordingServer';
import type { ContractCase, ExpectedRequest } from '../../operations/contractCase';
import { answer, byId } from '../../operations/contractCase';
import { emptyCall } from '../support/emptyCall';

const UUID = 'd0a87a1a-b0e9-4ab2-ac07-c22ee87cd04a';
const AUDIO = 'https://example.com/hello.mp3';
const XML = 'https://example.com/person.xml';
const CALLBACK = { callbackUrl: 'https://example.com/result', callbackMethod: 'GET' };
const CALLBACK_FIELDS = { callback_url: 'https://example.com/result', callback_method: 'GET' };
const SPAWNED = { api_id: 'a1', message: 'async api spawned' };

const NOT_FOUND = answer(404, { api_id: 'f1c7', error: 'call not found' });
/** Where a call is that is not live yet (plivo.md §5.2). */
const LOOKED_FOR_IN_QUEUE: ExpectedRequest = {
	method: 'GET',
	path: `/Call/${UUID}/`,
	query: { status: 'queued' },
};

const call = { ...emptyCall, callUuid: UUID };

interface Action {
	operation: string;
	method: 'POST' | 'DELETE';
	/** Below the call. */
	below: string;
	/** The key that says whether it is done. */
	done: string;
	message: string;
	/** What has to be given besides the call, and what becomes of it. */
	needed: { parameters: ContractCase['parameters']; body: object };
	/** All that can be given. */
	all: { parameters: ContractCase['parameters']; body: object };
	bad: Array<[string, ContractCase['parameters'], RegExp]>;
}

const ACTIONS: Action[] = [
	{
		operation: 'transfer',
		method: 'POST',
		below: '',
		done: 'transferred',
		message: 'call transfered',
		needed: { parameters: { alegUrl: XML }, body: { legs: 'aleg', aleg_url: XML } },
		all: {
			parameters: {
				legs: 'both',
				alegUrl: XML,
				blegUrl: `${XML}?b`,
				options: { alegMethod: 'GET', blegMethod: 'POST', ...CALLBACK },
			},
			body: {
				legs: 'both',
				aleg_url: XML,
				aleg_method: 'GET',
				bleg_url: `${XML}?b`,
				bleg_method: 'POST',
				...CALLBACK_FIELDS,
			},
		},
		bad: [
			['no address', { alegUrl: '={{ "" }}' }, /'A Leg URL' is empty/],
			[
				'no address for one of both',
				{ legs: 'both', alegUrl: XML, blegUrl: '={{ "" }}' },
				/'B Leg URL' is empty/,
			],
			[
				'an address that is none',
				{ legs: 'bleg', blegUrl: 'sip:a@b' },
				/'B Leg URL' is not a web address/,
			],
			[
				'a method for the leg that stays',
				{ alegUrl: XML, options: { blegMethod: 'GET' } },
				/'B Leg Method' is for a leg that is not transferred/,
			],
		],
	},
	{
		operation: 'play',
		method: 'POST',
		below: 'Play/',
		done: 'started',
		message: 'play started',
		needed: { parameters: { urls: AUDIO }, body: { urls: AUDIO } },
		all: {
			parameters: {
				urls: `${AUDIO}, https://example.com/sound?id=7\nhttp://example.com/b.WAV?x=1`,
				options: { length: 1, legs: 'both', loop: true, mix: false, ...CALLBACK },
			},
			body: {
				urls: `${AUDIO},https://example.com/sound?id=7,http://example.com/b.WAV?x=1`,
				length: 1,
				legs: 'both',
				loop: true,
				mix: false,
				...CALLBACK_FIELDS,
			},
		},
		bad: [
			['no file', { urls: '={{ [] }}' }, /'Audio URLs' is empty/],
			['a file that is no address', { urls: 'hello.mp3' }, /'Audio URLs' has 'hello.mp3'/],
			[
				'a format Plivo does not play',
				{ urls: 'https://example.com/a.ogg' },
				/a file of the format OGG/,
			],
			['no length', { urls: AUDIO, options: { length: 0 } }, /'Length' is 0/],
			[
				'a leg there is not',
				{ urls: AUDIO, options: { legs: 'cleg' } },
				/'Legs' has no choice 'cleg'/,
			],
		],
	},
	{
		operation: 'speak',
		method: 'POST',
		below: 'Speak/',
		done: 'started',
		message: 'speak started',
		needed: { parameters: { text: 'Hello' }, body: { text: 'Hello' } },
		all: {
			parameters: {
				text: '<speak>Hello<break time="1s"/></speak>',
				options: {
					voice: 'Polly.Joanna',
					language: 'en-GB',
					legs: 'bleg',
					loop: true,
					mix: false,
					ssml: true,
					...CALLBACK,
				},
			},
			body: {
				text: '<speak>Hello<break time="1s"/></speak>',
				voice: 'Polly.Joanna',
				language: 'en-GB',
				legs: 'bleg',
				loop: true,
				mix: false,
				type: 'ssml',
				...CALLBACK_FIELDS,
			},
		},
		bad: [
			['nothing to say', { text: '={{ " " }}' }, /'Text' is empty/],
			[
				'a voice of somebody else',
				{ text: 'Hi', options: { voice: 'alloy' } },
				/'Voice' is not a voice/,
			],
			[
				'a method without an address',
				{ text: 'Hi', options: { callbackMethod: 'GET' } },
				/'Callback Method' needs 'Callback URL'/,
			],
		],
	},
	{
		operation: 'sendDtmf',
		method: 'POST',
		below: 'DTMF/',
		done: 'sent',
		message: 'digits sent',
		needed: { parameters: { digits: '1' }, body: { digits: '1' } },
		all: {
			parameters: { digits: '0123456789ABCD*#wW', options: { leg: 'bleg', ...CALLBACK } },
			body: { digits: '0123456789ABCD*#wW', leg: 'bleg', ...CALLBACK_FIELDS },
		},
		bad: [
			['no keys', { digits: '={{ "" }}' }, /'Keys' is empty/],
			[
				'something that is no key',
				{ digits: '12-34' },
				/'Keys' has something that is no key: '12-34'/,
			],
			['small letters', { digits: '12a' }, /'Keys' has something that is no key/],
		],
	},
	...(
		[
			['hangUp', '', 'hungUp'],
			['stopPlaying', 'Play/', 'stopped'],
			['stopSpeaking', 'Speak/', 'stopped'],
		] as const
	).map(([operation, below, done]): Action => ({
		operation,
		method: 'DELETE',
		below,
		done,
		message: '',
		needed: { parameters: {}, body: {} },
		all: { parameters: {}, body: {} },
		bad: [],
	})),
];

function request({ method, below }: Action, body: object): ExpectedRequest {
	const path = `/Call/${UUID}/${below}`;
	return method === 'POST' ? { method, path, body } : { method, path };
}

/** The answer of plivo.md §5.3: words to a POST, nothing to a DELETE. */
const answered = ({ method, message }: Action) =>
	method === 'POST' ? answer(202, { api_id: 'a1', message }) : answer(204);

function casesOf(action: Action): ContractCase[] {
	const { operation, done, message, needed, all, method } = action;
	const about = { resource: 'call', operation, source: 'plivo.md §5.3' };
	const isPost = method === 'POST';
	const later = isPost && 'callback_url' in all.body;
	return [
		{
			...about,
			size: 'smallest',
			title: 'on the call of the item',
			parameters: needed.parameters,
			input: { call: { callUuid: UUID } },
			answers: [answered(action)],
			requests: [request(action, needed.body)],
			items: [{ call, plivo: isPost ? { message } : {}, [done]: true }],
		},
		{
			...about,
			size: 'full',
			title: later
				? 'every field; the result comes to the callback, so that nothing is confirmed yet (§1.4)'
				: 'answered with words instead of nothing (§12, statuses)',
			parameters: { ...all.parameters, callUuid: byId(` ${UUID} `) },
			answers: [later ? answer(202, SPAWNED) : answer(200, { api_id: 'a1', message: 'done' })],
			requests: [request(action, all.body)],
			items: [
				{
					call,
					plivo: { message: later ? SPAWNED.message : 'done' },
					[done]: !later,
				},
			],
		},
		{
			...about,
			size: 'bad',
			title: 'a call that is over: refused, with what shows it',
			parameters: { ...needed.parameters, callUuid: byId(UUID) },
			answers: [NOT_FOUND, NOT_FOUND],
			requests: [
				request(action, needed.body),
				...(operation === 'hangUp' ? [LOOKED_FOR_IN_QUEUE] : []),
			],
			refusal: /Plivo did not find it: call not found/,
			hint: /may be over.*Get.*Cancel Request.*HTTP status 404.*f1c7/,
		},
		{
			...about,
			size: 'bad',
			title: 'an id that is none',
			parameters: { ...needed.parameters, callUuid: byId('={{ "the call" }}') },
			requests: [],
			refusal: /'Call' is not an ID: 'the call'/,
		},
		...action.bad.map(([title, parameters, refusal]): ContractCase => ({
			...about,
			size: 'bad',
			title,
			parameters: { ...parameters, callUuid: byId(UUID) },
			requests: [],
			refusal,
		})),
		...(isPost
			? []
			: [
					{
						...about,
						size: 'more',
						title: 'the answer was lost, and the second attempt finds no such call: not confirmed',
						source: 'plivo.md §1.4, §5.3, design.md (no success that was not confirmed)',
						parameters: { ...needed.parameters, callUuid: byId(UUID) },
						answers: [
							answer(500, { api_id: 'a1', error: 'try later' }),
							NOT_FOUND,
							...(operation === 'hangUp' ? [NOT_FOUND] : []),
						],
						requests: [
							request(action, needed.body),
							request(action, needed.body),
							...(operation === 'hangUp' ? [LOOKED_FOR_IN_QUEUE] : []),
						],
						refusal: /Plivo did not find it: call not found/,
						hint: /may be over.*HTTP status 404.*f1c7/,
					} satisfies ContractCase,
				]),
		...(isPost
			? [
					{
						...about,
						size: 'more',
						title: 'not sent again when Plivo fails: it may be done',
						source: 'plivo.md §1.4',
						parameters: { ...needed.parameters, callUuid: byId(UUID) },
						answers: [answer(500, { api_id: 'f1c7', error: 'try later' }), answered(action)],
						requests: [request(action, needed.body)],
						refusal: /Plivo failed: try later/,
					} satisfies ContractCase,
				]
			: []),
	];
}

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

export const callActionCases: ContractCase[] = [
	...ACTIONS.flatMap(casesOf),
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

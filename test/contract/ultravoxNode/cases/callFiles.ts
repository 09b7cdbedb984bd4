import type { Reply } from '../../../engine/support/recordingServer';
import { emptyCall } from '../../plivoVoice/support/emptyCall';
import type { ContractCase, ExpectedRequest } from '../../operations/contractCase';
import { answer, byId } from '../../operations/contractCase';
import { CALL, STAGE } from '../support/callFixtures';

const SOUND = Buffer.from([0x52, 0x49, 0x46, 0x46, 0x00, 0xff, 0x57, 0x41]);
const LOGS = 'INVITE sip:anna@example.com SIP/2.0\nContact: <sip:agent@example.com>\n';

const file =
	(contentType: string, bytes: Buffer | string = SOUND): Reply =>
	(response) => {
		response.writeHead(200, contentType === '' ? {} : { 'content-type': contentType });
		response.end(bytes);
	};

/** As to signed addresses of the storage: on another host, which is this one by another name. */
const toStorage: Reply = (response) => {
	const host = (response.req.headers.host ?? '').replace('127.0.0.1', 'localhost');
	response.writeHead(302, { location: `http://${host}/storage/file?signature=1` });
	response.end();
};

const stored: ExpectedRequest = {
	method: 'GET',
	path: '/storage/file',
	query: { signature: '1' },
	signedOut: true,
};

interface Kind {
	operation: string;
	path: string;
	parameters?: ContractCase['parameters'];
	fileName: string;
	item?: object;
	what: string;
}

const context = { ...emptyCall, callId: CALL };
const callId = { callId: byId(CALL) };

const recording: Kind = {
	operation: 'getRecording',
	path: `/api/calls/${CALL}/recording`,
	fileName: CALL,
	what: 'The recording',
};

const messageAudio: Kind = {
	operation: 'getMessageAudio',
	path: `/api/calls/${CALL}/stages/${STAGE}/messages/2/audio`,
	parameters: { callStageId: byId(STAGE), callStageMessageIndex: 2 },
	fileName: `${STAGE}-2`,
	item: { callStageId: STAGE, callStageMessageIndex: 2 },
	what: 'The sound',
};

function soundCases({
	operation,
	path,
	parameters = {},
	fileName,
	item,
	what,
}: Kind): ContractCase[] {
	const base = { resource: 'call', operation, source: 'ultravox.md §2.3' };
	const api: ExpectedRequest = { method: 'GET', path };
	const wav = { fileName: `${fileName}.wav`, mimeType: 'audio/wav', bytes: SOUND };
	const items = [{ call: context, ...item }];
	return [
		{
			...base,
			size: 'smallest',
			title: 'P2.14 given by Ultravox itself, of the call of the item',
			input: { call: { callId: CALL } },
			parameters,
			answers: [file('audio/wav')],
			requests: [api],
			items,
			binary: wav,
		},
		{
			...base,
			size: 'full',
			title: 'P2.14 from the storage, which does not get the key',
			parameters: { ...callId, ...parameters, binaryPropertyName: 'sound' },
			answers: [toStorage, file('binary/octet-stream')],
			requests: [api, stored],
			items,
			binary: wav,
		},
		{
			...base,
			size: 'more',
			title: 'in another format, by its own word, after the storage failed once',
			parameters: { ...callId, ...parameters },
			answers: [toStorage, answer(503), toStorage, file('audio/mpeg')],
			requests: [api, stored, api, stored],
			binary: { fileName: `${fileName}.mp3`, mimeType: 'audio/mpeg', bytes: SOUND },
		},
		...([404, 425] as const).map((status): ContractCase => ({
			...base,
			size: 'bad',
			title: `none, or none yet (${status}): what has to be for one to be there`,
			parameters: { ...callId, ...parameters },
			answers: [answer(status, { detail: 'No such file.' })],
			requests: [api],
			refusal: /No such file\./,
			hint: new RegExp(`some seconds after.*HTTP status ${status}`),
		})),
		{
			...base,
			size: 'bad',
			title: 'the storage refuses: it is not asked with the key then',
			parameters: { ...callId, ...parameters },
			answers: [toStorage, answer(403, {})],
			requests: [api, stored],
			refusal: /localhost:\d+ did not give the file/,
			hint: /HTTP status 403/,
		},
		{
			...base,
			size: 'bad',
			title: 'an answer in words is no sound',
			parameters: { ...callId, ...parameters },
			answers: [file('text/html', '<html>Welcome</html>')],
			requests: [api],
			refusal: new RegExp(`${what} did not come: the answer is text/html`),
		},
	];
}

const logs = {
	resource: 'call',
	operation: 'getSipLogs',
	source: 'ultravox.md §2.3, §1.2',
} as const;
const LOGS_PATH = `/api/calls/${CALL}/sip_logs`;
const askLogs: ExpectedRequest = { method: 'GET', path: LOGS_PATH };

const sipCases: ContractCase[] = [
	{
		...logs,
		size: 'smallest',
		title: 'P2.14 as text, from the storage, which does not get the key',
		input: { call: { callId: CALL } },
		parameters: {},
		answers: [toStorage, file('text/plain', LOGS)],
		requests: [askLogs, stored],
		items: [{ call: context, sipLogs: LOGS }],
	},
	{
		...logs,
		size: 'full',
		title: 'as a file',
		parameters: { ...callId, output: 'file', binaryPropertyName: 'logs' },
		answers: [toStorage, file('text/plain', LOGS)],
		requests: [askLogs, stored],
		items: [{ call: context }],
		binary: {
			fileName: `${CALL}-sip-logs.txt`,
			mimeType: 'text/plain',
			bytes: Buffer.from(LOGS),
		},
	},
	{
		...logs,
		size: 'more',
		title: 'a file that is no text',
		parameters: { ...callId, output: 'file' },
		answers: [toStorage, file('application/vnd.tcpdump.pcap')],
		requests: [askLogs, stored],
		binary: {
			fileName: `${CALL}-sip-logs`,
			mimeType: 'application/vnd.tcpdump.pcap',
			bytes: SOUND,
		},
	},
	{
		...logs,
		size: 'bad',
		title: 'what is no text is not shown as one',
		parameters: callId,
		answers: [toStorage, file('application/octet-stream')],
		requests: [askLogs, stored],
		refusal: /The SIP logs are no text/,
		hint: /Choose 'File'/,
	},
	{
		...logs,
		size: 'bad',
		title: 'none (404): calls of other media have none',
		parameters: callId,
		answers: [answer(404)],
		requests: [askLogs],
		refusal: /Ultravox did not find it/,
		hint: /only of calls whose medium is SIP.*HTTP status 404/,
	},
	{
		...logs,
		size: 'bad',
		title: 'none yet (425)',
		parameters: callId,
		answers: [answer(425)],
		requests: [askLogs],
		refusal: /Ultravox refused the request/,
		hint: /not ready yet.*HTTP status 425/,
	},
];

const badIndex: ContractCase = {
	resource: 'call',
	operation: 'getMessageAudio',
	size: 'bad',
	title: 'an index below the first',
	source: 'ultravox.md §2.3',
	parameters: { ...callId, callStageId: byId(STAGE), callStageMessageIndex: -1 },
	requests: [],
	refusal: /'Message Index' is -1, and has to be 0 or more/,
};

export const callFileCases: ContractCase[] = [
	...soundCases(recording),
	...soundCases(messageAudio),
	badIndex,
	...sipCases,
];

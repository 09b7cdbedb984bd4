import type { IDataObject } from 'n8n-workflow';
import type { Reply } from '../../../engine/support/recordingServer';
import type { ContractCase, ExpectedRequest } from '../../operations/contractCase';
import { answer, byId } from '../../operations/contractCase';
import { bytesReply, redirectReply, withAddress } from '../support/rawReplies';

const ID = '5b40a428-bfc7-4daf-9d06-726c558bf3b8';
const BATCH = '9adbf7c1-9d5b-4a3c-8f38-6b7f3c0d0f11';
const BATCHES = `/api/agents/${ID}/scheduled_batches`;
const ONE_BATCH = `${BATCHES}/${BATCH}`;
const CALL = `/api/calls/${ID}`;
const ends = { to: '+14155550123', from: '+14155550100' };
const outgoing = { agent: byId(ID), ...ends };
const calls = [{ medium: { plivo: { outgoing: ends } } }];
const posted: ExpectedRequest = { method: 'POST', path: BATCHES, body: { calls } };
const patched: ExpectedRequest = { method: 'PATCH', path: ONE_BATCH, body: { calls } };
const readsBatch: ExpectedRequest = { method: 'GET', path: ONE_BATCH };
const batch = { batchId: BATCH, totalCount: 1, webhookUrl: null };

/** The connection ends before anything is answered. */
const noAnswer: Reply = (response) => response.destroy();

type Case = Pick<ContractCase, 'resource' | 'operation' | 'title' | 'requests'> &
	Partial<ContractCase>;
const more = (one: Case): ContractCase => ({
	size: 'more',
	source: 'ultravox.md §1, §1.3',
	parameters: {},
	...one,
});

/** What could ring phones twice: nobody is invited to try it again (ultravox.md §1.3, §6). */
const batchCases: ContractCase[] = [
	...[noAnswer, answer(500, { detail: 'oops' }), answer(503)].map((reply, index) =>
		more({
			resource: 'batch',
			operation: 'create',
			title: `P2.9 nobody knows whether the calls were scheduled (${['no answer', 500, 503][index] ?? ''})`,
			parameters: { ...outgoing },
			answers: [reply],
			requests: [posted],
			refusal: /./,
			hint: /^(?!.*Try again)Nobody knows whether the calls were scheduled: look at Get Many/,
		}),
	),
	more({
		resource: 'batch',
		operation: 'create',
		title: 'P2.9 an answer without a batch is no success',
		parameters: { ...outgoing },
		answers: [answer(201, {})],
		requests: [posted],
		refusal: /Ultravox did not confirm it: its answer has no 'batchId'/,
		hint: /^Nobody knows whether the calls were scheduled: [^:]*$/,
	}),
	more({
		resource: 'batch',
		operation: 'addFromItems',
		title: 'P2.9 no answer to the calls: nobody is told to send them again',
		parameters: { ...outgoing, batch: byId(BATCH) },
		answers: [answer(200, batch), noAnswer],
		requests: [readsBatch, patched],
		refusal: /./,
		hint: /^Nobody knows whether the calls were scheduled/,
	}),
	more({
		resource: 'batch',
		operation: 'addFromItems',
		title: 'P2.9 the calls were sent, and the batch cannot be read afterwards',
		parameters: { ...outgoing, batch: byId(BATCH) },
		answers: [answer(200, batch), answer(200, batch), answer(403, { detail: 'Not now.' })],
		requests: [readsBatch, patched, readsBatch],
		refusal: /^The calls were sent .* could not be read afterwards: .*Not now\./,
		hint: /^Look at Get Scheduled Calls before anything is sent again/,
	}),
	...[
		['additionalParams', { to: '14155550123' }, '+14155550124', '+14155550123'],
		['a SIP address in other letters', {}, 'SIP:anna@EXAMPLE.com', 'sip:anna@example.com'],
	].map(([what, additionalParams, first, second]) =>
		more({
			resource: 'batch',
			operation: 'create',
			title: `P2.9 who stands there twice would be rung twice: ${String(what)}`,
			source: 'ultravox.md §6; RFC 3261 §19.1.4',
			parameters: {
				...outgoing,
				to: '={{ $json.to }}',
				additionalParams: '={{ $json.more }}',
			},
			input: { to: first, more: additionalParams } as IDataObject,
			furtherInput: [{ to: second, more: {} } as IDataObject],
			requests: [],
			refusal: /^Some would be called more than once: \S+ \(items 1, 2\)$/,
		}),
	),
	more({
		resource: 'batch',
		operation: 'create',
		title: "P2.9 '<' in the additional parameters would ring several phones",
		source: 'ultravox.md §3, plivo.md §5.1',
		parameters: { ...outgoing, additionalParams: '{"to": "14155550123<14155550124"}' },
		requests: [],
		refusal: /'Additional Call Parameters' have a 'to' with '<'/,
	}),
];

const callCases: ContractCase[] = [
	more({
		resource: 'call',
		operation: 'hangUp',
		title: 'a refusal with the status of a success',
		source: 'ultravox.md §1.2, §2.3 (204)',
		parameters: { callId: byId(ID) },
		answers: [answer(200, { detail: 'The call is not live.' })],
		requests: [{ method: 'POST', path: `${CALL}/send_data_message`, body: { type: 'hang_up' } }],
		refusal: /The call is not live\./,
	}),
	more({
		resource: 'call',
		operation: 'hangUp',
		title: 'words where nothing is to be said',
		source: 'ultravox.md §2.3 (204)',
		parameters: { callId: byId(ID) },
		answers: [answer(200, { detail: 'The call is not live.', code: 'over' })],
		requests: [{ method: 'POST', path: `${CALL}/send_data_message`, body: { type: 'hang_up' } }],
		refusal: /^Ultravox did not confirm it, but answered: The call is not live\.$/,
	}),
	more({
		resource: 'call',
		operation: 'getSipLogs',
		title: 'a web page is no log',
		source: 'ultravox.md §2.3',
		parameters: { callId: byId(ID) },
		answers: [bytesReply(200, 'text/html; charset=utf-8', '<html>Log in</html>')],
		requests: [{ method: 'GET', path: `${CALL}/sip_logs` }],
		refusal: /^The SIP logs did not come: the answer is a web page$/,
	}),
	more({
		resource: 'call',
		operation: 'getRecording',
		title: 'a file without a byte is no recording',
		source: 'ultravox.md §2.3',
		parameters: { callId: byId(ID), binaryPropertyName: 'data' },
		answers: [bytesReply(200, 'audio/wav')],
		requests: [{ method: 'GET', path: `${CALL}/recording` }],
		refusal: /^The recording did not come: the answer is empty$/,
	}),
	more({
		resource: 'voice',
		operation: 'preview',
		title: 'a file without a byte is no sample',
		source: 'ultravox.md §7.2',
		parameters: { voice: byId(ID), binaryPropertyName: 'data' },
		answers: [bytesReply(200, 'audio/mpeg')],
		requests: [{ method: 'GET', path: `/api/voices/${ID}/preview` }],
		refusal: /^The sample did not come: the answer is empty$/,
	}),
	more({
		resource: 'call',
		operation: 'continue',
		title: 'P2.5 a throttle by its name; after 503 nobody knows whether the phone rings',
		source: 'ultravox.md §2.1',
		parameters: {
			priorCallId: byId(ID),
			medium: 'plivo',
			direction: 'outgoing',
			...ends,
			options: { callThrottle: byId('evening-reminders') },
		},
		answers: [answer(503)],
		requests: [
			{
				method: 'POST',
				path: '/api/calls',
				query: { priorCallId: ID, throttle: 'evening-reminders' },
				body: {
					medium: { plivo: { outgoing: ends } },
					firstSpeakerSettings: { user: {} },
				},
			},
		],
		refusal: /^Ultravox failed/,
		hint: /^(?!.*Try again)Nobody knows whether the call was created/,
	}),
];

const definition = { modelToolName: 'lookUp', client: {} };

const objectCases: ContractCase[] = [
	more({
		resource: 'tool',
		operation: 'update',
		title: 'an empty answer confirms nothing',
		source: 'ultravox.md §7.1',
		parameters: { tool: byId(ID), define: 'json', name: 'lookUp', definition },
		answers: [answer(200)],
		requests: [{ method: 'PUT', path: `/api/tools/${ID}`, body: { name: 'lookUp', definition } }],
		refusal: /^Ultravox did not confirm it: its answer is empty$/,
	}),
	more({
		resource: 'account',
		operation: 'updateTtsKeys',
		title: 'a key that is not among those Ultravox has afterwards',
		source: 'ultravox.md §7.5',
		parameters: { updateFields: { lmnt: 'key-of-lmnt' } },
		answers: [answer(200, { elevenLabs: { prefix: 'sk_12345' } })],
		requests: [
			{ method: 'PATCH', path: '/api/accounts/me/tts_api_keys', body: { lmnt: 'key-of-lmnt' } },
		],
		refusal: /^Ultravox did not confirm it: its answer has no 'lmnt'$/,
	}),
	more({
		resource: 'account',
		operation: 'getUsage',
		title: 'a day that no calendar has',
		source: 'ultravox.md §7.5',
		parameters: { filters: { fromDate: '2026-02-31' } },
		requests: [],
		refusal: /'From Date' is not a date: '2026-02-31'/,
	}),
	more({
		resource: 'webhook',
		operation: 'getMany',
		title: 'a text is no list',
		source: 'ultravox.md §1.1',
		parameters: { returnAll: true },
		answers: [answer(200, { results: 'none', next: null })],
		requests: [{ method: 'GET', path: '/api/webhooks', query: { pageSize: '100' } }],
		refusal: /what came back is no list/,
	}),
	more({
		resource: 'corpusSource',
		operation: 'uploadFile',
		title: 'storage that leads on: the file does not follow',
		source: 'ultravox.md §7.4',
		parameters: { corpus: byId(ID) },
		files: { data: { fileName: 'a.txt', mimeType: 'text/plain', bytes: Buffer.from('text') } },
		answers: [
			withAddress(201, (address) => ({ documentId: BATCH, presignedUrl: `${address}/storage` })),
			redirectReply('/elsewhere'),
		],
		requests: [
			{
				method: 'POST',
				path: `/api/corpora/${ID}/uploads`,
				body: { mimeType: 'text/plain', fileName: 'a.txt' },
			},
			{ method: 'PUT', path: '/storage', body: Buffer.from('text'), signedOut: true },
		],
		refusal: /^The storage of Ultravox did not take the file \(HTTP status 302\)/,
	}),
];

export const confirmationCases: ContractCase[] = [...batchCases, ...callCases, ...objectCases];

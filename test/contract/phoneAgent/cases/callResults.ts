import type { IDataObject } from 'n8n-workflow';
import { emptyCall } from '../../plivoVoice/support/emptyCall';
import type { ContractCase, ExpectedRequest } from '../../operations/contractCase';
import { answer, results } from '../../operations/contractCase';

const SOURCE = 'ultravox.md §2.2, §2.3; plivo.md §5.2, §5.3';
const CALL = '2f1b6f0e-6f3a-4c7e-9c55-0a4d0f6d8f11';
const CALL_UUID = '9834029e-58b6-11e1-b8b7-a5bd0e4e126f';
const AGENT = '06ecae31-4bf8-40b9-ac62-e902418e9935';
const TO = '+14155550123';
const FROM = '+14155550199';
const RUN = 'run-of-the-contract';
const KEY = 'reminder-4711';

const metadata = {
	n8nCallKey: KEY,
	n8nRun: RUN,
	n8nItem: '0',
	n8nTo: TO,
	n8nFrom: FROM,
	n8nDirection: 'outbound',
};

const waitingCall = {
	callId: CALL,
	created: '2026-11-20T10:00:00Z',
	joined: null,
	ended: null,
	endReason: null,
	billedDuration: null,
	billingStatus: 'BILLING_STATUS_PENDING',
	medium: { plivo: { outgoing: { to: TO, from: FROM } } },
	agent: { agentId: AGENT, name: 'Reminder' },
	agentId: AGENT,
	recordingEnabled: true,
	summary: null,
	shortSummary: null,
	metadata,
};

const liveCall = { ...waitingCall, joined: '2026-11-20T10:00:05Z' };

const endedCall = {
	...liveCall,
	ended: '2026-11-20T10:01:05Z',
	endReason: 'agent_hangup',
	billedDuration: '61s',
	billingStatus: 'BILLING_STATUS_BILLED',
	summary: 'They will come.',
	shortSummary: 'Confirmed.',
};

const record = {
	call_uuid: CALL_UUID,
	call_direction: 'outbound',
	from_number: FROM,
	to_number: TO.slice(1),
	initiation_time: '2026-11-20 10:00:01+00:00',
	answer_time: '2026-11-20 10:00:05+00:00',
	end_time: '2026-11-20 10:01:05+00:00',
	call_state: 'ANSWER',
	call_duration: 60,
	hangup_cause_code: 4000,
	hangup_cause_name: 'Normal Hangup',
	hangup_source: 'Callee',
	total_amount: '0.01000',
};

const messages = [
	{ role: 'MESSAGE_ROLE_USER', medium: 'MESSAGE_MEDIUM_VOICE', text: 'Hello?' },
	{ role: 'MESSAGE_ROLE_AGENT', medium: 'MESSAGE_MEDIUM_VOICE', text: 'See you on Monday.' },
];

const numbers = {
	call_direction: 'outbound',
	from_number: FROM.slice(1),
	to_number: TO.slice(1),
};
const page = { limit: '20', offset: '0' };
/** The day before the call is asked for too: the zone of the filter is not documented. */
const sinceTheDayBefore = { ...numbers, end_time__gte: '2026-11-19 08:00:00', ...page };

const readsCall: ExpectedRequest = { method: 'GET', path: `/api/calls/${CALL}` };
const readsRun: ExpectedRequest = {
	method: 'GET',
	path: '/api/calls',
	query: { 'metadata.n8nRun': RUN, pageSize: '100' },
};
const readsRecords: ExpectedRequest = { method: 'GET', path: '/Call/', query: sinceTheDayBefore };
const readsMessages: ExpectedRequest = {
	method: 'GET',
	path: `/api/calls/${CALL}/messages`,
	query: { mode: 'in_call', pageSize: '100' },
};
const readsAgent: ExpectedRequest = { method: 'GET', path: `/api/agents/${AGENT}` };
const phoneCalls = (...objects: IDataObject[]) =>
	answer(200, { objects, meta: { total_count: objects.length } });
const agent = answer(200, { agentId: AGENT, name: 'Reminder', callTemplate: {} });

const doneContext = {
	...emptyCall,
	callId: CALL,
	callUuid: CALL_UUID,
	direction: 'outbound',
	from: FROM,
	to: TO,
	agentId: AGENT,
	agentName: 'Reminder',
	status: 'completed',
	metadata,
	endReason: 'agent_hangup',
	outcome: 'completed',
	summary: 'They will come.',
	shortSummary: 'Confirmed.',
	transcript: [
		{ role: 'user', text: 'Hello?' },
		{ role: 'agent', text: 'See you on Monday.' },
	],
	startedAt: '2026-11-20T10:00:01.000Z',
	endedAt: '2026-11-20T10:01:05.000Z',
	durationSeconds: 60,
	hangupCause: 'Normal Hangup',
	hangupSource: 'Callee',
	cost: 0.01,
	recordingUrl: expect.stringMatching(
		new RegExp(`^http://127\\.0\\.0\\.1:\\d+/api/calls/${CALL}/recording$`),
	) as string,
};

const done = (overrides: IDataObject = {}): IDataObject => ({
	call: doneContext,
	plivo: record,
	ultravox: endedCall,
	callIds: [CALL],
	bridge: null,
	costs: { plivo: 0.01, ultravox: null, total: null, ultravoxSeconds: 66 },
	dataDelivery: null,
	state: 'placed',
	reason: null,
	isOver: true,
	...overrides,
});

const callCase = (
	operation: string,
	size: ContractCase['size'],
	title: string,
	rest: Partial<ContractCase>,
): ContractCase => ({
	resource: 'call',
	operation,
	size,
	title,
	source: SOURCE,
	parameters: {},
	requests: [],
	...rest,
});

const badInput = (operation: string): ContractCase[] => [
	callCase(operation, 'bad', 'an ID that is none', {
		parameters: { callId: '+14155550123' },
		refusal: /'Call ID' is not an ID: '\+14155550123'/,
	}),
	callCase(operation, 'more', 'a call that is not there', {
		parameters: { callId: CALL },
		answers: [answer(404, { detail: 'Not found.' })],
		requests: [readsCall],
		refusal: new RegExp(`^Ultravox has no call with the ID ${CALL}$`),
	}),
	callCase(operation, 'more', 'a call that somebody else made', {
		parameters: { callId: CALL },
		answers: [answer(200, { ...endedCall, metadata: {} })],
		requests: [readsCall],
		refusal: /^That call was not placed by Phone Agent$/,
		hint: /Ultravox > Call > Get/,
	}),
];

export const callResultCases: ContractCase[] = [
	callCase('getResult', 'smallest', 'the call of the item, which is over', {
		input: { call: { callId: CALL } },
		answers: [
			answer(200, endedCall),
			results([endedCall]),
			phoneCalls(record),
			results(messages),
			agent,
		],
		requests: [readsCall, readsRun, readsRecords, readsMessages, readsAgent],
		items: [done()],
	}),
	callCase('getResult', 'full', 'D4.13: by its key, with the rate of Ultravox', {
		parameters: { findBy: 'callKey', callKey: ` ${KEY} `, options: { ultravoxRate: 0.05 } },
		answers: [
			results([endedCall]),
			results([endedCall]),
			phoneCalls(record),
			results(messages),
			agent,
		],
		requests: [
			{
				method: 'GET',
				path: '/api/calls',
				query: { 'metadata.n8nCallKey': KEY, pageSize: '100' },
			},
			readsRun,
			readsRecords,
			readsMessages,
			readsAgent,
		],
		items: [done({ costs: { plivo: 0.01, ultravox: 0.055, total: 0.065, ultravoxSeconds: 66 } })],
	}),
	callCase('getResult', 'more', "by Plivo's ID, which the call's metadata names", {
		parameters: { findBy: 'callUuid', callUuid: CALL_UUID },
		answers: [
			results([{ ...endedCall, metadata: { ...metadata, plivoCallUuid: CALL_UUID } }]),
			results([endedCall]),
			answer(200, { api_id: 'x', ...record }),
			results(messages),
			agent,
		],
		requests: [
			{
				method: 'GET',
				path: '/api/calls',
				query: { 'metadata.plivoCallUuid': CALL_UUID, pageSize: '100' },
			},
			readsRun,
			{ method: 'GET', path: `/Call/${CALL_UUID}/` },
			readsMessages,
			readsAgent,
		],
		items: [done()],
	}),
	callCase('getResult', 'more', 'a call that goes on says so', {
		parameters: { callId: CALL },
		answers: [answer(200, liveCall), results([liveCall]), results([]), agent],
		requests: [readsCall, readsRun, readsMessages, readsAgent],
		items: [
			{
				...done({ plivo: null, ultravox: liveCall }),
				call: {
					...emptyCall,
					callId: CALL,
					direction: 'outbound',
					from: FROM,
					to: TO,
					agentId: AGENT,
					agentName: 'Reminder',
					status: 'in-progress',
					metadata,
					startedAt: '2026-11-20T10:00:05.000Z',
					transcript: [],
					recordingUrl: doneContext.recordingUrl,
				},
				costs: { plivo: null, ultravox: null, total: null, ultravoxSeconds: null },
				reason: 'The call is not over yet',
				isOver: false,
			},
		],
	}),
	...badInput('getResult'),
	callCase('hangUp', 'smallest', 'at once: the agent, then the phone', {
		input: { call: { callId: CALL } },
		answers: [
			answer(200, liveCall),
			results([liveCall]),
			answer(204),
			answer(200, { calls: [CALL_UUID] }),
			answer(204),
			results([endedCall]),
			answer(200, { api_id: 'x', ...record }),
		],
		requests: [
			readsCall,
			readsRun,
			{ method: 'POST', path: `/api/calls/${CALL}/send_data_message`, body: { type: 'hang_up' } },
			{ method: 'GET', path: '/Call/', query: { status: 'live', ...numbers } },
			{ method: 'DELETE', path: `/Call/${CALL_UUID}/` },
			readsRun,
			{ method: 'GET', path: `/Call/${CALL_UUID}/` },
		],
		items: [
			{
				call: {
					...emptyCall,
					callId: CALL,
					callUuid: CALL_UUID,
					direction: 'outbound',
					from: FROM,
					to: TO,
					agentId: AGENT,
					agentName: 'Reminder',
					status: 'completed',
					startedAt: '2026-11-20T10:00:00.000Z',
				},
				hungUp: true,
			},
		],
	}),
	callCase('hangUp', 'full', 'a last sentence is said before the phone is hung up', {
		parameters: { findBy: 'callUuid', callUuid: CALL_UUID, message: 'Goodbye!' },
		answers: [
			results([{ ...liveCall, metadata: { ...metadata, plivoCallUuid: CALL_UUID } }]),
			results([liveCall]),
			answer(204),
			// The agent still speaks, then it is gone.
			results([liveCall]),
			results([endedCall]),
			answer(200, { api_id: 'x', ...record }),
			answer(404, { error: 'not found' }),
			answer(404, { error: 'not found' }),
			results([endedCall]),
			answer(200, { api_id: 'x', ...record }),
		],
		requests: [
			{
				method: 'GET',
				path: '/api/calls',
				query: { 'metadata.plivoCallUuid': CALL_UUID, pageSize: '100' },
			},
			readsRun,
			{
				method: 'POST',
				path: `/api/calls/${CALL}/send_data_message`,
				body: { type: 'hang_up', message: 'Goodbye!' },
			},
			readsRun,
			readsRun,
			{ method: 'GET', path: `/Call/${CALL_UUID}/` },
			{ method: 'DELETE', path: `/Call/${CALL_UUID}/` },
			{ method: 'DELETE', path: `/Request/${CALL_UUID}/` },
			readsRun,
			{ method: 'GET', path: `/Call/${CALL_UUID}/` },
		],
	}),
	callCase('hangUp', 'more', 'a call that is over already', {
		parameters: { callId: CALL },
		answers: [answer(200, endedCall), results([endedCall]), phoneCalls(record)],
		requests: [readsCall, readsRun, readsRecords],
		refusal: /^The call is over already$/,
		hint: /Get Result/,
	}),
	callCase('hangUp', 'more', 'a call that waits for its turn is taken back', {
		parameters: { callId: CALL },
		answers: [
			answer(200, waitingCall),
			results([waitingCall]),
			phoneCalls(),
			answer(200, { calls: [] }),
			answer(200, { calls: [CALL_UUID] }),
			answer(200, { calls: [] }),
			answer(200, { calls: [CALL_UUID] }),
			answer(204),
			results([waitingCall]),
			answer(200, { api_id: 'x', ...record, answer_time: null, hangup_cause_code: 1000 }),
		],
		requests: [
			readsCall,
			readsRun,
			readsRecords,
			{ method: 'GET', path: '/Call/', query: { ...numbers, status: 'live' } },
			{ method: 'GET', path: '/Call/', query: { ...numbers, status: 'queued' } },
			{ method: 'GET', path: '/Call/', query: { ...numbers, status: 'live' } },
			{ method: 'GET', path: '/Call/', query: { ...numbers, status: 'queued' } },
			{ method: 'DELETE', path: `/Request/${CALL_UUID}/` },
			readsRun,
			{ method: 'GET', path: `/Call/${CALL_UUID}/` },
		],
	}),
	callCase('hangUp', 'more', 'two open calls to the number are not told apart', {
		parameters: { callId: CALL },
		answers: [
			answer(200, liveCall),
			results([liveCall]),
			answer(204),
			answer(200, { calls: [CALL_UUID, AGENT] }),
		],
		requests: [
			readsCall,
			readsRun,
			{ method: 'POST', path: `/api/calls/${CALL}/send_data_message`, body: { type: 'hang_up' } },
			{ method: 'GET', path: '/Call/', query: { status: 'live', ...numbers } },
		],
		refusal: /^2 calls to \+14155550123 are open/,
		hint: /Plivo Voice > Call > Hang Up/,
	}),
	...badInput('hangUp'),
];

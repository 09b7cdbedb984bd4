import {
	callContextFromPlivo,
	callContextFromUltravox,
	createCallContext,
	mergeCallContext,
} from '../../../nodes/shared/callContext';

const KEYS = [
	'callId',
	'callUuid',
	'direction',
	'from',
	'to',
	'agentId',
	'agentName',
	'status',
	'startedAt',
	'metadata',
	'endedAt',
	'durationSeconds',
	'endReason',
	'outcome',
	'hangupCause',
	'hangupSource',
	'cost',
	'currency',
	'summary',
	'shortSummary',
	'transcript',
	'collected',
	'recordingUrl',
];

/** plivo.md §6.1 and §6.3. */
const ANSWER = {
	CallUUID: '38cb006a-e25d-4455-9862-27550dbea7e9',
	From: '14155550100',
	To: '14155550123',
	Direction: 'inbound',
	CallStatus: 'ringing',
	Event: 'StartApp',
	BillRate: '0.005',
	SessionStart: '2024-10-25 14:13:37.779297',
};
const HANGUP = {
	...ANSWER,
	From: '+14155550100',
	CallStatus: 'completed',
	Event: 'Hangup',
	HangupCause: 'NORMAL_CLEARING',
	HangupCauseName: 'Normal Hangup',
	HangupCauseCode: '4000',
	HangupSource: 'Callee',
	Duration: '66',
	BillDuration: '120',
	TotalCost: '0.01000',
	StartTime: '2024-10-25 19:43:37',
	AnswerTime: '2024-10-25 19:43:38',
	EndTime: '2024-10-25 19:44:44',
};

const CALL = {
	callId: '7b9f1c1e-6c0f-4c1c-9d56-5a1f0f3d2b11',
	created: '2026-07-02T10:00:00.123456Z',
	joined: '2026-07-02T10:00:01.500000Z',
	ended: '2026-07-02T12:01:08.400000+02:00',
	endReason: 'agent_hangup',
	summary: 'A long story.',
	shortSummary: 'A story.',
	agent: { agentId: 'agent-1', name: 'Reception' },
	agentId: 'agent-1',
	metadata: { plivoCallUuid: '38cb006a', tier: 'gold' },
	joinUrl: 'wss://voice.ultravox.ai/calls/7b9f1c1e/telephony',
};
const MESSAGES = [
	{
		role: 'MESSAGE_ROLE_USER',
		medium: 'MESSAGE_MEDIUM_TEXT',
		text: '(New call: greet the caller)',
	},
	{ role: 'MESSAGE_ROLE_AGENT', medium: 'MESSAGE_MEDIUM_VOICE', text: 'Hello, how can I help?' },
	{ role: 'MESSAGE_ROLE_USER', medium: 'MESSAGE_MEDIUM_VOICE', text: 'A table for two.' },
	{ role: 'MESSAGE_ROLE_TOOL_CALL', toolName: 'book', text: '{"seats":2}' },
	{ role: 'MESSAGE_ROLE_TOOL_RESULT', toolName: 'book', text: 'ok' },
	{ role: 'MESSAGE_ROLE_USER', medium: 'MESSAGE_MEDIUM_VOICE', text: '' },
	{ role: 'MESSAGE_ROLE_AGENT', medium: 'MESSAGE_MEDIUM_VOICE', text: 'Done. Goodbye!' },
];

describe('createCallContext', () => {
	it('has every key of the design and null for what is unknown', () => {
		const context = createCallContext({});
		expect(Object.keys(context)).toEqual(KEYS);
		for (const value of Object.values(context)) expect(value).toBeNull();
	});

	it('keeps known facts, zero and empty ones among them, and no others', () => {
		const facts = { cost: 0, durationSeconds: 0, transcript: [], collected: {}, extra: 1 };
		const context = createCallContext(facts);
		expect(context).toMatchObject({ cost: 0, durationSeconds: 0, transcript: [], collected: {} });
		expect(Object.keys(context)).toEqual(KEYS);
	});
});

describe('callContextFromPlivo', () => {
	it('reads an answer request', () => {
		expect(callContextFromPlivo(ANSWER)).toEqual(
			createCallContext({
				callUuid: '38cb006a-e25d-4455-9862-27550dbea7e9',
				direction: 'inbound',
				from: '+14155550100',
				to: '+14155550123',
				status: 'ringing',
				startedAt: '2024-10-25T14:13:37.779Z',
			}),
		);
	});

	it('reads a hang-up callback, and makes no instant of a time without a zone', () => {
		expect(callContextFromPlivo(HANGUP)).toEqual(
			createCallContext({
				callUuid: '38cb006a-e25d-4455-9862-27550dbea7e9',
				direction: 'inbound',
				from: '+14155550100',
				to: '+14155550123',
				status: 'completed',
				startedAt: '2024-10-25T14:13:37.779Z',
				endedAt: null,
				durationSeconds: 66,
				hangupCause: 'NORMAL_CLEARING',
				hangupSource: 'Callee',
				cost: 0.01,
			}),
		);
	});

	it('takes an end that says its zone', () => {
		for (const EndTime of [
			'2024-10-25 19:44:44+05:30',
			'2024-10-25T14:14:44Z',
			'2024-10-25 09:14:44-0500',
		]) {
			expect(callContextFromPlivo({ EndTime }).endedAt).toBe('2024-10-25T14:14:44.000Z');
		}
	});

	it('keeps SIP addresses and words, and takes the first of repeated fields', () => {
		const context = callContextFromPlivo({
			From: 'sip:alice@phone.plivo.com',
			To: ['14155550123', 'x'],
		});
		expect(context).toMatchObject({ from: 'sip:alice@phone.plivo.com', to: '+14155550123' });
		expect(callContextFromPlivo({ From: 'anonymous' }).from).toBe('anonymous');
	});

	it('makes null of what is blank, missing or no fact', () => {
		const odd = {
			From: '',
			Duration: '',
			TotalCost: 'free',
			SessionStart: 'today',
			Direction: 'up',
			To: 5,
		};
		expect(callContextFromPlivo(odd)).toEqual(createCallContext({}));
		expect(callContextFromPlivo({ SessionStart: '2024-13-45 14:13:37' }).startedAt).toBeNull();
	});

	it('falls back to the name of the cause, and reads the URL of a recording', () => {
		const fields = { HangupCauseName: 'Normal Hangup', RecordUrl: 'https://media.plivo.com/r.mp3' };
		expect(callContextFromPlivo(fields)).toMatchObject({
			hangupCause: 'Normal Hangup',
			recordingUrl: 'https://media.plivo.com/r.mp3',
		});
	});
});

describe('callContextFromUltravox', () => {
	it('reads a call that is over and what was spoken in it', () => {
		expect(callContextFromUltravox(CALL, MESSAGES)).toEqual(
			createCallContext({
				callId: '7b9f1c1e-6c0f-4c1c-9d56-5a1f0f3d2b11',
				agentId: 'agent-1',
				agentName: 'Reception',
				status: 'completed',
				startedAt: '2026-07-02T10:00:01.500Z',
				metadata: { plivoCallUuid: '38cb006a', tier: 'gold' },
				endedAt: '2026-07-02T10:01:08.400Z',
				durationSeconds: 67,
				endReason: 'agent_hangup',
				summary: 'A long story.',
				shortSummary: 'A story.',
				transcript: [
					{ role: 'agent', text: 'Hello, how can I help?' },
					{ role: 'user', text: 'A table for two.' },
					{ role: 'agent', text: 'Done. Goodbye!' },
				],
			}),
		);
	});

	it('knows no transcript when there are no messages, and an empty one when nobody spoke', () => {
		expect(callContextFromUltravox(CALL).transcript).toBeNull();
		expect(callContextFromUltravox(CALL, []).transcript).toEqual([]);
		expect(
			callContextFromUltravox(CALL, [null, 'x', {}, { role: 'MESSAGE_ROLE_USER' }]).transcript,
		).toEqual([]);
	});

	it.each([
		[{ ended: null, endReason: null }, 'in-progress'],
		[{ ended: null, endReason: null, joined: null }, null],
		[{ endReason: 'hangup' }, 'completed'],
		[{ endReason: 'timeout' }, 'completed'],
		[{ endReason: 'connection_error' }, 'failed'],
		[{ endReason: 'unjoined', joined: null }, 'failed'],
	])('%p has status %p', (change, status) => {
		expect(callContextFromUltravox({ ...CALL, ...change }).status).toBe(status);
	});

	it('reads a call that was never joined, and one with nothing in it', () => {
		const unjoined = callContextFromUltravox({ ...CALL, joined: null, endReason: 'unjoined' });
		expect(unjoined).toMatchObject({
			startedAt: '2026-07-02T10:00:00.123Z',
			durationSeconds: null,
		});
		expect(callContextFromUltravox({})).toEqual(createCallContext({}));
		expect(callContextFromUltravox({ agent: { agentId: 'a' } }).agentId).toBe('a');
	});

	it('takes nothing secret along', () => {
		expect(JSON.stringify(callContextFromUltravox(CALL, MESSAGES))).not.toContain('wss:');
	});
});

describe('mergeCallContext', () => {
	it('takes the last known fact of each, and null hides nothing', () => {
		const merged = mergeCallContext(
			callContextFromUltravox(CALL, MESSAGES),
			callContextFromPlivo(HANGUP),
			{ outcome: 'transferred', cost: undefined, summary: null },
		);
		expect(Object.keys(merged)).toEqual(KEYS);
		expect(merged).toMatchObject({
			callId: CALL.callId,
			callUuid: HANGUP.CallUUID,
			startedAt: '2024-10-25T14:13:37.779Z',
			endedAt: '2026-07-02T10:01:08.400Z',
			durationSeconds: 66,
			cost: 0.01,
			summary: 'A long story.',
			outcome: 'transferred',
		});
	});

	it('lets zero and empty facts count', () => {
		expect(
			mergeCallContext(
				{ cost: 1, transcript: [{ role: 'user', text: 'a' }] },
				{ cost: 0, transcript: [] },
			),
		).toMatchObject({ cost: 0, transcript: [] });
		expect(mergeCallContext()).toEqual(createCallContext({}));
	});
});

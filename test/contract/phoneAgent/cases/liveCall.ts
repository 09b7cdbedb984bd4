import type { IDataObject } from 'n8n-workflow';
import { emptyCall } from '../../plivoVoice/support/emptyCall';
import type { ContractCase } from '../../operations/contractCase';
import { answer, byId } from '../../operations/contractCase';
import { inWords } from '../support/plainAnswer';

const SOURCE = 'bridge.md (control API)';
const CALL = '2f1b6f0e-6f3a-4c7e-9c55-0a4d0f6d8f11';
const CALL_UUID = '9834029e-58b6-11e1-b8b7-a5bd0e4e126f';
const PATH = `/control/calls/${CALL}`;

/** A call as the bridge tells of it. */
const status = {
	callId: CALL,
	callUuid: CALL_UUID,
	startedAt: '2026-11-20T10:00:00.500Z',
	durationMs: 61_400,
	contentType: 'audio/x-l16;rate=16000',
	connected: true,
	muted: false,
	held: false,
	agentState: 'listening',
	bargeIns: 2,
	resumes: 0,
	droppedFrames: 0,
	callerLevel: null,
	agentLevel: null,
	addedLatencyMs: 0.4,
	aheadMs: 0,
	digitCount: 2,
};

const context = {
	...emptyCall,
	callId: CALL,
	callUuid: CALL_UUID,
	status: 'in-progress',
	startedAt: '2026-11-20T10:00:00.500Z',
	durationSeconds: 61,
};

const simple = {
	connected: true,
	agentState: 'listening',
	muted: false,
	held: false,
	durationMs: 61_400,
	bargeIns: 2,
	resumes: 0,
	digitCount: 2,
};

const liveCase = (
	operation: string,
	size: ContractCase['size'],
	title: string,
	rest: Partial<ContractCase>,
): ContractCase => ({
	resource: 'liveCall',
	operation,
	size,
	title,
	source: SOURCE,
	parameters: {},
	requests: [],
	...rest,
});

/** What every operation about one call meets. */
const commonCases = (
	operation: string,
	request: { method: 'GET' | 'POST'; path: string },
): ContractCase[] => [
	liveCase(operation, 'bad', 'a number of a phone is no ID', {
		parameters: { callId: byId('={{ "+14155550123" }}') },
		refusal: /'Live Call' is not an ID: '\+14155550123'/,
	}),
	liveCase(operation, 'more', 'a call that is over', {
		parameters: { callId: byId(CALL) },
		answers: [inWords(404, 'No such call is alive in this bridge.')],
		requests: [request],
		refusal: /^The bridge did not find it: No such call is alive in this bridge\.$/,
		hint: /may be over by now.*HTTP status 404/,
	}),
	liveCase(operation, 'more', 'another shared secret', {
		parameters: { callId: byId(CALL) },
		// n8n itself asks a second time when it is refused so.
		answers: Array(2).fill(
			inWords(401, 'The authorization was made with another shared secret, or too long ago.'),
		),
		requests: [request, request],
		refusal: /^The bridge refused the credential: The authorization was made with another/,
		hint: /shared secret in the credential is the one of the bridge/,
	}),
	liveCase(operation, 'more', 'what is no bridge', {
		parameters: { callId: byId(CALL) },
		answers: [answer(200, { status: 'ok' })],
		requests: [request],
		refusal: /^The bridge did not confirm it: its answer has no call$/,
		hint: /'Control URL'/,
	}),
];

/** The cases of something that is done with a call; `changed` is what the bridge says of it afterwards. */
const actionCases = (operation: string, verb: string, changed: IDataObject): ContractCase[] => {
	const request = { method: 'POST', path: `${PATH}/${verb}` } as const;
	return [
		liveCase(operation, 'smallest', 'the call of the item', {
			input: { call: { callId: CALL } },
			answers: [answer(200, { call: { ...status, ...changed } })],
			requests: [request],
			items: [{ call: context, bridge: { ...simple, ...changed } }],
		}),
		liveCase(operation, 'full', "by Plivo's ID, with all that the bridge says", {
			parameters: { callId: byId(CALL_UUID), simplify: false },
			answers: [answer(200, { call: { ...status, ...changed } })],
			requests: [{ method: 'POST', path: `/control/calls/${CALL_UUID}/${verb}` }],
			items: [{ call: context, bridge: { ...status, ...changed } }],
		}),
		...commonCases(operation, request),
	];
};

export const liveCallCases: ContractCase[] = [
	liveCase('getMany', 'smallest', 'the calls that are live now', {
		answers: [answer(200, { calls: [status, { ...status, agentState: null }] })],
		requests: [{ method: 'GET', path: '/control/calls' }],
		items: [
			{ call: context, bridge: simple },
			{ call: context, bridge: { ...simple, agentState: null } },
		],
	}),
	liveCase('getMany', 'full', 'at most one, with all that the bridge says', {
		parameters: { returnAll: false, limit: 1, simplify: false },
		answers: [answer(200, { calls: [status, status] })],
		requests: [{ method: 'GET', path: '/control/calls' }],
		items: [{ call: context, bridge: status }],
	}),
	liveCase('getMany', 'more', 'no call is live', {
		parameters: { returnAll: true },
		answers: [answer(200, { calls: [] })],
		requests: [{ method: 'GET', path: '/control/calls' }],
		items: [],
	}),
	liveCase('getMany', 'bad', 'a limit of none', {
		parameters: { returnAll: false, limit: 0 },
		refusal: /'Limit' is 0, and has to be 1 or more/,
	}),
	liveCase('getMany', 'more', 'what is no bridge', {
		answers: [answer(200, { status: 'ok' })],
		requests: [{ method: 'GET', path: '/control/calls' }],
		refusal: /what came back has no list 'calls'/,
	}),
	liveCase('get', 'smallest', 'the call of the item, with what was said', {
		input: { call: { callId: CALL } },
		answers: [
			answer(200, {
				call: status,
				transcript: [
					{ role: 'agent', text: 'Good day.', ordinal: 0 },
					{ role: 'user', text: 'Hello', ordinal: 1 },
				],
			}),
		],
		requests: [{ method: 'GET', path: PATH }],
		items: [
			{
				call: {
					...context,
					transcript: [
						{ role: 'agent', text: 'Good day.' },
						{ role: 'user', text: 'Hello' },
					],
				},
				bridge: simple,
			},
		],
	}),
	liveCase('get', 'full', "by Plivo's ID, with all that the bridge says", {
		parameters: { callId: byId(` ${CALL_UUID} `), simplify: false },
		answers: [answer(200, { call: status, transcript: [] })],
		requests: [{ method: 'GET', path: `/control/calls/${CALL_UUID}` }],
		items: [{ call: { ...context, transcript: [] }, bridge: status }],
	}),
	...commonCases('get', { method: 'GET', path: PATH }),
	...actionCases('hangUp', 'hang-up', { connected: false }),
	...actionCases('mute', 'mute', { muted: true }),
	...actionCases('unmute', 'unmute', { muted: false }),
	...actionCases('hold', 'hold', { held: true }),
	...actionCases('resume', 'resume', { held: false }),
];

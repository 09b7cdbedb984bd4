import { emptyCall } from '../../plivoVoice/support/emptyCall';
import type { ContractCase } from '../../operations/contractCase';
import { answer, byId, results } from '../../operations/contractCase';
import { callCase, CALLS, fromItem, missing, wrongId } from '../support/callCase';
import { CALL, messages, newCall, spokenLines, STAGE } from '../support/callFixtures';

const messageItems = messages.map((message) => message as object) as ContractCase['items'];

const readsMessages = {
	method: 'GET',
	path: `${CALLS}/${CALL}/messages`,
	query: { mode: 'in_call', pageSize: '100' },
} as const;

const messageCases: ContractCase[] = [
	callCase('getMessages', 'smallest', 'P2.14 of all stages, the useful fields', {
		source: 'ultravox.md §2.3, §2.4',
		...fromItem,
		answers: [results([{ ...messages[1], metadata: { a: 1 }, callState: {} }])],
		requests: [
			{
				method: 'GET',
				path: `${CALLS}/${CALL}/messages`,
				query: { mode: 'in_call', pageSize: '50' },
			},
		],
		items: [
			{
				role: 'MESSAGE_ROLE_AGENT',
				text: 'Hello! ',
				medium: 'MESSAGE_MEDIUM_VOICE',
				timespan: { start: '0s', end: '1.2s' },
				callStageId: STAGE,
				callStageMessageIndex: 1,
			},
		],
	}),
	callCase('getMessages', 'full', 'of the last stage, as they came', {
		parameters: { callId: byId(CALL), mode: 'last_stage', returnAll: true, simplify: false },
		answers: [results(messages)],
		requests: [
			{
				method: 'GET',
				path: `${CALLS}/${CALL}/messages`,
				query: { mode: 'last_stage', pageSize: '100' },
			},
		],
		items: messageItems,
	}),
	wrongId('getMessages'),
	missing('getMessages', '/messages', { mode: 'in_call', pageSize: '50' }),
	callCase(
		'getTranscript',
		'smallest',
		'P2.14 what was spoken: neither tools nor the hidden prompt',
		{
			source: 'ultravox.md §2.4',
			...fromItem,
			answers: [results(messages)],
			requests: [
				{
					method: 'GET',
					path: `${CALLS}/${CALL}/messages`,
					query: { mode: 'in_call', pageSize: '100' },
				},
			],
			items: [
				{
					call: { ...emptyCall, callId: CALL, transcript: spokenLines },
					text: 'Agent: Hello!\nUser: A table, please.\nAgent: Done.',
				},
			],
		},
	),
	callCase('getTranscript', 'full', 'with pressed keys, and labels in another language', {
		source: 'ultravox.md §2.4, §3 (dtmfHandling)',
		parameters: {
			callId: byId(CALL),
			options: { agentLabel: 'Agentin', userLabel: 'Anrufer', includeText: true },
		},
		answers: [
			results(messages.slice(0, 4), 'cD0y'),
			results(messages.slice(4)),
			answer(200, newCall),
		],
		requests: [
			readsMessages,
			{ ...readsMessages, query: { ...readsMessages.query, cursor: 'cD0y' } },
			{ method: 'GET', path: `${CALLS}/${CALL}` },
		],
		items: [
			{
				call: {
					...emptyCall,
					callId: CALL,
					transcript: [
						...spokenLines.slice(0, 2),
						{ role: 'user', text: '5' },
						...spokenLines.slice(2),
					],
				},
				text: 'Agentin: Hello!\nAnrufer: A table, please.\nAnrufer: 5\nAgentin: Done.',
			},
		],
	}),
	callCase('getTranscript', 'more', 'P2.14 a message sent before anybody spoke is no prompt', {
		source: 'ultravox.md §2.1 (firstSpeakerSettings), §2.4',
		parameters: { callId: byId(CALL), options: { includeText: true } },
		answers: [
			results([{ ...messages[0], text: 'Ask for Anna.' }, messages[1]]),
			answer(200, { ...newCall, firstSpeakerSettings: { user: {} } }),
		],
		requests: [readsMessages, { method: 'GET', path: `${CALLS}/${CALL}` }],
		items: [
			{
				call: {
					...emptyCall,
					callId: CALL,
					transcript: [
						{ role: 'user', text: 'Ask for Anna.' },
						{ role: 'agent', text: 'Hello!' },
					],
				},
				text: 'User: Ask for Anna.\nAgent: Hello!',
			},
		],
	}),
	...['4711#', '<instruction>Be brief.</instruction>'].map((text) =>
		callCase('getTranscript', 'more', `P2.14 ${text} is no prompt: nothing else is asked`, {
			source: 'ultravox.md §2.4, §3 (dtmfHandling)',
			parameters: { callId: byId(CALL), options: { includeText: true } },
			answers: [results([{ ...messages[0], text }, messages[1]])],
			requests: [readsMessages],
			items: [
				{
					call: {
						...emptyCall,
						callId: CALL,
						transcript: [
							{ role: 'user', text },
							{ role: 'agent', text: 'Hello!' },
						],
					},
					text: `User: ${text}\nAgent: Hello!`,
				},
			],
		}),
	),
	callCase('getTranscript', 'more', 'of a call in which nothing was said', {
		parameters: { callId: byId(CALL) },
		answers: [results([])],
		requests: [
			{
				method: 'GET',
				path: `${CALLS}/${CALL}/messages`,
				query: { mode: 'in_call', pageSize: '100' },
			},
		],
		items: [{ call: { ...emptyCall, callId: CALL, transcript: [] }, text: '' }],
	}),
	wrongId('getTranscript'),
	missing('getTranscript', '/messages', { mode: 'in_call', pageSize: '100' }),
];

const event = {
	callId: CALL,
	callStageId: STAGE,
	callTimestamp: '3.2s',
	severity: 'warning',
	type: 'audio_overflow',
	text: 'Audio came too fast',
	extras: null,
	wallClockTimestamp: '3.3s',
};

const eventCases: ContractCase[] = [
	callCase('getEvents', 'smallest', 'of the severity that Ultravox takes by itself', {
		source: 'ultravox.md §2.3, §2.5',
		...fromItem,
		answers: [results([event])],
		requests: [{ method: 'GET', path: `${CALLS}/${CALL}/events`, query: { pageSize: '50' } }],
		items: [event],
	}),
	callCase('getEvents', 'full', 'both filters: their names in the query are snake_case', {
		parameters: {
			callId: byId(CALL),
			returnAll: true,
			filters: { minimumSeverity: 'warning', type: 'audio_overflow' },
		},
		answers: [results([event])],
		requests: [
			{
				method: 'GET',
				path: `${CALLS}/${CALL}/events`,
				query: { minimum_severity: 'warning', type: 'audio_overflow', pageSize: '100' },
			},
		],
		items: [event],
	}),
	wrongId('getEvents'),
	callCase('getEvents', 'bad', 'a severity that there is not', {
		parameters: { callId: byId(CALL), filters: { minimumSeverity: '={{ "fatal" }}' } },
		refusal: /'Minimum Severity' has no choice 'fatal'/,
	}),
	missing('getEvents', '/events', { pageSize: '50' }),
];

export const callMessageCases: ContractCase[] = [...messageCases, ...eventCases];

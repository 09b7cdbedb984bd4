import type { ContractCase } from '../../operations/contractCase';
import { answer, byId, results } from '../../operations/contractCase';
import { callCase, CALLS, fromItem, notFound, wrongId } from '../support/callCase';
import {
	AGENT,
	CALL,
	endedCall,
	endedContext,
	messages,
	newCall,
	newContext,
	PRIOR,
	spokenLines,
	VOICE,
	without,
} from '../support/callFixtures';

const getCases: ContractCase[] = [
	callCase('get', 'smallest', 'the call of the item that comes in', {
		source: 'ultravox.md §2.2',
		...fromItem,
		answers: [answer(200, endedCall)],
		requests: [{ method: 'GET', path: `${CALLS}/${CALL}` }],
		items: [{ call: endedContext }],
	}),
	callCase(
		'get',
		'full',
		"P2.14 with what was said and Ultravox's own fields, the join URL taken out",
		{
			source: 'ultravox.md §2.2, §2.4',
			parameters: {
				callId: byId(CALL.toUpperCase()),
				simplify: false,
				options: { includeTranscript: true },
			},
			answers: [answer(200, endedCall), results(messages)],
			requests: [
				{ method: 'GET', path: `${CALLS}/${CALL}` },
				{
					method: 'GET',
					path: `${CALLS}/${CALL}/messages`,
					query: { mode: 'in_call', pageSize: '100' },
				},
			],
			items: [{ call: { ...endedContext, transcript: spokenLines }, ultravox: without(endedCall) }],
		},
	),
	callCase('get', 'more', 'a call that came in over Plivo says who called', {
		source: 'ultravox.md §5.2, plivo.md §6.1',
		parameters: { callId: byId(CALL) },
		answers: [
			answer(200, {
				...newCall,
				requestContext: {
					CallUUID: PRIOR,
					From: '14155550123',
					To: '14155550100',
					Direction: 'inbound',
				},
			}),
		],
		requests: [{ method: 'GET', path: `${CALLS}/${CALL}` }],
		items: [
			{
				call: {
					...newContext,
					callUuid: PRIOR,
					direction: 'inbound',
					from: '+14155550123',
					to: '+14155550100',
				},
			},
		],
	}),
	callCase('get', 'more', 'a call that came in over SIP', {
		source: 'ultravox.md §3',
		parameters: { callId: byId(CALL) },
		answers: [answer(200, { ...newCall, medium: { sip: { incoming: {} } }, joinUrl: null })],
		requests: [{ method: 'GET', path: `${CALLS}/${CALL}` }],
		items: [{ call: { ...newContext, direction: 'inbound' } }],
	}),
	wrongId('get'),
	callCase('get', 'bad', 'a call that was deleted', {
		source: 'ultravox.md §1.2, §2.3',
		parameters: { callId: byId(CALL) },
		answers: [notFound],
		requests: [{ method: 'GET', path: `${CALLS}/${CALL}` }],
		refusal: /Ultravox did not find it: Not found\./,
		hint: /Get Deleted.*HTTP status 404/,
	}),
];

const everyFilter = {
	parameters: {
		agentIds: `${AGENT}, ${PRIOR.toUpperCase()}`,
		durationMax: '300s',
		durationMin: 1.5,
		fromDate: '2026-11-01',
		toDate: '2026-11-20',
		timeOfDayStart: '08:30',
		timeOfDayEnd: '17:00:00',
		metadata: {
			values: [
				{ key: 'customerId', value: '17' },
				{ key: 'ultravox.sip.caller_id', value: 'anna' },
			],
		},
		search: ' refund ',
		voiceId: byId(VOICE),
	},
	// The workflows of these tests are in New York, where the clocks are changed on the first of these days.
	query: {
		agentIds: [AGENT, PRIOR],
		durationMax: '300s',
		durationMin: '1.5s',
		fromDate: '2026-11-01T04:00:00.000Z',
		toDate: '2026-11-21T04:59:59.999Z',
		timeOfDayStart: '08:30:00',
		timeOfDayEnd: '17:00:00',
		'metadata.customerId': '17',
		'metadata.ultravox.sip.caller_id': 'anna',
		search: 'refund',
		voiceId: VOICE,
	},
};

const badFilters = (operation: string): ContractCase[] =>
	(
		[
			[
				'the name of an agent in the place of its ID',
				{ agentIds: `${AGENT}, Anna` },
				/'Agent IDs' has an entry that is no agent ID: 'anna'/,
			],
			['a time that is none', { fromDate: 'yesterday' }, /'From Date' is not a time: 'yesterday'/],
			[
				'an end before the beginning',
				{ fromDate: '2026-11-20T10:00:00Z', toDate: '2026-11-20T09:00:00Z' },
				/'To Date' is earlier than 'From Date'/,
			],
			[
				'an hour that no day has',
				{ timeOfDayStart: '25:00' },
				/'Time of Day Start' is no time of day: '25:00'/,
			],
			[
				'minutes in the place of seconds',
				{ durationMin: '5m' },
				/'Duration Min' is no number of seconds: '5m'/,
			],
			[
				'the same metadata twice',
				{
					metadata: {
						values: [
							{ key: 'a', value: '1' },
							{ key: 'a', value: '2' },
						],
					},
				},
				/'Key' 'a' stands there twice/,
			],
			[
				'metadata without a key',
				{ metadata: { values: [{ key: '', value: '1' }] } },
				/'Key' is empty/,
			],
			[
				'the name of a voice in the place of its ID',
				{ voiceId: byId('={{ "Mark" }}') },
				/'Voice' is not an ID: 'Mark'/,
			],
		] as Array<[string, ContractCase['parameters'], RegExp]>
	).map(([title, filters, refusal]) =>
		callCase(operation, 'bad', title, { parameters: { filters }, refusal }),
	);

const listCases: ContractCase[] = [
	callCase('getMany', 'smallest', 'as many as the limit', {
		parameters: { limit: 1 },
		answers: [results([endedCall, newCall])],
		requests: [{ method: 'GET', path: CALLS, query: { pageSize: '1' } }],
		items: [{ call: endedContext }],
	}),
	callCase('getMany', 'full', 'every filter, all pages, all fields, without join URLs', {
		source: 'ultravox.md §2.3, §1.1',
		parameters: {
			returnAll: true,
			simplify: false,
			filters: { ...everyFilter.parameters, sort: '-created' },
		},
		answers: [results(Array(100).fill(endedCall), 'cD0y'), results([newCall])],
		requests: ([{}, { cursor: 'cD0y' }] as Array<Record<string, string>>).map((page) => ({
			method: 'GET',
			path: CALLS,
			query: { ...everyFilter.query, sort: '-created', pageSize: '100', ...page },
		})),
		items: [
			...Array<object>(100).fill({ call: endedContext, ultravox: without(endedCall) }),
			{ call: newContext, ultravox: without(newCall) },
		] as ContractCase['items'],
	}),
	...badFilters('getMany'),
];

const tombstone = {
	callId: CALL,
	accountId: PRIOR,
	created: '2026-11-20T10:00:00Z',
	deletionTime: '2026-11-21T10:00:00Z',
	joined: null,
	ended: null,
	maxDuration: '3600s',
	endReason: 'unjoined',
	recordingEnabled: false,
	hadSummary: true,
};
const DELETED = '/api/deleted_calls';

const deletedCases: ContractCase[] = [
	callCase('getDeleted', 'smallest', 'what is left', {
		input: { callId: CALL },
		answers: [answer(200, tombstone)],
		requests: [{ method: 'GET', path: `${DELETED}/${CALL}` }],
		items: [tombstone],
	}),
	callCase('getDeleted', 'full', 'by its ID; Ultravox fails once: a read is repeated', {
		source: 'ultravox.md §2.3, §1.3',
		parameters: { callId: byId(CALL.toUpperCase()) },
		answers: [answer(502), answer(200, tombstone)],
		requests: Array(2).fill({ method: 'GET', path: `${DELETED}/${CALL}` }),
		items: [tombstone],
	}),
	callCase('getDeleted', 'bad', 'a call that was not deleted', {
		parameters: { callId: byId(CALL) },
		answers: [notFound],
		requests: [{ method: 'GET', path: `${DELETED}/${CALL}` }],
		refusal: /Ultravox did not find it/,
		hint: /is shown by Get\. .*HTTP status 404/,
	}),
	callCase('getManyDeleted', 'smallest', 'as many as the limit', {
		parameters: { limit: 1 },
		answers: [results([tombstone])],
		requests: [{ method: 'GET', path: DELETED, query: { pageSize: '1' } }],
		items: [tombstone],
	}),
	callCase('getManyDeleted', 'full', 'every filter, all pages', {
		parameters: { returnAll: true, filters: everyFilter.parameters },
		answers: [results([tombstone])],
		requests: [{ method: 'GET', path: DELETED, query: { ...everyFilter.query, pageSize: '100' } }],
		items: [tombstone],
	}),
	...badFilters('getManyDeleted'),
];

export const callReadCases: ContractCase[] = [...getCases, ...listCases, ...deletedCases];

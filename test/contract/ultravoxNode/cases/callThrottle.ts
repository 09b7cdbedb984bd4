import type { ContractCase } from '../../operations/contractCase';
import { answer, byId, results, nothingToChange } from '../../operations/contractCase';
import { deletes, deletionCases } from '../support/deletion';

const ID = '5b40a428-bfc7-4daf-9d06-726c558bf3b8';
const throttle = {
	throttleId: ID,
	name: 'reminders',
	created: '2026-11-20T10:00:00Z',
	rules: [{ maxCalls: 1, windowSeconds: 1 }],
};
const PATH = '/api/call_throttles';
const rule = (maxCalls: number, windowSeconds: number) => ({ maxCalls, windowSeconds });

export const callThrottleCases: ContractCase[] = [
	{
		resource: 'callThrottle',
		operation: 'create',
		size: 'smallest',
		title: 'one rule',
		source: 'ultravox.md §6',
		parameters: { name: 'reminders', rules: { values: [rule(1, 1)] } },
		answers: [answer(201, throttle)],
		requests: [{ method: 'POST', path: PATH, body: { name: 'reminders', rules: [rule(1, 1)] } }],
		items: [throttle],
	},
	{
		resource: 'callThrottle',
		operation: 'create',
		size: 'full',
		title: 'several rules at their bounds, as texts from an expression',
		source: 'ultravox.md §6',
		parameters: {
			name: ' reminders ',
			rules: { values: [rule(1, 86_400), { maxCalls: '100', windowSeconds: '60' }] },
		},
		answers: [answer(201, throttle)],
		requests: [
			{
				method: 'POST',
				path: PATH,
				body: { name: 'reminders', rules: [rule(1, 86_400), rule(100, 60)] },
			},
		],
	},
	{
		resource: 'callThrottle',
		operation: 'create',
		size: 'bad',
		title: 'more calls than Ultravox lets a rule have',
		source: 'ultravox.md §6 (maxCalls 1..100)',
		parameters: { name: 'reminders', rules: { values: [rule(101, 1)] } },
		requests: [],
		refusal: /'Calls' is 101, and has to be 1 to 100/,
	},
	{
		resource: 'callThrottle',
		operation: 'get',
		size: 'smallest',
		title: 'with its rules',
		source: 'ultravox.md §6',
		parameters: { callThrottle: byId(ID) },
		answers: [answer(200, throttle)],
		requests: [{ method: 'GET', path: `${PATH}/${ID}` }],
		items: [throttle],
	},
	{
		resource: 'callThrottle',
		operation: 'get',
		size: 'full',
		title: 'Ultravox fails once: a read is repeated',
		source: 'ultravox.md §1.3',
		parameters: { callThrottle: byId(ID.toUpperCase()) },
		answers: [answer(500, { detail: 'oops' }), answer(200, throttle)],
		requests: Array(2).fill({ method: 'GET', path: `${PATH}/${ID}` }),
		items: [throttle],
	},
	{
		resource: 'callThrottle',
		operation: 'get',
		size: 'bad',
		title: 'a name is no ID',
		source: 'ultravox.md §1 (ids are UUIDs)',
		// What is typed, the panel checks; an expression is checked by the node.
		parameters: { callThrottle: byId('={{ "reminders" }}') },
		requests: [],
		refusal: /'Call Throttle' is not an ID: 'reminders'/,
	},
	{
		resource: 'callThrottle',
		operation: 'getMany',
		size: 'smallest',
		title: 'as many as the limit',
		source: 'ultravox.md §1.1',
		parameters: { limit: 1 },
		answers: [results([throttle])],
		requests: [{ method: 'GET', path: PATH, query: { pageSize: '1' } }],
		items: [throttle],
	},
	{
		resource: 'callThrottle',
		operation: 'getMany',
		size: 'full',
		title: 'all pages: of the next address only the cursor is taken',
		source: 'ultravox.md §1.1',
		parameters: { returnAll: true },
		answers: [results(Array(100).fill(throttle), 'cD0y'), results([throttle])],
		requests: [
			{ method: 'GET', path: PATH, query: { pageSize: '100' } },
			{ method: 'GET', path: PATH, query: { pageSize: '100', cursor: 'cD0y' } },
		],
		items: Array(101).fill(throttle),
	},
	{
		resource: 'callThrottle',
		operation: 'getMany',
		size: 'bad',
		title: 'the key is refused, in the words of Ultravox',
		source: 'ultravox.md §1.2',
		parameters: {},
		// n8n signs in anew and asks once more after a 401.
		answers: [
			answer(401, { detail: 'Invalid API key.' }),
			answer(401, { detail: 'Invalid API key.' }),
		],
		requests: Array(2).fill({ method: 'GET', path: PATH, query: { pageSize: '50' } }),
		refusal: /Ultravox refused the credential: Invalid API key\./,
		hint: /HTTP status 401/,
	},
	{
		resource: 'callThrottle',
		operation: 'update',
		size: 'smallest',
		title: 'the name alone',
		source: 'ultravox.md §6',
		parameters: { callThrottle: byId(ID), updateFields: { name: 'evening' } },
		answers: [answer(200, { ...throttle, name: 'evening' })],
		requests: [{ method: 'PATCH', path: `${PATH}/${ID}`, body: { name: 'evening' } }],
		items: [{ ...throttle, name: 'evening' }],
	},
	{
		resource: 'callThrottle',
		operation: 'update',
		size: 'full',
		title: 'name and rules',
		source: 'ultravox.md §6',
		parameters: {
			callThrottle: byId(ID),
			updateFields: { name: 'evening', rules: { values: [rule(2, 10)] } },
		},
		answers: [answer(200, throttle)],
		requests: [
			{ method: 'PATCH', path: `${PATH}/${ID}`, body: { name: 'evening', rules: [rule(2, 10)] } },
		],
	},
	{
		resource: 'callThrottle',
		operation: 'update',
		size: 'bad',
		source: 'ultravox.md §6',
		parameters: { callThrottle: byId(ID) },
		...nothingToChange,
	},
	...deletionCases(deletes('callThrottle'), {
		parameters: { callThrottle: byId(ID) },
		path: `${PATH}/${ID}`,
		item: { throttleId: ID },
	}),
];

import type { IDataObject } from 'n8n-workflow';
import type { ContractCase, ExpectedRequest } from '../../operations/contractCase';
import { answer, byId, results } from '../../operations/contractCase';
import { batchReadCases } from './batchReads';

const AGENT = '5b40a428-bfc7-4daf-9d06-726c558bf3b8';
const OTHER_AGENT = '06ecae31-4bf8-40b9-ac62-e902418e9935';
const ID = '9adbf7c1-9d5b-4a3c-8f38-6b7f3c0d0f11';
const PATH = `/api/agents/${AGENT}/scheduled_batches`;
const ONE = `${PATH}/${ID}`;
const SECRET = 'batch-secret-of-the-test';

const batch = (fields: IDataObject = {}): IDataObject => ({
	batchId: ID,
	created: '2026-11-20T10:00:00Z',
	windowStart: null,
	windowEnd: null,
	throttle: null,
	webhookUrl: null,
	paused: false,
	totalCount: 1,
	completedCount: 0,
	endedAt: null,
	...fields,
});
const item = (fields: IDataObject = {}): IDataObject => ({ ...batch(fields), agentId: AGENT });

type Case = Omit<ContractCase, 'resource' | 'source'> & { source?: string };
const one = (rest: Case): ContractCase => ({
	source: 'ultravox.md §6, ultravox-openapi.yaml ScheduledCallBatch, peers.md P2.9',
	...rest,
	resource: 'batch',
});
const create = (rest: Omit<Case, 'operation'>) => one({ ...rest, operation: 'create' });
const add = (rest: Omit<Case, 'operation'>) => one({ ...rest, operation: 'addFromItems' });
const update = (rest: Omit<Case, 'operation'>) => one({ ...rest, operation: 'update' });

const call = { agent: byId(AGENT), to: '+14155550123', from: '+14155550100' };
const plivoTo = (to: string): IDataObject => ({
	medium: { plivo: { outgoing: { to, from: '+14155550100' } } },
});
const posts = (body: IDataObject): ExpectedRequest => ({ method: 'POST', path: PATH, body });
const patches = (body: IDataObject): ExpectedRequest => ({ method: 'PATCH', path: ONE, body });
const reads: ExpectedRequest = { method: 'GET', path: ONE };

/** Whom to call, and with what, comes with each item. */
const fromItems = {
	...call,
	to: '={{ $json.phone }}',
	templateContext: { mappingMode: 'defineBelow', value: { 'user.name': '={{ $json.name }}' } },
	callFields: { metadata: { values: [{ name: 'customer', value: '={{ $json.id }}' }] } },
};

const creates: ContractCase[] = [
	create({
		size: 'smallest',
		title: 'P2.9 one item, one call that Plivo dials at once',
		parameters: call,
		answers: [answer(201, batch())],
		requests: [posts({ calls: [plivoTo('+14155550123')] })],
		items: [item()],
	}),
	create({
		size: 'full',
		title:
			'P2.9 three items, one batch: window, throttle, paused; each call with its own number, metadata and context',
		parameters: {
			...fromItems,
			defaultCountry: 'US',
			batchOptions: {
				windowStart: '2026-11-21T09:00:00+01:00',
				windowEnd: '2026-11-21T17:00:00Z',
				throttle: byId('evening-reminders'),
				paused: true,
			},
		},
		input: { phone: '(415) 555-0123', name: 'Anna', id: 'c1' },
		furtherInput: [
			{ phone: '+14155550124', name: 'Ben', id: 'c2' },
			{ phone: '+442071838750', name: 'Cleo', id: 'c3' },
		],
		answers: [answer(201, batch({ totalCount: 3, paused: true, webhookSecret: SECRET }))],
		requests: [
			posts({
				windowStart: '2026-11-21T08:00:00.000Z',
				windowEnd: '2026-11-21T17:00:00.000Z',
				throttle: 'evening-reminders',
				paused: true,
				calls: [
					['+14155550123', 'Anna', 'c1'],
					['+14155550124', 'Ben', 'c2'],
					['+442071838750', 'Cleo', 'c3'],
				].map(([to = '', name, customer]) => ({
					...plivoTo(to),
					templateContext: { user: { name } },
					metadata: { customer },
				})),
			}),
		],
		items: [item({ totalCount: 3, paused: true })],
	}),
	create({
		size: 'more',
		title: 'P2.9 calls that somebody else connects need an address, which is told with a secret',
		parameters: {
			agent: byId(AGENT),
			medium: 'twilio',
			direction: 'incoming',
			batchOptions: { webhookUrl: 'https://example.com/connect', webhookSecret: SECRET },
		},
		answers: [answer(201, batch({ webhookUrl: 'https://example.com/connect', note: SECRET }))],
		requests: [
			posts({
				webhookUrl: 'https://example.com/connect',
				webhookSecret: SECRET,
				calls: [{ medium: { twilio: {} } }],
			}),
		],
		items: [item({ webhookUrl: 'https://example.com/connect', note: '[removed]' })],
	}),
	create({
		size: 'bad',
		title: 'P2.9 who stands there twice would be rung twice: the numbers are named',
		parameters: { ...fromItems, defaultCountry: 'US' },
		input: { phone: '(415) 555-0123', name: 'Anna', id: 'c1' },
		furtherInput: [
			{ phone: '+14155550124', name: 'Ben', id: 'c2' },
			{ phone: '+1 415 555 0123', name: 'Anna', id: 'c3' },
		],
		requests: [],
		refusal: /Some would be called more than once: \+14155550123 \(items 1, 3\)/,
		hint: /Remove Duplicates/,
	}),
	create({
		size: 'more',
		title: 'P2.9 what is wrong with one item says with which',
		parameters: fromItems,
		input: { phone: '+14155550123', name: 'Anna', id: 'c1' },
		furtherInput: [{ phone: 'call me', name: 'Ben', id: 'c2' }],
		requests: [],
		refusal: /^Item 2: 'To': .*letters/,
	}),
	create({
		size: 'more',
		title: "P2.9 '<' would ring several phones",
		parameters: { ...call, to: '+14155550123<+14155550124' },
		requests: [],
		refusal: /^'To' contains '<', which would ring several phones/,
	}),
	create({
		size: 'more',
		title: 'P2.9 items of two agents are no batch',
		parameters: { ...fromItems, agent: byId('={{ $json.agent }}') },
		input: { phone: '+14155550123', agent: AGENT },
		furtherInput: [{ phone: '+14155550124', agent: OTHER_AGENT }],
		requests: [],
		refusal: /Items 1 and 2 have different agents/,
	}),
	create({
		size: 'more',
		title: 'P2.9 an address where all calls are dialed is refused by Ultravox, and here before',
		parameters: { ...call, batchOptions: { webhookUrl: 'https://example.com/connect' } },
		requests: [],
		refusal: /'Webhook URL' has to be empty/,
	}),
	create({
		size: 'more',
		title: 'P2.9 no address where somebody has to connect the calls',
		parameters: { agent: byId(AGENT), medium: 'plivo', direction: 'incoming' },
		requests: [],
		refusal: /'Webhook URL' is empty/,
	}),
	create({
		size: 'more',
		title: 'an address of more than 200 characters',
		parameters: {
			agent: byId(AGENT),
			direction: 'incoming',
			batchOptions: { webhookUrl: `https://example.com/${'x'.repeat(181)}` },
		},
		requests: [],
		refusal: /'Webhook URL' has 201 characters, and may have 200/,
	}),
	create({
		size: 'more',
		title: 'P2.9 a window that ends before it begins',
		parameters: {
			...call,
			batchOptions: { windowStart: '2026-11-21T17:00:00Z', windowEnd: '2026-11-21T09:00:00Z' },
		},
		requests: [],
		refusal: /'Window End' is not after 'Window Start'/,
	}),
	...[402, 403].map((status) =>
		create({
			size: 'more',
			title: `P2.9 the plan has no scheduler (${status})`,
			parameters: call,
			answers: [answer(status, { detail: 'Your plan does not include the scheduler.' })],
			requests: [posts({ calls: [plivoTo('+14155550123')] })],
			refusal:
				/Ultravox schedules no calls for this account: .*Your plan does not include the scheduler/,
			hint: new RegExp(`part of some Ultravox plans only.*HTTP status ${status}`),
		}),
	),
	create({
		size: 'more',
		title: 'P2.9 a window that is too short, in the words of Ultravox',
		parameters: { ...call, batchOptions: { windowEnd: '2026-11-21T17:00:00Z' } },
		answers: [answer(400, { windowEnd: ['The window must last at least 120s.'] })],
		requests: [posts({ windowEnd: '2026-11-21T17:00:00.000Z', calls: [plivoTo('+14155550123')] })],
		refusal: /windowEnd: The window must last at least 120s/,
	}),
	...[500, 429].map((status) =>
		create({
			size: 'more',
			title: `what can ring phones is sent once, whatever comes back (${status})`,
			source: 'ultravox.md §1.3',
			parameters: call,
			answers: [answer(status)],
			requests: [posts({ calls: [plivoTo('+14155550123')] })],
			refusal: /Ultravox/,
		}),
	),
];

const onto = { ...call, batch: byId(ID) };
const counted = (totalCount: number, fields: IDataObject = {}) =>
	answer(200, batch({ totalCount, ...fields }));

const additions: ContractCase[] = [
	add({
		size: 'smallest',
		title: 'P2.9 the batch grew, as it is read before and afterwards',
		source: 'ultravox.md §6 (effect of a patch with calls: UNCONFIRMED)',
		parameters: onto,
		answers: [counted(2), counted(3), counted(3)],
		requests: [reads, patches({ calls: [plivoTo('+14155550123')] }), reads],
		items: [{ ...item({ totalCount: 3 }), addedCount: 1 }],
	}),
	add({
		size: 'full',
		title: 'P2.9 two items, each with its own call',
		parameters: { ...fromItems, batch: byId(ID) },
		input: { phone: '+14155550123', name: 'Anna', id: 'c1' },
		furtherInput: [{ phone: '+14155550124', name: 'Ben', id: 'c2' }],
		answers: [counted(2), counted(4), counted(4)],
		requests: [
			reads,
			patches({
				calls: [
					{
						...plivoTo('+14155550123'),
						templateContext: { user: { name: 'Anna' } },
						metadata: { customer: 'c1' },
					},
					{
						...plivoTo('+14155550124'),
						templateContext: { user: { name: 'Ben' } },
						metadata: { customer: 'c2' },
					},
				],
			}),
			reads,
		],
		items: [{ ...item({ totalCount: 4 }), addedCount: 2 }],
	}),
	add({
		size: 'bad',
		title: 'P2.9 Ultravox says yes and adds nothing: that is no success',
		parameters: onto,
		answers: [counted(2), counted(2), counted(2)],
		requests: [reads, patches({ calls: [plivoTo('+14155550123')] }), reads],
		refusal: /added nothing: the batch still has 2 calls/,
		hint: /Make a new batch of these items with Create/,
	}),
	add({
		size: 'more',
		title: 'P2.9 Ultravox puts the calls in the place of those that waited: that is told',
		parameters: onto,
		answers: [counted(2), counted(1), counted(1)],
		requests: [reads, patches({ calls: [plivoTo('+14155550123')] }), reads],
		refusal: /the batch has 1 calls now instead of 3/,
		hint: /may have been replaced/,
	}),
	add({
		size: 'more',
		title: 'P2.9 a batch without an address has nobody to connect the call',
		parameters: { agent: byId(AGENT), batch: byId(ID), direction: 'incoming' },
		answers: [counted(2)],
		requests: [reads],
		refusal: /The batch has no webhook URL/,
	}),
	add({
		size: 'more',
		title: 'P2.9 a refusal of the plan is explained here, too',
		parameters: onto,
		answers: [counted(2), answer(403, { detail: 'Not in your plan.' })],
		requests: [reads, patches({ calls: [plivoTo('+14155550123')] })],
		refusal: /Ultravox schedules no calls for this account/,
	}),
	add({
		size: 'more',
		title: 'items of two batches',
		parameters: { ...fromItems, batch: byId('={{ $json.batch }}') },
		input: { phone: '+14155550123', batch: ID },
		furtherInput: [{ phone: '+14155550124', batch: OTHER_AGENT }],
		requests: [],
		refusal: /Items 1 and 2 have different batches/,
	}),
];

const chosen = { agent: byId(AGENT), batch: byId(ID) };

const changes: ContractCase[] = [
	update({
		size: 'smallest',
		title: 'P2.9 the window alone',
		parameters: { ...chosen, updateFields: { windowEnd: '2026-11-21T17:00:00Z' } },
		answers: [answer(200, batch({ windowEnd: '2026-11-21T17:00:00Z' }))],
		requests: [patches({ windowEnd: '2026-11-21T17:00:00.000Z' })],
		items: [item({ windowEnd: '2026-11-21T17:00:00Z' })],
	}),
	update({
		size: 'full',
		title: 'P2.9 everything at once',
		parameters: {
			...chosen,
			updateFields: {
				windowStart: '2026-11-21T09:00:00Z',
				windowEnd: '2026-11-21T17:00:00Z',
				throttle: byId('evening-reminders'),
				webhookUrl: 'https://example.com/connect',
				webhookSecret: SECRET,
				paused: true,
			},
		},
		answers: [answer(200, batch({ paused: true, webhookSecret: SECRET }))],
		requests: [
			patches({
				windowStart: '2026-11-21T09:00:00.000Z',
				windowEnd: '2026-11-21T17:00:00.000Z',
				throttle: 'evening-reminders',
				webhookUrl: 'https://example.com/connect',
				webhookSecret: SECRET,
				paused: true,
			}),
		],
		items: [item({ paused: true })],
	}),
	update({
		size: 'more',
		title: 'what was added and left blank is taken away',
		parameters: {
			...chosen,
			updateFields: { windowStart: '', windowEnd: '', throttle: byId(''), webhookUrl: '' },
		},
		answers: [answer(200, batch())],
		requests: [patches({ windowStart: null, windowEnd: null, throttle: null, webhookUrl: null })],
		items: [item()],
	}),
	update({
		size: 'more',
		title: 'P2.9 a batch that Ultravox does not resume is not called resumed',
		source: 'ultravox.md §6 (resume: UNCONFIRMED)',
		parameters: { ...chosen, updateFields: { paused: false } },
		answers: [answer(200, batch({ paused: true }))],
		requests: [patches({ paused: false })],
		refusal: /the batch is still paused/,
		hint: /cannot always be resumed/,
	}),
	update({
		size: 'more',
		title: 'P2.9 a batch that was resumed',
		source: 'ultravox.md §6 (resume: UNCONFIRMED)',
		parameters: { ...chosen, updateFields: { paused: false } },
		answers: [answer(200, batch())],
		requests: [patches({ paused: false })],
		items: [item()],
	}),
	update({
		size: 'bad',
		title: 'nothing to change',
		parameters: chosen,
		requests: [],
		refusal: /'Update Fields' are empty/,
	}),
	one({
		operation: 'pause',
		size: 'smallest',
		title: 'P2.9 no further call is made',
		parameters: chosen,
		answers: [answer(200, batch({ paused: true }))],
		requests: [patches({ paused: true })],
		items: [item({ paused: true })],
	}),
	one({
		operation: 'pause',
		size: 'full',
		title: 'held back once: it rings nobody, so it is sent again',
		source: 'ultravox.md §1.3',
		parameters: chosen,
		answers: [answer(429), answer(200, batch({ paused: true }))],
		requests: Array(2).fill(patches({ paused: true })),
		items: [item({ paused: true })],
	}),
	one({
		operation: 'pause',
		size: 'bad',
		title: 'P2.9 a batch that goes on is not called paused',
		parameters: chosen,
		answers: [answer(200, batch())],
		requests: [patches({ paused: true })],
		refusal: /the batch is still not paused/,
	}),
	one({
		operation: 'delete',
		size: 'smallest',
		title: 'it is gone',
		parameters: chosen,
		answers: [answer(204)],
		requests: [{ method: 'DELETE', path: ONE }],
		items: [{ batchId: ID, deleted: true }],
	}),
	one({
		operation: 'delete',
		size: 'full',
		title: 'the answer was lost: the second attempt finds it gone',
		source: 'ultravox.md §1.3',
		parameters: chosen,
		answers: [answer(503), answer(404, { detail: 'Not found.' })],
		requests: Array(2).fill({ method: 'DELETE', path: ONE }),
		items: [{ batchId: ID, deleted: true }],
	}),
	one({
		operation: 'delete',
		size: 'bad',
		title: 'one that is not there',
		parameters: chosen,
		answers: [answer(404, { detail: 'Not found.' })],
		requests: [{ method: 'DELETE', path: ONE }],
		refusal: /Ultravox did not find it/,
	}),
	one({
		operation: 'get',
		size: 'smallest',
		title: 'P2.9 how far it is; its secret is not shown',
		parameters: chosen,
		answers: [counted(3, { completedCount: 2, webhookSecret: SECRET })],
		requests: [reads],
		items: [item({ totalCount: 3, completedCount: 2 })],
	}),
	one({
		operation: 'get',
		size: 'full',
		title: 'Ultravox fails once: a read is repeated',
		parameters: { agent: byId(AGENT.toUpperCase()), batch: byId(ID.toUpperCase()) },
		answers: [answer(500), counted(1)],
		requests: [reads, reads],
		items: [item()],
	}),
	one({
		operation: 'get',
		size: 'bad',
		title: 'no batch',
		parameters: { agent: byId(AGENT), batch: byId('={{ "" }}') },
		requests: [],
		refusal: /'Batch' is empty/,
	}),
	one({
		operation: 'getMany',
		size: 'smallest',
		title: 'those of one agent',
		parameters: { agent: byId(AGENT), limit: 1 },
		answers: [results([batch()])],
		requests: [{ method: 'GET', path: PATH, query: { pageSize: '1' } }],
		items: [item()],
	}),
	one({
		operation: 'getMany',
		size: 'full',
		title: 'all pages',
		parameters: { agent: byId(AGENT), returnAll: true },
		answers: [results([batch()], 'cD0y'), results([batch({ webhookSecret: SECRET })])],
		requests: [
			{ method: 'GET', path: PATH, query: { pageSize: '100' } },
			{ method: 'GET', path: PATH, query: { pageSize: '100', cursor: 'cD0y' } },
		],
		items: [item(), item()],
	}),
	one({
		operation: 'getMany',
		size: 'bad',
		title: 'P2.9 the plan has no scheduler',
		parameters: { agent: byId(AGENT) },
		answers: [answer(403, { detail: 'Your plan does not include the scheduler.' })],
		requests: [{ method: 'GET', path: PATH, query: { pageSize: '50' } }],
		refusal: /Ultravox does not allow this: Your plan does not include the scheduler/,
		hint: /what the account's plan and permissions include/,
	}),
];

export const batchCases: ContractCase[] = [...creates, ...additions, ...changes, ...batchReadCases];

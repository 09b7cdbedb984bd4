import type { Case } from '../support/batch';
import type { ContractCase } from '../../operations/contractCase';
import { answer, byId, results, nothingToChange } from '../../operations/contractCase';
import {
	AGENT,
	ID,
	PATH,
	ONE,
	SECRET,
	batch,
	item,
	one,
	patches,
	reads,
	counted,
} from '../support/batch';
import { batchReadCases } from './batchReads';
import { deletionCases } from '../support/deletion';

const update = (rest: Omit<Case, 'operation'>) => one({ ...rest, operation: 'update' });

const chosen = { agent: byId(AGENT), batch: byId(ID) };

/** A batch is changed, paused, deleted and read. */
export const batchChangeCases: ContractCase[] = [
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
		parameters: chosen,
		...nothingToChange,
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
	...deletionCases(one, { parameters: chosen, path: ONE, item: { batchId: ID } }),
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
	...batchReadCases,
];

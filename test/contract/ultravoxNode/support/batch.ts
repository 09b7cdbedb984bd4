import type { IDataObject } from 'n8n-workflow';
import type { ContractCase, ExpectedRequest } from '../../operations/contractCase';
import { answer, byId } from '../../operations/contractCase';

export const AGENT = '5b40a428-bfc7-4daf-9d06-726c558bf3b8';

export const OTHER_AGENT = '06ecae31-4bf8-40b9-ac62-e902418e9935';

export const ID = '9adbf7c1-9d5b-4a3c-8f38-6b7f3c0d0f11';

export const PATH = `/api/agents/${AGENT}/scheduled_batches`;

export const ONE = `${PATH}/${ID}`;

export const SECRET = 'batch-secret-of-the-test';

export const batch = (fields: IDataObject = {}): IDataObject => ({
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

export const item = (fields: IDataObject = {}): IDataObject => ({
	...batch(fields),
	agentId: AGENT,
});

export type Case = Omit<ContractCase, 'resource' | 'source'> & { source?: string };

export const one = (rest: Case): ContractCase => ({
	source: 'ultravox.md §6, ultravox-openapi.yaml ScheduledCallBatch, peers.md P2.9',
	...rest,
	resource: 'batch',
});

export const call = { agent: byId(AGENT), to: '+14155550123', from: '+14155550100' };

export const plivoTo = (to: string): IDataObject => ({
	medium: { plivo: { outgoing: { to, from: '+14155550100' } } },
});

export const patches = (body: IDataObject): ExpectedRequest => ({
	method: 'PATCH',
	path: ONE,
	body,
});

export const reads: ExpectedRequest = { method: 'GET', path: ONE };

/** Whom to call, and with what, comes with each item. */
export const fromItems = {
	...call,
	to: '={{ $json.phone }}',
	templateContext: { mappingMode: 'defineBelow', value: { 'user.name': '={{ $json.name }}' } },
	callFields: { metadata: { values: [{ name: 'customer', value: '={{ $json.id }}' }] } },
};

export const counted = (totalCount: number, fields: IDataObject = {}) =>
	answer(200, batch({ totalCount, ...fields }));

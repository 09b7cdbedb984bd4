import type { IDataObject } from 'n8n-workflow';
import type { ContractCase } from '../../operations/contractCase';
import { answer, byId, results } from '../../operations/contractCase';

const AGENT = '5b40a428-bfc7-4daf-9d06-726c558bf3b8';
const BATCH = '9adbf7c1-9d5b-4a3c-8f38-6b7f3c0d0f11';
const CALL = '4d04c52e-cea3-4458-bbdb-0bfc314ee7cd';
const ONE = `/api/agents/${AGENT}/scheduled_batches/${BATCH}`;
const chosen = { agent: byId(AGENT), batch: byId(BATCH) };

const scheduled = (fields: IDataObject = {}): IDataObject => ({
	status: 'PENDING',
	batchId: BATCH,
	callId: null,
	error: null,
	medium: { plivo: { outgoing: { to: '+14155550123', from: '+14155550100' } } },
	metadata: { customer: 'c1' },
	templateContext: { user: { name: 'Anna' } },
	experimentalSettings: null,
	...fields,
});

/** A call that was made from the batch (ultravox.md §2.2). */
const made = {
	callId: CALL,
	created: '2026-11-20T10:00:00Z',
	joined: '2026-11-20T10:00:05Z',
	ended: '2026-11-20T10:01:05Z',
	endReason: 'hangup',
	agentId: AGENT,
	agent: { agentId: AGENT, name: 'Reminder' },
	metadata: { customer: 'c1' },
	medium: { plivo: { outgoing: { to: '+14155550123', from: '+14155550100' } } },
	joinUrl: null,
};
const context = expect.objectContaining({
	callId: CALL,
	agentId: AGENT,
	agentName: 'Reminder',
	to: '+14155550123',
	from: '+14155550100',
	status: 'completed',
	durationSeconds: 60,
	metadata: { customer: 'c1' },
}) as IDataObject;

type Case = Omit<ContractCase, 'resource' | 'source'>;
const one = (rest: Case): ContractCase => ({
	...rest,
	resource: 'batch',
	source: 'ultravox.md §6, peers.md P2.9',
});

export const batchReadCases: ContractCase[] = [
	one({
		operation: 'getScheduledCalls',
		size: 'smallest',
		title: 'P2.9 what became of each call',
		parameters: { ...chosen, limit: 2 },
		answers: [
			results([
				scheduled({ status: 'SUCCESS', callId: CALL }),
				scheduled({ status: 'ERROR', error: 'No answer from the address' }),
			]),
		],
		requests: [{ method: 'GET', path: `${ONE}/scheduled_calls`, query: { pageSize: '2' } }],
		items: [
			scheduled({ status: 'SUCCESS', callId: CALL }),
			scheduled({ status: 'ERROR', error: 'No answer from the address' }),
		],
	}),
	...['FUTURE', 'PENDING', 'SUCCESS', 'EXPIRED', 'ERROR'].map((status, index) =>
		one({
			operation: 'getScheduledCalls',
			size: index === 0 ? 'full' : 'more',
			title: `P2.9 all with the status ${status}; a SIP password is not shown`,
			parameters: { ...chosen, returnAll: true, filters: { status } },
			answers: [
				results([
					scheduled({
						status,
						medium: {
							sip: {
								outgoing: { to: 'sip:a@b.c', from: 'sip:d@e.f', username: 'u', password: 'p4ss' },
							},
						},
					}),
				]),
			],
			requests: [
				{ method: 'GET', path: `${ONE}/scheduled_calls`, query: { status, pageSize: '100' } },
			],
			items: [
				scheduled({
					status,
					medium: { sip: { outgoing: { to: 'sip:a@b.c', from: 'sip:d@e.f', username: 'u' } } },
				}),
			],
		}),
	),
	one({
		operation: 'getScheduledCalls',
		size: 'bad',
		title: 'P2.9 a status that does not exist',
		parameters: { ...chosen, filters: { status: '={{ "BUSY" }}' } },
		requests: [],
		refusal: /'Status' has no choice 'BUSY'/,
	}),
	one({
		operation: 'getCreatedCalls',
		size: 'smallest',
		title: 'P2.9 the calls that were made, simplified',
		parameters: { ...chosen, limit: 1 },
		answers: [results([made])],
		requests: [{ method: 'GET', path: `${ONE}/created_calls`, query: { pageSize: '1' } }],
		items: [{ call: context }],
	}),
	one({
		operation: 'getCreatedCalls',
		size: 'full',
		title: 'P2.9 all pages, with the fields of Ultravox; a join URL is not shown',
		parameters: { ...chosen, returnAll: true, simplify: false },
		answers: [
			results([{ ...made, joinUrl: 'wss://voice.ultravox.ai/calls/1/telephony' }], 'cD0y'),
			results([made]),
		],
		requests: [
			{ method: 'GET', path: `${ONE}/created_calls`, query: { pageSize: '100' } },
			{
				method: 'GET',
				path: `${ONE}/created_calls`,
				query: { pageSize: '100', cursor: 'cD0y' },
			},
		],
		items: [
			{ call: context, ultravox: { ...made, joinUrl: undefined } as unknown as IDataObject },
			{ call: context, ultravox: made },
		],
	}),
	one({
		operation: 'getCreatedCalls',
		size: 'bad',
		title: 'a batch that is not there',
		parameters: chosen,
		answers: [answer(404, { detail: 'Not found.' })],
		requests: [{ method: 'GET', path: `${ONE}/created_calls`, query: { pageSize: '50' } }],
		refusal: /Ultravox did not find it/,
	}),
];

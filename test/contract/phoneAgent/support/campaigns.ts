import { createHash } from 'node:crypto';
import type { IDataObject } from 'n8n-workflow';
import type { Reply } from '../../../engine/support/recordingServer';
import type { ContractCase, ExpectedRequest } from '../../operations/contractCase';
import { answer, byId, results } from '../../operations/contractCase';

export const AGENT = '5b40a428-bfc7-4daf-9d06-726c558bf3b8';
export const OTHER_AGENT = '06ecae31-4bf8-40b9-ac62-e902418e9935';
export const BATCH = '9adbf7c1-9d5b-4a3c-8f38-6b7f3c0d0f11';
export const OTHER_BATCH = '1c1b3f5e-3d2f-4b8e-9a57-61a7bb8b3c10';
export const CALL = '2f1b6f0e-6f3a-4c7e-9c55-0a4d0f6d8f11';
export const PATH = `/api/agents/${AGENT}/scheduled_batches`;
export const CAMPAIGN = 'spring';
export const FROM = '+14155550199';
export const ANNA = '+13125550100';
export const BEN = '+13125550101';

/** A Monday; the window is open in Chicago from then on. */
export const START_AT = '2030-06-03T14:00:00.000Z';
export const WINDOW_END = '2030-06-03T22:59:00.000Z';

/** The campaign, as it is chosen in the panel. */
export const chosen = { agent: byId(AGENT), campaign: CAMPAIGN };
/** A campaign that begins then, with the calling hours as they are by default. */
export const newCampaign = { ...chosen, from: FROM, options: { startAt: START_AT } };
export const anna = { phone: ANNA, name: 'Anna' };

export const agent = (fields: IDataObject = {}): Reply =>
	answer(200, {
		agentId: AGENT,
		name: 'Caller',
		callTemplate: { systemPrompt: 'You talk to {{name}}.', joinTimeout: '30s', ...fields },
	});
export const plivoConfigured = answer(200, { authId: 'MAENGINETEST00000001' });

const reads = (path: string, query?: Record<string, string>): ExpectedRequest => ({
	method: 'GET',
	path,
	...(query === undefined ? {} : { query }),
});
export const readsAgent = reads(`/api/agents/${AGENT}`);
export const readsPlivo = reads('/api/telephony_configs/plivo');
export const readsBatches = reads(PATH, { pageSize: '100' });
export const readsCalls = reads('/api/calls', {
	'metadata.n8nCampaign': CAMPAIGN,
	pageSize: '100',
});
/** A batch is known by its first call. */
export const readsScheduled = (batchId = BATCH): ExpectedRequest[] =>
	['1', '100'].map((pageSize) => reads(`${PATH}/${batchId}/scheduled_calls`, { pageSize }));

/** What is read before a campaign that nothing is known of. */
export const readsNothingKnown = [readsAgent, readsPlivo, readsBatches, readsCalls];
export const nothingKnown = [agent(), plivoConfigured, results([]), results([])];

/** What one call of a campaign carries. */
export const metadata = (to: string, item: number, fields: IDataObject = {}): IDataObject => ({
	n8nCampaign: CAMPAIGN,
	n8nRow: to,
	n8nAttempt: '1',
	n8nCallKey: JSON.stringify(['campaign', CAMPAIGN, fields.n8nRow ?? to, 1]),
	n8nItem: String(item),
	n8nTo: to,
	n8nFrom: FROM,
	n8nDirection: 'outbound',
	...fields,
});

export const plivoTo = (
	to: string,
	additionalParams: IDataObject = { ring_timeout: 15, machine_detection: 'hangup' },
) => ({
	medium: { plivo: { outgoing: { to, from: FROM, additionalParams } } },
});

/** One call of a campaign as it is sent. */
export const call = (to: string, name: string, item: number): IDataObject => ({
	...plivoTo(to),
	metadata: metadata(to, item),
	templateContext: { name },
});

/** A batch as Ultravox tells of it. */
export const batch = (fields: IDataObject = {}): IDataObject => ({
	batchId: BATCH,
	created: '2030-06-03T13:00:00Z',
	windowStart: START_AT,
	windowEnd: WINDOW_END,
	throttle: null,
	webhookUrl: null,
	paused: false,
	totalCount: 1,
	completedCount: 0,
	endedAt: null,
	...fields,
});

/** Readable, and never the one of another campaign. */
export const THROTTLE = `n8n-spring-${createHash('sha256').update(`${AGENT} ${CAMPAIGN}`).digest('hex').slice(0, 12)}`;
export const throttle = (rules: unknown) => ({
	throttleId: OTHER_BATCH,
	name: THROTTLE,
	created: START_AT,
	rules,
});
export const readsThrottles = reads('/api/call_throttles', { pageSize: '100' });
/** A campaign that was started before has its throttle, as it is without 'Calls per Minute'. */
export const hasThrottle = results([
	throttle([
		{ maxCalls: 9, windowSeconds: 5 },
		{ maxCalls: 100, windowSeconds: 60 },
	]),
]);

/** A batch that is taken; afterwards the node looks for another start at the same time. */
export const taken = (fields: IDataObject = {}): Reply[] => [
	answer(201, batch(fields)),
	results([batch(fields)]),
];

/** A call of a batch as Ultravox tells of it. */
export const scheduled = (
	to: string,
	name: string,
	item: number,
	fields: IDataObject = {},
): IDataObject => ({
	...call(to, name, item),
	status: 'FUTURE',
	batchId: BATCH,
	callId: null,
	error: null,
	experimentalSettings: null,
	...fields,
});

/** A call that was made, over: nobody joined unless told otherwise. */
export const madeCall = (to: string, item: number, fields: IDataObject = {}): IDataObject => ({
	callId: CALL,
	agentId: AGENT,
	agent: { agentId: AGENT, name: 'Caller' },
	created: '2030-06-03T14:00:05Z',
	joined: null,
	ended: '2030-06-03T14:00:35Z',
	endReason: 'unjoined',
	billingStatus: 'BILLING_STATUS_FREE_ZERO_EFFECTIVE_DURATION',
	billedDuration: '0s',
	recordingEnabled: false,
	summary: null,
	shortSummary: null,
	metadata: metadata(to, item),
	medium: plivoTo(to).medium,
	...fields,
});

/** A campaign of one batch with these calls, which are known by the first one, and what became of them. */
export const known = (scheduledCalls: IDataObject[], calls: IDataObject[] = []): Reply[] => [
	results([batch()]),
	results(scheduledCalls.slice(0, 1)),
	results(scheduledCalls),
	results(calls),
];
export const readsKnown = [readsBatches, ...readsScheduled(), readsCalls];

/** The same before more calls are made: what they are made with is read first. */
export const knownBefore = (...rest: Parameters<typeof known>): Reply[] => [
	agent(),
	plivoConfigured,
	...known(...rest),
];
export const readsKnownBefore = [readsAgent, readsPlivo, ...readsKnown];

const SOURCE = 'ultravox.md §6, ultravox-openapi.yaml ScheduledCallBatch, peers.md P2.9';

type Case = Omit<ContractCase, 'resource' | 'source'> & { source?: string };
/** A case of the resource. */
export const campaignCase = (rest: Case): ContractCase => ({
	source: SOURCE,
	...rest,
	resource: 'campaign',
});

/** Cases of one of its operations. */
export const casesOf =
	(operation: string) =>
	(rest: Omit<Case, 'operation'>): ContractCase =>
		campaignCase({ ...rest, operation });

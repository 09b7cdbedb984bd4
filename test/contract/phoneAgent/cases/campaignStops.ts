import type { IDataObject } from 'n8n-workflow';
import type { ContractCase, ExpectedRequest } from '../../operations/contractCase';
import { answer, results } from '../../operations/contractCase';
import {
	AGENT,
	ANNA,
	BATCH,
	batch,
	BEN,
	CALL,
	CAMPAIGN,
	campaignCase,
	chosen,
	FROM,
	madeCall,
	OTHER_AGENT,
	OTHER_BATCH,
	PATH,
	readsBatches,
	readsCalls,
	readsKnown,
	readsScheduled,
	scheduled,
	START_AT,
	WINDOW_END,
} from '../support/campaigns';

const fromItem = { campaign: { id: CAMPAIGN, agentId: AGENT } };

/** Anna waits, Ben was called and is over, Cleo's call goes on, Dora's time is over, Emil's call could not be made. */
const CLEO = '+14155550104';
const DORA = '+13125550108';
const EMIL = '+13125550109';
const LIVE = '6ba7b810-9dad-41d1-80b4-00c04fd430c8';
const first = [
	scheduled(ANNA, 'Anna', 0),
	scheduled(BEN, 'Ben', 1, { status: 'SUCCESS', callId: CALL }),
];
const second = [
	scheduled(CLEO, 'Cleo', 2, { status: 'PENDING', callId: LIVE }),
	scheduled(DORA, 'Dora', 3, { status: 'EXPIRED' }),
	scheduled(EMIL, 'Emil', 4, { status: 'ERROR', error: 'No such voice.' }),
];
const calls = [madeCall(BEN, 1), madeCall(CLEO, 2, { callId: LIVE, ended: null, endReason: null })];

const twoBatches = (paused = false) => [
	results([batch({ paused, totalCount: 2 }), batch({ batchId: OTHER_BATCH, totalCount: 3 })]),
	results([first[0]]),
	results(first),
	results([second[0]]),
	results(second),
	results(calls),
];
const readsTwoBatches = [
	readsBatches,
	...readsScheduled(),
	...readsScheduled(OTHER_BATCH),
	readsCalls,
];

const progress = (paused = false): IDataObject => ({
	id: CAMPAIGN,
	agentId: AGENT,
	rowCount: 5,
	waitingCount: paused ? 0 : 1,
	pausedCount: paused ? 1 : 0,
	liveCount: 1,
	endedCount: 1,
	expiredCount: 1,
	notCreatedCount: 1,
	unknownCount: 0,
	isOver: false,
});
const batches = (paused = false): IDataObject[] =>
	[
		{ batchId: BATCH, callCount: 2, openCount: 1, paused },
		{ batchId: OTHER_BATCH, callCount: 3, openCount: 0, paused: false },
	].map((fields) => ({ windowStart: START_AT, windowEnd: WINDOW_END, endedAt: null, ...fields }));

const pauses: ExpectedRequest = {
	method: 'PATCH',
	path: `${PATH}/${BATCH}`,
	body: { paused: true },
};
const deletes: ExpectedRequest = { method: 'DELETE', path: `${PATH}/${BATCH}` };

const unknown = (operation: string): ContractCase =>
	campaignCase({
		operation,
		size: 'bad',
		title:
			'P2.9 a campaign that nobody knows, though the agent has batches and others have its name',
		parameters: chosen,
		answers: [
			results([batch()]),
			results([{ ...scheduled(ANNA, 'Anna', 0), metadata: null }]),
			results([madeCall(BEN, 1, { agentId: OTHER_AGENT, agent: { agentId: OTHER_AGENT } })]),
		],
		requests: [readsBatches, ...readsScheduled().slice(0, 1), readsCalls],
		refusal: /^Ultravox has no campaign 'spring' of this agent$/,
		hint: /scheduled nobody, or was canceled/,
	});

export const campaignStopCases: ContractCase[] = [
	campaignCase({
		operation: 'getProgress',
		size: 'smallest',
		title: 'P2.9 each row counts once',
		parameters: chosen,
		answers: twoBatches(),
		requests: readsTwoBatches,
		items: [{ campaign: progress(), batches: batches() }],
	}),
	campaignCase({
		operation: 'getProgress',
		size: 'full',
		title: 'P2.9 the campaign of the item; one that is over',
		parameters: {},
		input: fromItem,
		answers: [
			results([batch({ endedAt: '2030-06-03T15:00:00Z' })]),
			results(first.slice(1)),
			results(first.slice(1)),
			results(calls.slice(0, 1)),
		],
		requests: readsKnown,
		items: [
			{
				campaign: {
					...progress(),
					rowCount: 1,
					waitingCount: 0,
					liveCount: 0,
					expiredCount: 0,
					notCreatedCount: 0,
					isOver: true,
				},
				batches: [
					{
						batchId: BATCH,
						windowStart: START_AT,
						windowEnd: WINDOW_END,
						paused: false,
						endedAt: '2030-06-03T15:00:00Z',
						callCount: 1,
						openCount: 0,
					},
				],
			},
		],
	}),
	campaignCase({
		operation: 'getProgress',
		size: 'more',
		title: 'a call that the list does not have is asked for; one that was deleted is not guessed',
		parameters: chosen,
		answers: [
			results([batch()]),
			results([first[1]]),
			results([first[1], { ...second[0], status: 'SUCCESS' }]),
			results([]),
			answer(200, madeCall(BEN, 1)),
			answer(404, { detail: 'Not found.' }),
		],
		requests: [
			readsBatches,
			...readsScheduled(),
			readsCalls,
			{ method: 'GET', path: `/api/calls/${CALL}` },
			{ method: 'GET', path: `/api/calls/${LIVE}` },
		],
		items: [
			{
				campaign: {
					...progress(),
					rowCount: 2,
					waitingCount: 0,
					liveCount: 0,
					endedCount: 1,
					expiredCount: 0,
					notCreatedCount: 0,
					unknownCount: 1,
					isOver: true,
				},
				batches: expect.any(Array) as IDataObject[],
			},
		],
	}),
	campaignCase({
		operation: 'getProgress',
		size: 'more',
		title:
			'a batch that is deleted while it is looked at has no calls; Ultravox out of order is told',
		parameters: chosen,
		answers: [
			results([batch({ batchId: OTHER_BATCH }), batch()]),
			answer(404, { detail: 'Not found.' }),
			answer(400, { detail: 'Out of order.' }),
		],
		requests: [
			readsBatches,
			...readsScheduled(OTHER_BATCH).slice(0, 1),
			...readsScheduled().slice(0, 1),
		],
		refusal: /Out of order/,
	}),
	unknown('getProgress'),
	campaignCase({
		operation: 'pause',
		size: 'smallest',
		title: 'P2.9 the batches with calls to come are paused, the others left alone',
		parameters: chosen,
		answers: [...twoBatches(), answer(200, batch({ paused: true })), ...twoBatches(true)],
		requests: [...readsTwoBatches, pauses, ...readsTwoBatches],
		items: [{ campaign: progress(true), batches: batches(true), pausedBatchCount: 1 }],
	}),
	campaignCase({
		operation: 'pause',
		size: 'full',
		title: 'P2.9 what is paused already is not paused again',
		parameters: {},
		input: fromItem,
		answers: [...twoBatches(true), ...twoBatches(true)],
		requests: [...readsTwoBatches, ...readsTwoBatches],
		items: [{ campaign: progress(true), batches: batches(true), pausedBatchCount: 0 }],
	}),
	campaignCase({
		operation: 'pause',
		size: 'more',
		title: 'P2.9 a batch that goes on is not called paused',
		parameters: chosen,
		answers: [...twoBatches(), answer(200, batch())],
		requests: [...readsTwoBatches, pauses],
		refusal: /^1 of 1 batches could not be paused, and may go on calling: Ultravox took the change/,
		hint: new RegExp(`the batches are ${BATCH}`),
	}),
	unknown('pause'),
	campaignCase({
		operation: 'cancel',
		size: 'smallest',
		title: 'P2.9 what is to come is paused, read again and deleted; who was not called is told',
		parameters: chosen,
		answers: [
			...twoBatches(),
			answer(200, batch({ paused: true })),
			...twoBatches(true),
			answer(204),
		],
		requests: [...readsTwoBatches, pauses, ...readsTwoBatches, deletes],
		items: [
			{
				campaign: {
					id: CAMPAIGN,
					agentId: AGENT,
					rowCount: 5,
					calledCount: 2,
					notCalledCount: 3,
					deletedBatchCount: 1,
				},
				notCalled: (
					[
						[0, ANNA, 'Anna', 'paused'],
						[3, DORA, 'Dora', 'expired'],
						[4, EMIL, 'Emil', 'notCreated'],
					] as const
				).map(([item, to, name, state]) => ({
					item,
					id: to,
					to,
					from: FROM,
					state,
					templateContext: { name },
				})),
			},
		],
	}),
	campaignCase({
		operation: 'cancel',
		size: 'full',
		title: 'P2.9 a batch that cannot be paused is deleted all the same',
		parameters: {},
		input: fromItem,
		answers: [...twoBatches(), answer(400, { detail: 'No.' }), ...twoBatches(), answer(204)],
		requests: [...readsTwoBatches, pauses, ...readsTwoBatches, deletes],
	}),
	campaignCase({
		operation: 'cancel',
		size: 'more',
		title: 'P2.9 a batch that is still there may go on calling: that is told',
		parameters: chosen,
		answers: [...twoBatches(true), ...twoBatches(true), answer(403, { detail: 'Not yours.' })],
		requests: [...readsTwoBatches, ...readsTwoBatches, deletes],
		refusal: /^1 of 1 batches could not be deleted, and may go on calling: .*Not yours/,
	}),
	unknown('cancel'),
];

import type { IDataObject } from 'n8n-workflow';
import type { ContractCase, ExpectedRequest } from '../../operations/contractCase';
import { answer, page, results } from '../../operations/contractCase';
import {
	AGENT,
	agent,
	ANNA,
	BEN,
	CALL,
	CAMPAIGN,
	casesOf,
	chosen,
	FROM,
	hasThrottle,
	known,
	madeCall,
	metadata,
	OTHER_BATCH,
	PATH,
	plivoTo,
	readsBatches,
	readsAgent,
	readsKnown,
	readsThrottles,
	scheduled,
	START_AT,
	taken,
	THROTTLE,
	throttle,
} from '../support/campaigns';
import { TWELVE_A_MINUTE } from '../support/campaignStart';

const redial = casesOf('redial');

/** The agent is asked what it needs now. */
const knownWithAgent = (
	scheduledCalls: IDataObject[],
	calls: IDataObject[] = [],
	template: IDataObject = {},
) => [agent(template), ...known(scheduledCalls, calls)];
const readsKnownWithAgent = [readsAgent, ...readsKnown];

const usual = { ...chosen, options: { startAt: START_AT } };

/** The next window in Chicago after the one of the first attempt. */
const NEXT = '2030-06-04T14:00:00.000Z';
const NEXT_END = '2030-06-04T22:59:00.000Z';

const again = (to: string, name: string, item: number, attempt = 2): IDataObject => ({
	...plivoTo(to),
	metadata: metadata(to, item, {
		n8nAttempt: String(attempt),
		n8nCallKey: JSON.stringify(['campaign', CAMPAIGN, to, attempt]),
	}),
	templateContext: { name },
});
const posts = (calls: IDataObject[]): ExpectedRequest[] => [
	readsThrottles,
	{
		method: 'POST',
		path: PATH,
		body: { windowStart: NEXT, windowEnd: NEXT_END, throttle: THROTTLE, calls },
	},
	readsBatches,
];
const redialed = (scheduledCount: number, notCalled: IDataObject[]): IDataObject => ({
	campaign: {
		id: CAMPAIGN,
		agentId: AGENT,
		agentName: 'Caller',
		rowCount: scheduledCount + notCalled.length,
		scheduledCount,
		notCalledCount: notCalled.length,
		firstWindowStart: scheduledCount === 0 ? null : NEXT,
		lastWindowEnd: scheduledCount === 0 ? null : NEXT_END,
	},
	batches:
		scheduledCount === 0
			? []
			: [
					{
						batchId: OTHER_BATCH,
						timeZones: ['America/Chicago'],
						day: '2030-06-04',
						windowStart: NEXT,
						windowEnd: NEXT_END,
						callCount: scheduledCount,
					},
				],
	notCalled,
});
const left = (item: number, to: string, reason: string, words: RegExp): IDataObject => ({
	item,
	id: to,
	to,
	reason,
	explanation: expect.stringMatching(words) as string,
});

const FIVE_A_MINUTE = [
	{ maxCalls: 1, windowSeconds: 5 },
	{ maxCalls: 5, windowSeconds: 60 },
];
const putsTwelveAMinute: ExpectedRequest = {
	method: 'PUT',
	path: `/api/call_throttles/${OTHER_BATCH}`,
	body: { name: THROTTLE, rules: TWELVE_A_MINUTE },
};

const CLEO = '+13125550104';
const DORA = '+13125550108';
const EMIL = '+13125550109';
const ids = ['a', 'b', 'c', 'd'].map((one) => CALL.replace(/^2/, one));
const record = (
	[call_uuid = '', to = '']: string[],
	state: string,
	name: string,
	code: number,
): IDataObject => ({
	call_uuid,
	to_number: to.slice(1),
	call_direction: 'outbound',
	from_number: FROM.slice(1),
	initiation_time: '2030-06-03 14:00:06+00:00',
	end_time: '2030-06-03 14:00:10+00:00',
	call_duration: 0,
	call_state: state,
	hangup_cause_name: name,
	hangup_cause_code: code,
	total_amount: '0.00000',
});
const asksPlivo = (to: string): ExpectedRequest => ({
	method: 'GET',
	path: '/Call/',
	query: expect.objectContaining({ to_number: to.slice(1) }) as Record<string, string>,
});

/** What the agent asks for, after somebody has changed it. */
const ASKS_FOR_MORE = { systemPrompt: 'You talk to {{name}} about {{day}}.' };
const ANNA_AND_BEN = [
	scheduled(ANNA, 'Anna', 0, {
		status: 'EXPIRED',
		templateContext: { name: 'Anna', day: 'Monday' },
	}),
	scheduled(BEN, 'Ben', 1, { status: 'EXPIRED' }),
];

export const campaignRedialCases: ContractCase[] = [
	redial({
		size: 'smallest',
		title:
			'P2.9 who was not called in time is called in the next window, with what the first call had',
		parameters: usual,
		answers: [
			...knownWithAgent([
				scheduled(ANNA, 'Anna', 0, { status: 'EXPIRED' }),
				scheduled(BEN, 'Ben', 1),
			]),
			hasThrottle,
			...taken({ batchId: OTHER_BATCH }),
		],
		requests: [...readsKnownWithAgent, ...posts([again(ANNA, 'Anna', 0)])],
		items: [redialed(1, [left(1, BEN, 'isWaiting', /still to come/)])],
	}),
	redial({
		size: 'full',
		title:
			'P2.9 by what Plivo says became of the last call; the list, who was reached, and who was tried often enough are left alone',
		source: 'ultravox.md §6, plivo.md §5.2',
		parameters: {
			...usual,
			callAgain: ['busy', 'expired'],
			doNotCall: EMIL,
			options: { startAt: START_AT, mostAttempts: 2, horizonDays: 3 },
		},
		answers: [
			...knownWithAgent(
				[
					scheduled(ANNA, 'Anna', 0, { status: 'SUCCESS', callId: ids[0] }),
					scheduled(BEN, 'Ben', 1, { status: 'SUCCESS', callId: ids[1] }),
					scheduled(CLEO, 'Cleo', 2, { status: 'SUCCESS', callId: ids[2] }),
					scheduled(DORA, 'Dora', 3, { status: 'EXPIRED' }),
					{
						...again(DORA, 'Dora', 3),
						status: 'EXPIRED',
						callId: null,
						error: null,
					},
					scheduled(EMIL, 'Emil', 4, { status: 'EXPIRED' }),
				],
				[
					madeCall(ANNA, 0, { callId: ids[0] }),
					madeCall(BEN, 1, { callId: ids[1] }),
					madeCall(CLEO, 2, {
						callId: ids[2],
						joined: '2030-06-03T14:00:15Z',
						endReason: 'hangup',
					}),
				],
			),
			page([record([ids[0] ?? '', ANNA], 'BUSY', 'Busy Line', 3010)]),
			page([record([ids[1] ?? '', BEN], 'NO_ANSWER', 'No Answer', 3000)]),
			hasThrottle,
			...taken({ batchId: OTHER_BATCH }),
		],
		requests: [
			...readsKnownWithAgent,
			asksPlivo(ANNA),
			asksPlivo(BEN),
			...posts([again(ANNA, 'Anna', 0)]),
		],
		items: [
			redialed(1, [
				left(1, BEN, 'notChosen', /no-answer/),
				left(2, CLEO, 'isReached', /was reached/),
				left(3, DORA, 'tooManyAttempts', /2 attempts/),
				left(4, EMIL, 'doNotCall', /must not be called/),
			]),
		],
	}),
	...[{}, { callsPerMinute: 12 }].map((chosenRate) =>
		redial({
			size: 'more',
			title:
				'callsPerMinute' in chosenRate
					? "'Calls per Minute' changes how fast the campaign calls"
					: "without 'Calls per Minute' the campaign calls as fast as before",
			parameters: { ...usual, options: { ...usual.options, ...chosenRate } },
			answers: [
				...knownWithAgent([scheduled(ANNA, 'Anna', 0, { status: 'EXPIRED' })]),
				results([throttle(FIVE_A_MINUTE)]),
				...('callsPerMinute' in chosenRate ? [answer(200, throttle(TWELVE_A_MINUTE))] : []),
				...taken({ batchId: OTHER_BATCH }),
			],
			requests: [
				...readsKnownWithAgent,
				...posts([again(ANNA, 'Anna', 0)]).flatMap((request, index) =>
					index === 0 && 'callsPerMinute' in chosenRate ? [request, putsTwelveAMinute] : [request],
				),
			],
			items: [redialed(1, [])],
		}),
	),
	redial({
		size: 'more',
		title: 'P2.9 redialed twice, nobody is scheduled a second time',
		parameters: usual,
		answers: [
			...knownWithAgent([
				scheduled(ANNA, 'Anna', 0, { status: 'EXPIRED' }),
				{ ...again(ANNA, 'Anna', 0), status: 'FUTURE', callId: null, error: null },
			]),
			hasThrottle,
		],
		requests: [...readsKnownWithAgent, readsThrottles],
		items: [redialed(0, [left(0, ANNA, 'isWaiting', /still to come/)])],
	}),
	redial({
		size: 'more',
		title: 'a call that Ultravox does not have any more is not guessed: the person is left alone',
		parameters: usual,
		answers: [
			...knownWithAgent([scheduled(ANNA, 'Anna', 0, { status: 'SUCCESS', callId: CALL })]),
			answer(404, { detail: 'Not found.' }),
			hasThrottle,
		],
		requests: [
			...readsKnownWithAgent,
			{ method: 'GET', path: `/api/calls/${CALL}` },
			readsThrottles,
		],
		items: [redialed(0, [left(0, ANNA, 'unknownOutcome', /Nobody knows/)])],
	}),
	redial({
		size: 'more',
		title:
			'P2.9 a row without a value for what the agent asks for since is left out and told, where the user wants it',
		parameters: { ...usual, options: { startAt: START_AT, badRows: 'leaveOut' } },
		answers: [
			...knownWithAgent(ANNA_AND_BEN, [], ASKS_FOR_MORE),
			hasThrottle,
			...taken({ batchId: OTHER_BATCH }),
		],
		requests: [
			...readsKnownWithAgent,
			...posts([{ ...again(ANNA, 'Anna', 0), templateContext: { name: 'Anna', day: 'Monday' } }]),
		],
		items: [redialed(1, [left(1, BEN, 'badRow', /^The agent needs a value for \{\{day\}\}$/)])],
	}),
	redial({
		size: 'bad',
		title: 'P2.9 nobody is called again while there are such rows, and all are told',
		parameters: usual,
		answers: [...knownWithAgent(ANNA_AND_BEN, [], ASKS_FOR_MORE), hasThrottle],
		requests: [...readsKnownWithAgent, readsThrottles],
		refusal: /^1 of 2 rows cannot be called as they are, so nothing was scheduled$/,
		hint: /^\+13125550101: The agent needs a value for \{\{day\}\}$/,
	}),
	redial({
		size: 'bad',
		title: 'nothing to call again for',
		parameters: { ...usual, callAgain: '={{ [] }}' },
		requests: [],
		refusal: /^'Call Again' is empty$/,
	}),
];

import type { IDataObject } from 'n8n-workflow';
import type { ContractCase } from '../../operations/contractCase';
import { answer, results } from '../../operations/contractCase';
import {
	AGENT,
	agent,
	ANNA,
	anna,
	BATCH,
	batch,
	BEN,
	call,
	CAMPAIGN,
	FROM,
	hasThrottle,
	knownBefore,
	madeCall,
	metadata,
	newCampaign,
	nothingKnown,
	OTHER_BATCH,
	PATH,
	plivoConfigured,
	plivoTo,
	readsAgent,
	readsBatches,
	readsCalls,
	readsKnownBefore,
	readsNothingKnown,
	readsPlivo,
	readsScheduled,
	readsThrottles,
	scheduled,
	START_AT,
	taken,
	THROTTLE,
	throttle,
	WINDOW_END,
} from '../support/campaigns';
import { start, posts, postsAnna, TWELVE_A_MINUTE } from '../support/campaignStart';

const ben = { phone: '(312) 555-0101', name: 'Ben' };

const sentBatch = (callCount: number, fields: IDataObject = {}): IDataObject => ({
	batchId: BATCH,
	timeZones: ['America/Chicago'],
	day: '2030-06-03',
	windowStart: START_AT,
	windowEnd: WINDOW_END,
	callCount,
	...fields,
});

/** What Start gives. */
const started = (
	counts: { scheduled: number; notCalled: IDataObject[] },
	batches: IDataObject[],
): IDataObject => ({
	campaign: {
		id: CAMPAIGN,
		agentId: AGENT,
		agentName: 'Caller',
		rowCount: counts.scheduled + counts.notCalled.length,
		scheduledCount: counts.scheduled,
		notCalledCount: counts.notCalled.length,
		firstWindowStart: batches.length === 0 ? null : START_AT,
		lastWindowEnd: batches.length === 0 ? null : WINDOW_END,
	},
	batches,
	notCalled: counts.notCalled,
});

/** Who is not called a second time. */
const inCampaign = (to: string, item: number): IDataObject => ({
	item,
	id: to,
	to,
	reason: 'inCampaign',
	explanation: 'The number is in the campaign already.',
});

/** Calls are scheduled, also after something was lost. */
export const campaignStartedCases: ContractCase[] = [
	start({
		size: 'smallest',
		title:
			"P2.9 one row, one call in its recipient's hours; what the agent needs comes from the item",
		parameters: newCampaign,
		input: anna,
		answers: [...nothingKnown, hasThrottle, ...taken()],
		requests: [...readsNothingKnown, readsThrottles, postsAnna, readsBatches],
		items: [started({ scheduled: 1, notCalled: [] }, [sentBatch(1)])],
	}),
	start({
		size: 'full',
		title:
			'P2.9 one batch for each zone and day, at so many calls a minute; the list is taken out first, and who is at no place is told',
		parameters: {
			...newCampaign,
			from: '',
			doNotCall: "={{ ['312-555-0102', { json: { phone: '+13125550103' } }] }}",
			callingDays: ['monday'],
			earliestTime: '09:00',
			latestTime: '18:00',
			templateContext: { values: [{ name: 'name', value: '={{ $json.name }} X.' }] },
			metadata: { values: [{ name: 'customer', value: '={{ $json.id }}' }] },
			options: {
				startAt: START_AT,
				callsPerMinute: 12,
				defaultCountry: 'US',
				hangUpOnMachines: true,
				holidays: '2030-12-25',
				horizonDays: 3,
				mostPerWindow: 50,
				ringTime: 12,
				rowId: '={{ $json.id }}',
				shortestMinutes: 30,
			},
		},
		defaultCallerId: FROM,
		input: { ...anna, id: 'r1' },
		furtherInput: [
			{ phone: 4155550104, name: 'Cleo', id: 'r2' },
			{ phone: '+13125550102', name: 'On the list', id: 'r3' },
			{ phone: '312 555 0103', id: 'r4' },
			{ phone: '8005550100', name: 'At no place', id: 'r5' },
		],
		answers: [
			...nothingKnown,
			results([]),
			answer(201, throttle(TWELVE_A_MINUTE)),
			...taken(),
			...taken({ batchId: OTHER_BATCH }),
		],
		requests: [
			...readsNothingKnown,
			readsThrottles,
			{
				method: 'POST',
				path: '/api/call_throttles',
				body: { name: THROTTLE, rules: TWELVE_A_MINUTE },
			},
			posts({
				calls: [
					{
						...plivoTo(ANNA, { ring_timeout: 12, machine_detection: 'hangup' }),
						metadata: metadata(ANNA, 0, { n8nRow: 'r1', customer: 'r1' }),
						templateContext: { name: 'Anna X.' },
					},
				],
			}),
			readsBatches,
			posts({
				windowStart: '2030-06-03T16:00:00.000Z',
				windowEnd: '2030-06-04T00:59:00.000Z',
				calls: [
					{
						...plivoTo('+14155550104', { ring_timeout: 12, machine_detection: 'hangup' }),
						metadata: metadata('+14155550104', 1, { n8nRow: 'r2', customer: 'r2' }),
						templateContext: { name: 'Cleo X.' },
					},
				],
			}),
			readsBatches,
		],
		items: [
			{
				...started({ scheduled: 2, notCalled: [] }, []),
				campaign: {
					id: CAMPAIGN,
					agentId: AGENT,
					agentName: 'Caller',
					rowCount: 5,
					scheduledCount: 2,
					notCalledCount: 3,
					firstWindowStart: START_AT,
					lastWindowEnd: '2030-06-04T00:59:00.000Z',
				},
				batches: [
					sentBatch(1),
					sentBatch(1, {
						batchId: OTHER_BATCH,
						timeZones: ['America/Los_Angeles'],
						windowStart: '2030-06-03T16:00:00.000Z',
						windowEnd: '2030-06-04T00:59:00.000Z',
					}),
				],
				notCalled: [
					['r3', '+13125550102', 'doNotCall', /must not be called/],
					['r4', '+13125550103', 'doNotCall', /must not be called/],
					['r5', '+18005550100', 'unknownZone', /at no place/],
				].map(([id, to, reason, words], index) => ({
					item: index + 2,
					id: id as string,
					to: to as string,
					reason: reason as string,
					explanation: expect.stringMatching(words as RegExp) as string,
				})),
			},
		],
	}),
	start({
		size: 'more',
		title: 'P2.9 bad rows are left out and listed, where the user wants it: the others are called',
		parameters: { ...newCampaign, options: { startAt: START_AT, badRows: 'leaveOut' } },
		input: anna,
		furtherInput: [
			{ phone: 'call me' },
			{ phone: '+1 312 555 0100', name: 'Anna again' },
			{ phone: '+13125550105' },
		],
		answers: [...nothingKnown, hasThrottle, ...taken()],
		requests: [...readsNothingKnown, readsThrottles, postsAnna, readsBatches],
		items: [
			started(
				{
					scheduled: 1,
					notCalled: [
						/letters[^]*\n.*\{\{name\}\}/,
						/^The number is the one of row 1, too: \+13125550100$/,
						/^The agent needs a value for \{\{name\}\}$/,
					].map((words, index) => ({
						item: index + 1,
						id: null,
						to: null,
						reason: 'badRow',
						explanation: expect.stringMatching(words) as string,
					})),
				},
				[sentBatch(1)],
			),
		],
	}),
	start({
		size: 'more',
		title:
			'P2.9 started again, nobody is scheduled a second time, also not who was called from a batch that is gone',
		parameters: { ...newCampaign, options: { startAt: START_AT, defaultCountry: 'US' } },
		input: anna,
		furtherInput: [ben, { phone: '+13125550106', name: 'New' }],
		answers: [
			agent(),
			plivoConfigured,
			results([batch(), batch({ batchId: OTHER_BATCH })]),
			results([scheduled(ANNA, 'Anna', 0)]),
			results([scheduled(ANNA, 'Anna', 0)]),
			results([{ ...scheduled(BEN, 'Ben', 0), metadata: { n8nCampaign: 'another' } }]),
			results([madeCall(BEN, 1), madeCall('+13125550106', 2, { metadata: {} })]),
			hasThrottle,
			...taken(),
		],
		requests: [
			readsAgent,
			readsPlivo,
			readsBatches,
			...readsScheduled(),
			...readsScheduled(OTHER_BATCH).slice(0, 1),
			readsCalls,
			readsThrottles,
			posts({ calls: [call('+13125550106', 'New', 2)] }),
			readsBatches,
		],
		items: [
			started(
				{
					scheduled: 1,
					notCalled: [ANNA, BEN].map(inCampaign),
				},
				[sentBatch(1)],
			),
		],
	}),
	start({
		size: 'more',
		title: 'P2.9 everybody is in the campaign: nothing is sent',
		parameters: newCampaign,
		input: anna,
		answers: [...knownBefore([scheduled(ANNA, 'Anna', 0)]), hasThrottle],
		requests: [...readsKnownBefore, readsThrottles],
		items: [started({ scheduled: 0, notCalled: [ANNA].map(inCampaign) }, [])],
	}),
	start({
		size: 'more',
		title: 'the answer to a batch is lost: it is not sent again, but found',
		source: 'ultravox.md §1.3, §6',
		parameters: newCampaign,
		input: anna,
		answers: [
			...nothingKnown,
			hasThrottle,
			answer(502),
			results([batch()]),
			results([scheduled(ANNA, 'Anna', 0)]),
			results([scheduled(ANNA, 'Anna', 0)]),
			results([batch()]),
		],
		requests: [
			...readsNothingKnown,
			readsThrottles,
			postsAnna,
			readsBatches,
			...readsScheduled(),
			readsBatches,
		],
		items: [started({ scheduled: 1, notCalled: [] }, [sentBatch(1)])],
	}),
	...(
		[
			['before', '2030-06-03T12:59:59.900Z'],
			['in the same instant as', '2030-06-03T13:00:00Z'],
			['after', '2030-06-03T13:00:00.100Z'],
		] as const
	).map(([when, created]) =>
		start({
			size: 'more',
			title: `P2.9 another start of the same campaign was at it at the same time, ${when} this one: only the first one keeps its batch`,
			parameters: newCampaign,
			input: anna,
			answers: [
				...nothingKnown,
				hasThrottle,
				answer(201, batch()),
				results([batch(), batch({ batchId: OTHER_BATCH, created })]),
				results([scheduled(ANNA, 'Anna', 0)]),
				results([scheduled(ANNA, 'Anna', 0)]),
				answer(204),
			],
			requests: [
				...readsNothingKnown,
				readsThrottles,
				postsAnna,
				readsBatches,
				...readsScheduled(OTHER_BATCH),
				...(when !== 'after' ? [{ method: 'DELETE', path: `${PATH}/${BATCH}` } as const] : []),
			],
			...(when !== 'after'
				? {
						refusal:
							/^The campaign was started twice at the same time, so this batch was taken back/,
					}
				: { items: [started({ scheduled: 1, notCalled: [] }, [sentBatch(1)])] }),
		}),
	),
	start({
		size: 'more',
		title: 'another start of the campaign has just made its throttle: there is one',
		source: 'ultravox.md §6',
		parameters: newCampaign,
		input: anna,
		answers: [
			...nothingKnown,
			results([]),
			answer(400, { name: ['A call throttle with this name already exists.'] }),
			hasThrottle,
			...taken(),
		],
		requests: [
			...readsNothingKnown,
			readsThrottles,
			{
				method: 'POST',
				path: '/api/call_throttles',
				body: {
					name: THROTTLE,
					rules: [
						{ maxCalls: 9, windowSeconds: 5 },
						{ maxCalls: 100, windowSeconds: 60 },
					],
				},
			},
			readsThrottles,
			postsAnna,
			readsBatches,
		],
	}),
	start({
		size: 'more',
		title: 'an agent that waits longer lets phones ring longer',
		source: 'ultravox.md §2.1, plivo.md §5.1',
		parameters: { ...newCampaign, options: { startAt: START_AT, ringTime: 40 } },
		input: anna,
		answers: [agent({ joinTimeout: '60s' }), ...nothingKnown.slice(1), hasThrottle, ...taken()],
		requests: [
			...readsNothingKnown,
			readsThrottles,
			posts({
				calls: [
					{
						...call(ANNA, 'Anna', 0),
						...plivoTo(ANNA, { ring_timeout: 40, machine_detection: 'hangup' }),
					},
				],
			}),
			readsBatches,
		],
	}),
];

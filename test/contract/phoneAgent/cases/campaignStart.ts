import { createHash } from 'node:crypto';
import type { IDataObject } from 'n8n-workflow';
import type { ContractCase, ExpectedRequest } from '../../operations/contractCase';
import { answer, byId, results } from '../../operations/contractCase';
import {
	AGENT,
	agent,
	ANNA,
	BATCH,
	batch,
	BEN,
	call,
	CAMPAIGN,
	campaignCase,
	FROM,
	madeCall,
	metadata,
	nothingKnown,
	OTHER_AGENT,
	OTHER_BATCH,
	PATH,
	plivoConfigured,
	plivoTo,
	readsAgent,
	readsBatches,
	readsCalls,
	readsNothingKnown,
	readsPlivo,
	readsScheduled,
	scheduled,
	START_AT,
	taken,
	WINDOW_END,
} from '../support/campaigns';

const start = (rest: Omit<Parameters<typeof campaignCase>[0], 'operation'>): ContractCase =>
	campaignCase({ ...rest, operation: 'start' });

const smallest = {
	agent: byId(AGENT),
	campaign: CAMPAIGN,
	from: FROM,
	options: { startAt: START_AT },
};
const anna = { phone: ANNA, name: 'Anna' };
const ben = { phone: '(312) 555-0101', name: 'Ben' };

const posts = (fields: IDataObject): ExpectedRequest => ({
	method: 'POST',
	path: PATH,
	body: { windowStart: START_AT, windowEnd: WINDOW_END, ...fields },
});
const postsAnna = posts({ calls: [call(ANNA, 'Anna', 0)] });

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

/** Readable, and never the one of another campaign. */
const THROTTLE = `n8n-spring-${createHash('sha256').update(`${AGENT} ${CAMPAIGN}`).digest('hex').slice(0, 12)}`;
const TWELVE_A_MINUTE = [{ maxCalls: 12, windowSeconds: 60 }];
const throttle = (rules: unknown) => ({
	throttleId: OTHER_BATCH,
	name: THROTTLE,
	created: START_AT,
	rules,
});

export const campaignStartCases: ContractCase[] = [
	start({
		size: 'smallest',
		title:
			"P2.9 one row, one call in its recipient's hours; what the agent needs comes from the item",
		parameters: smallest,
		input: anna,
		answers: [...nothingKnown, ...taken()],
		requests: [...readsNothingKnown, postsAnna, readsBatches],
		items: [started({ scheduled: 1, notCalled: [] }, [sentBatch(1)])],
	}),
	start({
		size: 'full',
		title:
			'P2.9 one batch for each zone and day, at so many calls a minute; the list is taken out first, and who is at no place is told',
		parameters: {
			...smallest,
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
			{ method: 'GET', path: '/api/call_throttles', query: { pageSize: '100' } },
			{
				method: 'POST',
				path: '/api/call_throttles',
				body: { name: THROTTLE, rules: TWELVE_A_MINUTE },
			},
			posts({
				throttle: THROTTLE,
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
				throttle: THROTTLE,
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
		size: 'bad',
		title: 'P2.9 all bad rows are told at once, and nothing that creates anything is sent',
		parameters: smallest,
		input: anna,
		furtherInput: [
			{ phone: 'call me', name: 'Ben' },
			{ phone: '+1 312 555 0100', name: 'Anna again' },
			{ phone: '+13125550105' },
		],
		answers: nothingKnown,
		requests: readsNothingKnown,
		refusal: /^3 of 4 rows cannot be called as they are, so nothing was scheduled$/,
		hint: /^Row 2: .*letters.*\nRow 3: The number is the one of row 1, too: \+13125550100\nRow 4: The agent needs a value for \{\{name\}\}$/,
	}),
	start({
		size: 'more',
		title: 'P2.9 bad rows are left out and listed, where the user wants it: the others are called',
		parameters: { ...smallest, options: { startAt: START_AT, badRows: 'leaveOut' } },
		input: anna,
		furtherInput: [
			{ phone: 'call me' },
			{ phone: '+1 312 555 0100', name: 'Anna again' },
			{ phone: '+13125550105' },
		],
		answers: [...nothingKnown, ...taken()],
		requests: [...readsNothingKnown, postsAnna, readsBatches],
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
		parameters: { ...smallest, options: { startAt: START_AT, defaultCountry: 'US' } },
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
			...taken(),
		],
		requests: [
			readsAgent,
			readsPlivo,
			readsBatches,
			...readsScheduled(),
			...readsScheduled(OTHER_BATCH).slice(0, 1),
			readsCalls,
			posts({ calls: [call('+13125550106', 'New', 2)] }),
			readsBatches,
		],
		items: [
			started(
				{
					scheduled: 1,
					notCalled: [ANNA, BEN].map((to, item) => ({
						item,
						id: to,
						to,
						reason: 'inCampaign',
						explanation: 'The number is in the campaign already.',
					})),
				},
				[sentBatch(1)],
			),
		],
	}),
	start({
		size: 'more',
		title: 'P2.9 everybody is in the campaign: nothing is sent',
		parameters: smallest,
		input: anna,
		answers: [
			agent(),
			plivoConfigured,
			results([batch()]),
			results([scheduled(ANNA, 'Anna', 0)]),
			results([scheduled(ANNA, 'Anna', 0)]),
			results([]),
		],
		requests: [readsAgent, readsPlivo, readsBatches, ...readsScheduled(), readsCalls],
		items: [
			started(
				{
					scheduled: 0,
					notCalled: [
						{
							item: 0,
							id: ANNA,
							to: ANNA,
							reason: 'inCampaign',
							explanation: 'The number is in the campaign already.',
						},
					],
				},
				[],
			),
		],
	}),
	start({
		size: 'more',
		title: 'the answer to a batch is lost: it is not sent again, but found',
		source: 'ultravox.md §1.3, §6',
		parameters: smallest,
		input: anna,
		answers: [
			...nothingKnown,
			answer(502),
			results([batch()]),
			results([scheduled(ANNA, 'Anna', 0)]),
			results([scheduled(ANNA, 'Anna', 0)]),
			results([batch()]),
		],
		requests: [...readsNothingKnown, postsAnna, readsBatches, ...readsScheduled(), readsBatches],
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
			parameters: smallest,
			input: anna,
			answers: [
				...nothingKnown,
				answer(201, batch()),
				results([batch(), batch({ batchId: OTHER_BATCH, created })]),
				results([scheduled(ANNA, 'Anna', 0)]),
				results([scheduled(ANNA, 'Anna', 0)]),
				answer(204),
			],
			requests: [
				...readsNothingKnown,
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
		title: 'P2.9 Ultravox takes fewer calls than it was given: that is no success',
		parameters: smallest,
		input: anna,
		answers: [...nothingKnown, answer(201, batch({ totalCount: 0 }))],
		requests: [...readsNothingKnown, postsAnna],
		refusal: /^Ultravox took a batch with 0 calls instead of 1\. Nothing else was scheduled$/,
	}),
	...[402, 403].map((status) =>
		start({
			size: 'more',
			title: `P2.9 a plan without the scheduler (${status}): one sentence, and what does without`,
			parameters: smallest,
			input: anna,
			answers: [...nothingKnown, answer(status, { detail: 'Not in your plan.' })],
			requests: [...readsNothingKnown, postsAnna],
			refusal: /^Ultravox schedules no calls for this account: .*Not in your plan/,
			hint: /example workflow "Call Leads from a Table on a Schedule" needs none/,
		}),
	),
	start({
		size: 'more',
		title: 'P2.9 a window that Ultravox finds too short: its words, and what was scheduled before',
		parameters: { ...smallest, options: { startAt: START_AT } },
		input: anna,
		furtherInput: [{ phone: '+14155550104', name: 'Cleo' }],
		answers: [
			...nothingKnown,
			...taken(),
			answer(400, { windowEnd: ['The window must last at least 120s.'] }),
		],
		requests: [
			...readsNothingKnown,
			postsAnna,
			readsBatches,
			posts({
				windowStart: '2030-06-03T16:00:00.000Z',
				windowEnd: '2030-06-04T00:59:00.000Z',
				calls: [call('+14155550104', 'Cleo', 1)],
			}),
		],
		refusal: /windowEnd: The window must last at least 120s.*1 call of the campaign is scheduled/,
		hint: /'Most Calls per Window'.*same name/,
	}),
	...[true, false].map((isConfirmed) =>
		start({
			size: 'more',
			title: isConfirmed
				? 'a throttle that lets another number of calls through is changed first'
				: 'a throttle that is not changed although Ultravox says so: nothing is scheduled',
			parameters: { ...smallest, options: { startAt: START_AT, callsPerMinute: 12 } },
			input: anna,
			answers: [
				...nothingKnown,
				results([throttle([{ maxCalls: 1, windowSeconds: 60 }])]),
				answer(200, throttle(isConfirmed ? TWELVE_A_MINUTE : [{ maxCalls: 1, windowSeconds: 60 }])),
				...taken(),
			],
			requests: [
				...readsNothingKnown,
				{ method: 'GET', path: '/api/call_throttles', query: { pageSize: '100' } },
				{
					method: 'PUT',
					path: `/api/call_throttles/${OTHER_BATCH}`,
					body: { name: THROTTLE, rules: TWELVE_A_MINUTE },
				},
				...(isConfirmed
					? [posts({ throttle: THROTTLE, calls: [call(ANNA, 'Anna', 0)] }), readsBatches]
					: []),
			],
			...(isConfirmed
				? {}
				: { refusal: /did not confirm how fast the calls are made, so nothing was scheduled/ }),
		}),
	),
	start({
		size: 'more',
		title: 'Ultravox has no account of Plivo to dial with',
		source: 'ultravox.md §5.1',
		parameters: smallest,
		input: anna,
		answers: [agent(), answer(200, {})],
		requests: [readsAgent, readsPlivo],
		refusal: /^Ultravox has no Plivo configuration$/,
		hint: /Plivo Configuration > Ensure/,
	}),
	start({
		size: 'more',
		title: 'a phone that rings longer than the agent waits would be answered by nobody',
		source: 'ultravox.md §2.1, plivo.md §5.1',
		parameters: { ...smallest, options: { startAt: START_AT, ringTime: 40 } },
		input: anna,
		answers: [agent()],
		requests: [readsAgent],
		refusal: /^'Ring Time \(Seconds\)' is 40, and the agent waits 30 seconds/,
		hint: /^Set it to 15 or less, or 'Join Timeout' of the agent to 55 seconds/,
	}),
	start({
		size: 'more',
		title: 'an agent that waits longer lets phones ring longer',
		source: 'ultravox.md §2.1, plivo.md §5.1',
		parameters: { ...smallest, options: { startAt: START_AT, ringTime: 40 } },
		input: anna,
		answers: [agent({ joinTimeout: '60s' }), ...nothingKnown.slice(1), ...taken()],
		requests: [
			...readsNothingKnown,
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
	start({
		size: 'more',
		title: 'an entry of the list that nobody understands: nobody is called',
		parameters: { ...smallest, doNotCall: '+13125550102, Mr. Smith' },
		input: anna,
		requests: [],
		refusal: /^'Do Not Call' has one entry that is no phone number/,
		hint: /^Entry 2: .*letters/,
	}),
	start({
		size: 'more',
		title: 'no caller ID anywhere',
		parameters: { ...smallest, from: '' },
		input: anna,
		answers: nothingKnown,
		requests: readsNothingKnown,
		refusal: /^1 of 1 row cannot be called/,
		hint: /^Row 1: 'From' is empty, .*'Default Caller ID'/,
	}),
	start({
		size: 'more',
		title: 'a window over midnight',
		parameters: { ...smallest, earliestTime: '20:00', latestTime: '08:00' },
		input: anna,
		requests: [],
		refusal: /crosses midnight, which it cannot: let it end by 24:00/,
	}),
	start({
		size: 'more',
		title: 'rows of two agents are no campaign',
		parameters: { ...smallest, agent: byId('={{ $json.agent }}') },
		input: { ...anna, agent: AGENT },
		furtherInput: [{ phone: BEN, name: 'Ben', agent: OTHER_AGENT }],
		requests: [],
		refusal: /^Items 1 and 2 have different agents$/,
	}),
];

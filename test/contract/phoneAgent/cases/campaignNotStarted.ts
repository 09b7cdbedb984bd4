import type { ContractCase } from '../../operations/contractCase';
import { answer, byId, results } from '../../operations/contractCase';
import {
	AGENT,
	agent,
	ANNA,
	anna,
	batch,
	BEN,
	call,
	newCampaign,
	nothingKnown,
	OTHER_AGENT,
	OTHER_BATCH,
	readsAgent,
	readsBatches,
	readsNothingKnown,
	readsPlivo,
	START_AT,
	taken,
} from '../support/campaigns';
import {
	start,
	posts,
	postsAnna,
	THROTTLE,
	TWELVE_A_MINUTE,
	throttle,
} from '../support/campaignStart';

/** What keeps a campaign from being started. */
export const campaignNotStartedCases: ContractCase[] = [
	start({
		size: 'bad',
		title: 'P2.9 all bad rows are told at once, and nothing that creates anything is sent',
		parameters: newCampaign,
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
		title: 'P2.9 Ultravox takes fewer calls than it was given: that is no success',
		parameters: newCampaign,
		input: anna,
		answers: [...nothingKnown, answer(201, batch({ totalCount: 0 }))],
		requests: [...readsNothingKnown, postsAnna],
		refusal: /^Ultravox took a batch with 0 calls instead of 1\. Nothing else was scheduled$/,
	}),
	...[402, 403].map((status) =>
		start({
			size: 'more',
			title: `P2.9 a plan without the scheduler (${status}): one sentence, and what does without`,
			parameters: newCampaign,
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
		parameters: { ...newCampaign, options: { startAt: START_AT } },
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
			parameters: { ...newCampaign, options: { startAt: START_AT, callsPerMinute: 12 } },
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
		parameters: newCampaign,
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
		parameters: { ...newCampaign, options: { startAt: START_AT, ringTime: 40 } },
		input: anna,
		answers: [agent()],
		requests: [readsAgent],
		refusal: /^'Ring Time \(Seconds\)' is 40, and the agent waits 30 seconds/,
		hint: /^Set it to 15 or less, or 'Join Timeout' of the agent to 55 seconds/,
	}),
	start({
		size: 'more',
		title: 'an entry of the list that nobody understands: nobody is called',
		parameters: { ...newCampaign, doNotCall: '+13125550102, Mr. Smith' },
		input: anna,
		requests: [],
		refusal: /^'Do Not Call' has one entry that is no phone number/,
		hint: /^Entry 2: .*letters/,
	}),
	start({
		size: 'more',
		title: 'no caller ID anywhere',
		parameters: { ...newCampaign, from: '' },
		input: anna,
		answers: nothingKnown,
		requests: readsNothingKnown,
		refusal: /^1 of 1 row cannot be called/,
		hint: /^Row 1: 'From' is empty, .*'Default Caller ID'/,
	}),
	start({
		size: 'more',
		title: 'a window over midnight',
		parameters: { ...newCampaign, earliestTime: '20:00', latestTime: '08:00' },
		input: anna,
		requests: [],
		refusal: /crosses midnight, which it cannot: let it end by 24:00/,
	}),
	start({
		size: 'more',
		title: 'rows of two agents are no campaign',
		parameters: { ...newCampaign, agent: byId('={{ $json.agent }}') },
		input: { ...anna, agent: AGENT },
		furtherInput: [{ phone: BEN, name: 'Ben', agent: OTHER_AGENT }],
		requests: [],
		refusal: /^Items 1 and 2 have different agents$/,
	}),
];

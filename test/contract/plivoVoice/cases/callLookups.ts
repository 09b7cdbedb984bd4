import type { ContractCase } from '../../operations/contractCase';
import { answer, byId, page } from '../../operations/contractCase';
import { emptyCall } from '../support/emptyCall';

const UUID = '4d04c52e-cea3-4458-bbdb-0bfc314ee7cd';
const OTHER_UUID = 'd0a87a1a-b0e9-4ab2-ac07-c22ee87cd04a';
const SUBACCOUNT = 'SAXXXXXXXXXXXXXXXXXX';

/** The record of a finished call: account time with offset, money as text, one number with `+` (plivo.md §5.2). */
const RECORD = {
	answer_time: '2026-09-18 14:05:20+05:30',
	bill_duration: 66,
	billed_duration: 120,
	call_direction: 'outbound',
	call_duration: 66,
	call_state: 'ANSWER',
	call_uuid: UUID,
	conference_uuid: null,
	end_time: '2026-09-18 14:06:26+05:30',
	from_number: '+14155550100',
	hangup_cause_code: 4000,
	hangup_cause_name: 'Normal Hangup',
	hangup_source: 'Callee',
	initiation_time: '2026-09-18 14:05:10+05:30',
	parent_call_uuid: null,
	resource_uri: `/v1/Account/MA/Call/${UUID}/`,
	to_number: '14155550123',
	total_amount: '0.01000',
	total_rate: '0.00500',
	stir_verification: 'Not Applicable',
	stir_attestation: '',
	voice_network_group: 'US All Networks',
	source_ip: '',
	cnam_lookup: '',
};

const finished = {
	...emptyCall,
	callUuid: UUID,
	direction: 'outbound',
	from: '+14155550100',
	to: '+14155550123',
	status: 'completed',
	startedAt: '2026-09-18T08:35:10.000Z',
	endedAt: '2026-09-18T08:36:26.000Z',
	durationSeconds: 66,
	outcome: 'completed',
	hangupCause: 'Normal Hangup',
	hangupSource: 'Callee',
	cost: 0.01,
};

/** A live call: one number with `+`, `session_start` in UTC (plivo.md §5.2, §6.1). */
const LIVE = {
	call_status: 'in-progress',
	call_uuid: OTHER_UUID,
	caller_name: '',
	direction: 'outbound',
	from: '+14155550100',
	request_uuid: OTHER_UUID,
	session_start: '2026-09-18 13:17:49.050872',
	to: '14155550123',
	stir_verification: 'Verified',
	stir_attestation: 'A',
};

const live = {
	...emptyCall,
	callUuid: OTHER_UUID,
	direction: 'outbound',
	from: '+14155550100',
	to: '+14155550123',
	status: 'in-progress',
	startedAt: '2026-09-18T13:17:49.050Z',
};

const QUEUED = {
	from: '14155550100',
	to: 'sip:anna@example.com',
	call_status: 'queued',
	call_uuid: OTHER_UUID,
	caller_name: '',
	direction: 'outbound',
	request_uuid: OTHER_UUID,
};

const queued = {
	...emptyCall,
	callUuid: OTHER_UUID,
	direction: 'outbound',
	from: '+14155550100',
	to: 'sip:anna@example.com',
	status: 'queued',
};

const gone = answer(404, { api_id: 'f1c7', error: 'call not found' });

/** The two views of calls that are not over are asked alike (plivo.md §5.2). */
function openView(
	status: 'live' | 'queued',
	names: { one: string; many: string },
	object: object,
	context: object,
	elsewhere: RegExp,
): ContractCase[] {
	const bare = { call: { ...emptyCall, callUuid: OTHER_UUID }, plivo: { call_uuid: OTHER_UUID } };
	const one = { resource: 'call', operation: names.one, source: 'plivo.md §5.2' };
	const many = { resource: 'call', operation: names.many, source: 'plivo.md §1.1, §5.2' };
	const request = {
		method: 'GET' as const,
		path: `/Call/${OTHER_UUID}/`,
		query: { status },
	};
	return [
		{
			...one,
			size: 'smallest',
			title: 'the call of the item, its facts only',
			parameters: {},
			input: { call: { callUuid: OTHER_UUID } },
			answers: [answer(200, { api_id: 'a1', ...object })],
			requests: [request],
			items: [{ call: context }],
		},
		{
			...one,
			size: 'full',
			title: "with Plivo's own fields; an id in capitals",
			parameters: { callUuid: byId(OTHER_UUID.toUpperCase()), simplify: false },
			answers: [answer(200, { api_id: 'a1', ...object })],
			requests: [request],
			items: [{ call: context, plivo: object }],
		},
		{
			...one,
			size: 'bad',
			title: 'a call in another view: what shows it is told',
			parameters: { callUuid: byId(OTHER_UUID) },
			answers: [gone],
			requests: [request],
			refusal: /Plivo did not find it: call not found/,
			hint: elsewhere,
		},
		{
			...one,
			size: 'more',
			title: 'the same where Plivo says so with 400 (the code is not confirmed)',
			parameters: { callUuid: byId(OTHER_UUID) },
			answers: [answer(400, { api_id: 'f1c7', error: 'call not found' })],
			requests: [request],
			refusal: /call not found/,
			hint: elsewhere,
		},
		{
			...many,
			size: 'smallest',
			title: 'ids alone, whole in one answer, cut to the limit',
			parameters: { limit: 1 },
			answers: [answer(200, { api_id: 'a1', calls: [OTHER_UUID, UUID] })],
			requests: [{ method: 'GET', path: '/Call/', query: { status } }],
			items: [bare],
		},
		{
			...many,
			size: 'full',
			title: 'all of them, with every filter; numbers without +',
			parameters: {
				returnAll: true,
				filters: {
					callDirection: 'inbound',
					fromNumber: '(415) 555-0100',
					toNumber: 'sip:anna@example.com',
					defaultCountry: 'US',
				},
			},
			answers: [answer(200, { api_id: 'a1', calls: Array(25).fill(OTHER_UUID) })],
			requests: [
				{
					method: 'GET',
					path: '/Call/',
					query: {
						status,
						call_direction: 'inbound',
						from_number: '14155550100',
						to_number: 'sip:anna@example.com',
					},
				},
			],
			items: Array(25).fill(bare),
		},
		{
			...many,
			size: 'bad',
			title: 'a filter that is no number',
			parameters: { filters: { fromNumber: 'Anna' } },
			requests: [],
			refusal: /'From Number' is neither a phone number nor a SIP address: 'Anna'/,
		},
		{
			...many,
			size: 'more',
			title: 'nobody is there',
			parameters: {},
			answers: [answer(200, { api_id: 'a1', calls: [] })],
			requests: [{ method: 'GET', path: '/Call/', query: { status } }],
			items: [],
		},
	];
}

export const callLookupCases: ContractCase[] = [
	{
		resource: 'call',
		operation: 'get',
		size: 'smallest',
		title:
			'D4.13 status, direction, numbers, duration and cause of a finished call, whichever way Plivo writes them',
		source: 'plivo.md §5.2, peers.md D4.13',
		parameters: {},
		input: { call: { callUuid: UUID } },
		answers: [answer(200, { api_id: 'a1', ...RECORD })],
		requests: [{ method: 'GET', path: `/Call/${UUID}/` }],
		items: [{ call: finished }],
	},
	{
		resource: 'call',
		operation: 'get',
		size: 'full',
		title: "D4.13 a call that was not answered, with Plivo's own record",
		source: 'plivo.md §5.2, peers.md D4.13',
		parameters: { callUuid: byId(UUID), simplify: false },
		answers: [
			answer(200, {
				api_id: 'a1',
				...RECORD,
				answer_time: null,
				call_state: 'BUSY',
				call_duration: 0,
				hangup_cause_code: 3010,
				hangup_cause_name: 'Busy Line',
				total_amount: '0.00000',
			}),
		],
		requests: [{ method: 'GET', path: `/Call/${UUID}/` }],
		items: [
			{
				call: {
					...finished,
					status: 'busy',
					outcome: 'busy',
					durationSeconds: 0,
					hangupCause: 'Busy Line',
					cost: 0,
				},
				plivo: {
					...RECORD,
					answer_time: null,
					call_state: 'BUSY',
					call_duration: 0,
					hangup_cause_code: 3010,
					hangup_cause_name: 'Busy Line',
					total_amount: '0.00000',
				},
			},
		],
	},
	{
		resource: 'call',
		operation: 'get',
		size: 'bad',
		title: 'a call that is not over yet: what shows it is told',
		source: 'plivo.md §5.2 (three views)',
		parameters: { callUuid: byId(UUID) },
		answers: [gone],
		requests: [{ method: 'GET', path: `/Call/${UUID}/` }],
		refusal: /Plivo did not find it: call not found/,
		hint: /Get Live.*Get Queued.*HTTP status 404.*f1c7/,
	},
	{
		resource: 'call',
		operation: 'get',
		size: 'more',
		title: 'no call in the item',
		source: 'plivo.md §5.2',
		parameters: {},
		requests: [],
		refusal: /'Call' is empty/,
	},
	{
		resource: 'call',
		operation: 'getMany',
		size: 'smallest',
		title: 'D4.13 the calls of the last 7 days, cut to the limit',
		source: 'plivo.md §1.1, §5.2',
		parameters: { limit: 1 },
		answers: [page([RECORD, RECORD])],
		requests: [{ method: 'GET', path: '/Call/', query: { limit: '20', offset: '0' } }],
		items: [{ call: finished }],
	},
	{
		resource: 'call',
		operation: 'getMany',
		size: 'full',
		title: 'every filter, all pages; times in UTC, numbers without +',
		source: 'plivo.md §1.1, §5.2, §10',
		parameters: {
			returnAll: true,
			simplify: false,
			filters: {
				callDirection: 'outbound',
				fromNumber: '+1 (415) 555-0100',
				toNumber: '1415',
				parentCallUuid: byId(OTHER_UUID),
				subaccount: SUBACCOUNT,
				hangupCauseCode: 4000,
				hangupSource: 'Answer XML',
				billDuration: 66,
				billDurationAbove: 1,
				billDurationFrom: 2,
				billDurationBelow: 600,
				billDurationUntil: 599,
				endTime: '2026-09-18T08:36:26Z',
				endTimeFrom: '2026-09-18T10:00:00+02:00',
				endTimeAfter: '2026-09-18 07:30Z',
				endTimeUntil: '2026-09-19T00:00:00.250Z',
				endTimeBefore: '2026-09-20T00:00:00Z',
			},
		},
		answers: [page(Array(20).fill(RECORD), 21), page([RECORD], 21)],
		requests: ['0', '20'].map((offset) => ({
			method: 'GET',
			path: '/Call/',
			query: {
				call_direction: 'outbound',
				from_number: '14155550100',
				to_number: '1415',
				parent_call_uuid: OTHER_UUID,
				subaccount: SUBACCOUNT,
				hangup_cause_code: '4000',
				hangup_source: 'Answer XML',
				bill_duration: '66',
				bill_duration__gt: '1',
				bill_duration__gte: '2',
				bill_duration__lt: '600',
				bill_duration__lte: '599',
				end_time: '2026-09-18 08:36:26',
				end_time__gte: '2026-09-18 08:00:00',
				end_time__gt: '2026-09-18 07:30:00',
				end_time__lte: '2026-09-19 00:00:00.250000',
				end_time__lt: '2026-09-20 00:00:00',
				limit: '20',
				offset,
			},
		})),
		items: Array(21).fill({ call: finished, plivo: RECORD }),
	},
	...(
		[
			['a time that is none', { endTimeFrom: 'last week' }, /'End Time From' is not a time/],
			['a duration below 0', { billDuration: -1 }, /'Bill Duration' is -1/],
			[
				'a main account as subaccount',
				{ subaccount: 'MAXXXXXXXXXXXXXXXXXX' },
				/'Subaccount' is not/,
			],
			['a national number', { toNumber: '(415) 555-0100' }, /'To Number' is neither/],
			['two numbers', { toNumber: '+14155550100<+14155550101' }, /'To Number' is neither/],
			['a parent that is no id', { parentCallUuid: byId('17') }, /'Parent Call' is not an ID/],
		] as Array<[string, ContractCase['parameters'], RegExp]>
	).map(([title, filters, refusal]): ContractCase => ({
		resource: 'call',
		operation: 'getMany',
		size: 'bad',
		title,
		source: 'plivo.md §5.2',
		parameters: { filters },
		requests: [],
		refusal,
	})),
	...openView('live', { one: 'getLive', many: 'getManyLive' }, LIVE, live, /Get shows.*Get Queued/),
	...openView(
		'queued',
		{ one: 'getQueued', many: 'getManyQueued' },
		QUEUED,
		queued,
		/Get Live shows.*Get shows/,
	),
];

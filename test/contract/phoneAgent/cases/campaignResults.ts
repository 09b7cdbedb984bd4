import type { IDataObject } from 'n8n-workflow';
import { emptyCall } from '../../plivoVoice/support/emptyCall';
import type { ContractCase, ExpectedRequest } from '../../operations/contractCase';
import { page, results } from '../../operations/contractCase';
import {
	AGENT,
	ANNA,
	BATCH,
	BEN,
	CALL,
	CAMPAIGN,
	casesOf,
	chosen,
	FROM,
	known,
	madeCall,
	readsKnown,
	scheduled,
	START_AT,
	WINDOW_END,
} from '../support/campaigns';

const casesOfResults = casesOf('getResults');
const getResults = (rest: Parameters<typeof casesOfResults>[0]): ContractCase =>
	casesOfResults({ ...rest, source: `${rest.source ?? ''}ultravox.md §2.2, §2.4, §6` });

const withoutPlivo = { ...chosen, options: { phoneRecord: false } };

/** A call in which two people spoke. */
const talked = madeCall(ANNA, 0, {
	joined: '2030-06-03T14:00:15Z',
	ended: '2030-06-03T14:01:15Z',
	endReason: 'agent_hangup',
	summary: 'Anna comes.',
	shortSummary: 'Comes.',
	recordingEnabled: true,
});
const rows = [
	scheduled(ANNA, 'Anna', 0, { status: 'SUCCESS', callId: CALL }),
	scheduled(BEN, 'Ben', 1),
];
const readsMessages: ExpectedRequest = {
	method: 'GET',
	path: `/api/calls/${CALL}/messages`,
	query: { mode: 'in_call', pageSize: '100' },
};
const messages = results([
	{ role: 'MESSAGE_ROLE_USER', medium: 'MESSAGE_MEDIUM_VOICE', text: 'Hello?' },
	{ role: 'MESSAGE_ROLE_AGENT', medium: 'MESSAGE_MEDIUM_VOICE', text: 'Good day, Anna.' },
]);

const campaign = (state: string): IDataObject => ({
	id: CAMPAIGN,
	agentId: AGENT,
	state,
	attempt: 1,
	batchId: BATCH,
	windowStart: START_AT,
	windowEnd: WINDOW_END,
	notCreatedBecause: null,
});
const row = (item: number, to: string, name: string): IDataObject => ({
	item,
	id: to,
	to,
	templateContext: { name },
	metadata: {},
});
const ends = (to: string) => ({ direction: 'outbound', from: FROM, to });

const waiting: IDataObject = {
	campaign: campaign('waiting'),
	row: row(1, BEN, 'Ben'),
	call: { ...emptyCall, ...ends(BEN), agentId: AGENT },
	plivo: null,
	ultravox: null,
	costs: { plivo: null, ultravox: null, total: null, ultravoxSeconds: 0 },
};

const over = (fields: IDataObject): IDataObject => ({
	campaign: campaign('ended'),
	row: row(0, ANNA, 'Anna'),
	call: expect.objectContaining({
		...ends(ANNA),
		callId: CALL,
		agentName: 'Caller',
		...fields,
	}) as IDataObject,
	plivo: null,
	ultravox: expect.objectContaining({ callId: CALL }) as IDataObject,
	costs: expect.any(Object) as IDataObject,
});

const spoken = {
	outcome: 'completed',
	endReason: 'agent_hangup',
	durationSeconds: 60,
	summary: 'Anna comes.',
	transcript: [
		{ role: 'user', text: 'Hello?' },
		{ role: 'agent', text: 'Good day, Anna.' },
	],
};

export const campaignResultCases: ContractCase[] = [
	getResults({
		size: 'smallest',
		title: 'P2.9 one result for each row: outcome and transcript, or that it waits',
		parameters: withoutPlivo,
		answers: [...known(rows, [talked]), messages],
		requests: [...readsKnown, readsMessages],
		items: [over(spoken), waiting],
	}),
	getResults({
		size: 'full',
		title:
			'P2.9 joined to the items that come in, in their order, each paired with its own; a stranger is told',
		parameters: {
			...chosen,
			rows: 'items',
			to: '={{ $json.phone }}',
			options: { defaultCountry: 'US', phoneRecord: false, transcript: false },
		},
		input: { phone: '312-555-0101', name: 'Ben' },
		furtherInput: [
			{ phone: '+13125550177', name: 'Zoe' },
			{ phone: ANNA, name: 'Anna' },
		],
		answers: known(rows, [talked]),
		requests: readsKnown,
		items: [
			{ ...waiting, row: { ...row(1, BEN, 'Ben'), input: { phone: '312-555-0101', name: 'Ben' } } },
			expect.objectContaining({
				campaign: expect.objectContaining({ state: 'notInCampaign' }) as unknown,
				row: expect.objectContaining({ input: { phone: '+13125550177', name: 'Zoe' } }) as unknown,
				call: null,
			}) as IDataObject,
			{
				...over({ ...spoken, transcript: null }),
				row: { ...row(0, ANNA, 'Anna'), input: { phone: ANNA, name: 'Anna' } },
			},
		],
		paired: [0, 1, 2],
	}),
	getResults({
		size: 'more',
		title: 'that nobody joined is told as no answer where Plivo is not asked',
		parameters: { ...chosen, options: { phoneRecord: false, transcript: false } },
		answers: known(rows.slice(0, 1), [madeCall(ANNA, 0)]),
		requests: readsKnown,
		items: [over({ outcome: 'no-answer', endReason: 'unjoined' })],
	}),
	getResults({
		size: 'more',
		title: 'Plivo tells busy, what it cost and the ID of the phone call',
		source: 'plivo.md §5.2, ',
		parameters: { ...chosen, options: { transcript: false } },
		answers: [
			...known(rows.slice(0, 1), [madeCall(ANNA, 0)]),
			page([
				{
					call_uuid: '9834029e-58b6-11e1-b8b7-a5bd0e4e126f',
					call_direction: 'outbound',
					from_number: '14155550199',
					to_number: '13125550100',
					initiation_time: '2030-06-03 14:00:06+00:00',
					end_time: '2030-06-03 14:00:10+00:00',
					call_duration: 0,
					call_state: 'BUSY',
					hangup_cause_name: 'Busy Line',
					hangup_cause_code: 3010,
					total_amount: '0.00000',
				},
			]),
		],
		requests: [
			...readsKnown,
			{
				method: 'GET',
				path: '/Call/',
				query: expect.objectContaining({
					from_number: '14155550199',
					to_number: '13125550100',
				}) as Record<string, string>,
			},
		],
		items: [
			{
				...over({ outcome: 'busy', callUuid: '9834029e-58b6-11e1-b8b7-a5bd0e4e126f', cost: 0 }),
				plivo: expect.objectContaining({ call_state: 'BUSY' }) as IDataObject,
			},
		],
	}),
	getResults({
		size: 'more',
		title: 'what became of rows that could not be called: the words of Ultravox',
		parameters: withoutPlivo,
		answers: known([scheduled(ANNA, 'Anna', 0, { status: 'ERROR', error: 'No such voice.' })]),
		requests: readsKnown,
		items: [
			{
				...waiting,
				campaign: { ...campaign('notCreated'), notCreatedBecause: 'No such voice.' },
				row: row(0, ANNA, 'Anna'),
				call: { ...emptyCall, ...ends(ANNA), agentId: AGENT },
			},
		],
	}),
	getResults({
		size: 'bad',
		title: 'no name of a campaign',
		parameters: { ...chosen, campaign: '={{ "" }}' },
		requests: [],
		refusal: /^'Campaign' is empty$/,
	}),
];

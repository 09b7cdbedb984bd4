import type { IDataObject } from 'n8n-workflow';
import type { ContractCase } from '../../operations/contractCase';
import { answer } from '../../operations/contractCase';
import {
	AGENT,
	agent,
	ANNA,
	anna,
	BEN,
	CAMPAIGN,
	casesOf,
	FROM,
	knownBefore,
	newCampaign,
	nothingKnown,
	plivoConfigured,
	readsAgent,
	readsBatches,
	readsKnownBefore,
	readsNothingKnown,
	readsPlivo,
	scheduled,
	START_AT,
	WINDOW_END,
} from '../support/campaigns';

const preview = casesOf('preview');

const campaign = { id: CAMPAIGN, agentId: AGENT };

const called = (item: number, to: string, name: string, plan: IDataObject = {}): IDataObject => ({
	campaign,
	row: { item, id: to, to, from: FROM, templateContext: { name } },
	plan: {
		isCalled: true,
		reason: null,
		explanation: null,
		timeZones: ['America/Chicago'],
		day: '2030-06-03',
		windowStart: START_AT,
		windowEnd: WINDOW_END,
		...plan,
	},
});

const notCalled = (
	item: number,
	to: string | null,
	reason: string,
	words: RegExp,
): IDataObject => ({
	campaign,
	row: { item, id: to, to, from: null, templateContext: null },
	plan: {
		isCalled: false,
		reason,
		explanation: expect.stringMatching(words) as string,
		timeZones: null,
		day: null,
		windowStart: null,
		windowEnd: null,
	},
});

export const campaignPreviewCases: ContractCase[] = [
	preview({
		size: 'smallest',
		title: 'P2.9 when the row would be called; nothing is created',
		parameters: newCampaign,
		input: anna,
		answers: nothingKnown,
		requests: readsNothingKnown,
		items: [called(0, ANNA, 'Anna')],
		paired: [0],
	}),
	preview({
		size: 'full',
		title: 'P2.9 who would be called when, who not and why, each paired with its row',
		parameters: {
			...newCampaign,
			doNotCall: '+13125550107',
			options: { startAt: START_AT, callsPerMinute: 10, mostPerWindow: 1, horizonDays: 2 },
		},
		input: anna,
		furtherInput: [
			{ phone: 'call me', name: '' },
			{ phone: BEN, name: 'Ben' },
			{ phone: '+13125550107', name: 'On the list' },
			{ phone: '+13125550108', name: 'The next day' },
			{ phone: '+13125550109', name: 'No room' },
			{ phone: '+18005550100', name: 'At no place' },
		],
		answers: knownBefore([scheduled(BEN, 'Ben', 2)]),
		requests: readsKnownBefore,
		items: [
			called(0, ANNA, 'Anna'),
			notCalled(1, null, 'badRow', /letters[^]*\{\{name\}\}/),
			notCalled(2, BEN, 'inCampaign', /in the campaign already/),
			notCalled(3, '+13125550107', 'doNotCall', /must not be called/),
			called(4, '+13125550108', 'The next day', {
				day: '2030-06-04',
				windowStart: '2030-06-04T14:00:00.000Z',
				windowEnd: '2030-06-04T22:59:00.000Z',
			}),
			notCalled(5, '+13125550109', 'noWindow', /The batches within 2 days are full/),
			notCalled(6, '+18005550100', 'unknownZone', /at no place/),
		],
		paired: [0, 1, 2, 3, 4, 5, 6],
	}),
	preview({
		size: 'bad',
		title: 'a time of day that is none',
		parameters: { ...newCampaign, earliestTime: 'nine' },
		input: anna,
		requests: [],
		refusal: /"nine" is not a time of day/,
	}),
	preview({
		size: 'more',
		title: 'P2.9 a plan without the scheduler that may not even look',
		parameters: newCampaign,
		input: anna,
		answers: [agent(), plivoConfigured, answer(403, { detail: 'Not in your plan.' })],
		requests: [readsAgent, readsPlivo, readsBatches],
		refusal: /^Ultravox schedules no calls for this account: .*Not in your plan/,
	}),
];

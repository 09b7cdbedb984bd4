import type { ContractCase } from '../../operations/contractCase';
import { answer, byId, results } from '../../operations/contractCase';
import { accountKeyCases } from './accountKeys';

const account = {
	accountId: '6f1b6f0e-6f3a-4c7e-9c55-0a4d0f6d8f11',
	name: 'Acme',
	billingUrl: 'https://billing.example.com/acme',
	freeTimeUsed: '60s',
	freeTimeRemaining: '1740s',
	hasActiveSubscription: true,
	subscriptionTier: 'PRO',
	subscriptionCadence: 'monthly',
	subscriptionExpiration: null,
	subscriptionScheduledUpdate: null,
	subscriptionRenewal: '2026-12-01T00:00:00Z',
	activeCalls: 3,
	allowedConcurrentCalls: null,
	allowedVoices: 1,
	allowedCorpora: 2,
};
const simple = {
	accountId: account.accountId,
	name: 'Acme',
	activeCalls: 3,
	allowedConcurrentCalls: null,
	allowedVoices: 1,
	allowedCorpora: 2,
	freeTimeUsed: '60s',
	freeTimeRemaining: '1740s',
	hasActiveSubscription: true,
	subscriptionTier: 'PRO',
};
const refused = answer(403, { detail: 'You do not have permission.' });
const REFUSAL = /does not allow this: You do not have permission\./;

type Case = Omit<ContractCase, 'resource' | 'source'> & Partial<ContractCase>;
const about = (one: Case): ContractCase => ({
	resource: 'account',
	source: 'ultravox.md §7.5',
	...one,
});

/** A read without parameters: as it comes, after a failure, and refused. */
const plainRead = (
	operation: string,
	path: string,
	object: object,
	extra: Partial<ContractCase> = {},
): ContractCase[] => {
	const read = { method: 'GET' as const, path };
	const items = [object] as ContractCase['items'];
	return [
		about({
			operation,
			size: 'smallest',
			title: 'as Ultravox gives it',
			parameters: {},
			answers: [answer(200, object)],
			requests: [read],
			items,
			...extra,
		}),
		about({
			operation,
			size: 'full',
			title: 'Ultravox fails once: a read is repeated',
			source: 'ultravox.md §1.3, §7.5',
			parameters: {},
			answers: [answer(500), answer(200, object)],
			requests: [read, read],
			items,
			...extra,
		}),
		about({
			operation,
			size: 'bad',
			title: 'the key may not read it',
			source: 'ultravox.md §1.2',
			parameters: {},
			answers: [refused],
			requests: [read],
			refusal: REFUSAL,
		}),
	];
};

const usage = {
	dailyUsage: [{ date: '2026-11-20', minutes: 12.5, sipMinutes: 0 }],
	totalMinutes: 12.5,
	totalSipMinutes: 0,
};
const statistics = {
	totalCount: 3,
	errorCount: 0,
	duration: '540s',
	joinedCount: 2,
	billedMinutes: 9,
};
const callUsage = {
	allTime: statistics,
	daily: [{ ...statistics, date: '2026-11-20' }],
	hourly: [{ ...statistics, date: '2026-11-20', hour: 9 }],
};
const concurrency = {
	timeSeries: [
		{
			timestamp: '2026-11-20T09:00:00Z',
			maxTotalCalls: 4,
			maxJoinedCalls: 3,
			avgTotalCalls: 1.5,
			avgJoinedCalls: 1.25,
		},
	],
};
const invoice = {
	invoiceDate: '2026-11-01T00:00:00Z',
	amount: 10000,
	billingReason: 'subscription_cycle',
	invoiceNumber: 'A-1',
	invoiceStatus: 'paid',
	invoiceUrl: 'https://invoices.example.com/A-1',
};
const INVOICES = '/api/accounts/me/billing/invoices';
const USAGE = '/api/accounts/me/billing/usage';
const CALLS = '/api/accounts/me/usage/calls';
const CONCURRENCY = '/api/accounts/me/usage/concurrency';
const AGENT = 'd4b1c9de-7f9b-4f0e-9d0e-0d9f6c8f1a22';
const VOICE = '0b1c2d3e-4f50-4617-8293-a4b5c6d7e8f9';

const accounts: ContractCase[] = [
	...plainRead('get', '/api/accounts/me', account, { items: [simple], source: 'ultravox.md §1.3' }),
	about({
		operation: 'get',
		size: 'more',
		title: 'with all fields',
		parameters: { simplify: false },
		answers: [answer(200, account)],
		requests: [{ method: 'GET', path: '/api/accounts/me' }],
		items: [account],
	}),
	about({
		operation: 'getMany',
		size: 'smallest',
		title: 'a list that comes whole: the limit is kept here',
		source: 'ultravox.md §1.1',
		parameters: { limit: 1 },
		answers: [answer(200, [account, account])],
		requests: [{ method: 'GET', path: '/api/accounts' }],
		items: [simple],
	}),
	about({
		operation: 'getMany',
		size: 'full',
		title: 'all, with all fields',
		source: 'ultravox.md §1.1',
		parameters: { returnAll: true, simplify: false },
		answers: [answer(200, [account, account])],
		requests: [{ method: 'GET', path: '/api/accounts' }],
		items: [account, account],
	}),
	about({
		operation: 'getMany',
		size: 'bad',
		title: 'the key may not read them',
		source: 'ultravox.md §1.2',
		parameters: {},
		answers: [refused],
		requests: [{ method: 'GET', path: '/api/accounts' }],
		refusal: REFUSAL,
	}),
	...plainRead('getBilling', '/api/accounts/me/billing', {
		paymentMethod: 'visa **** 4242',
		billingEmail: null,
	}),
];

const invoices: ContractCase[] = [
	about({
		operation: 'getInvoices',
		size: 'smallest',
		title: 'as many as the limit',
		source: 'ultravox.md §1.1 (no total, at most 100 a page)',
		parameters: { limit: 5 },
		answers: [answer(200, { results: [invoice], next: null, previous: null })],
		requests: [{ method: 'GET', path: INVOICES, query: { pageSize: '5' } }],
		items: [invoice],
	}),
	about({
		operation: 'getInvoices',
		size: 'full',
		title: 'all pages of a list without a total',
		source: 'ultravox.md §1.1 (no total, at most 100 a page)',
		parameters: { returnAll: true },
		answers: [results([invoice], 'cD0y'), answer(200, { results: [invoice], next: null })],
		requests: [
			{ method: 'GET', path: INVOICES, query: { pageSize: '100' } },
			{ method: 'GET', path: INVOICES, query: { pageSize: '100', cursor: 'cD0y' } },
		],
		items: [invoice, invoice],
	}),
	about({
		operation: 'getInvoices',
		size: 'bad',
		title: 'half an invoice',
		parameters: { limit: '={{ 0.5 }}' },
		requests: [],
		refusal: /'Limit' is 0\.5, and has to be 1 or more/,
	}),
];

const usages: ContractCase[] = [
	about({
		operation: 'getUsage',
		size: 'smallest',
		title: 'of the billing month',
		parameters: {},
		answers: [answer(200, usage)],
		requests: [{ method: 'GET', path: USAGE }],
		items: [usage],
	}),
	about({
		operation: 'getUsage',
		size: 'full',
		title: 'of 90 days; of times the dates alone go out',
		parameters: { filters: { fromDate: '2026-09-01T14:00:00', toDate: '2026-11-30' } },
		answers: [answer(200, usage)],
		requests: [
			{ method: 'GET', path: USAGE, query: { fromDate: '2026-09-01', toDate: '2026-11-30' } },
		],
	}),
	about({
		operation: 'getUsage',
		size: 'bad',
		title: 'more than 90 days',
		parameters: { filters: { fromDate: '2026-08-01', toDate: '2026-11-30' } },
		requests: [],
		refusal: /'To Date' is 121 days after 'From Date', and may be 90/,
	}),
	about({
		operation: 'getUsage',
		size: 'more',
		title: 'the last day does not count, so that one day is no span',
		parameters: { filters: { fromDate: '2026-11-20', toDate: '2026-11-20' } },
		requests: [],
		refusal: /'To Date' has to be later than 'From Date'/,
	}),
	about({
		operation: 'getUsage',
		size: 'more',
		title: 'a day in words',
		parameters: { filters: { fromDate: '={{ "yesterday" }}' } },
		requests: [],
		refusal: /'From Date' is not a date: 'yesterday'/,
	}),
	about({
		operation: 'getCallUsage',
		size: 'smallest',
		title: 'of all calls',
		parameters: {},
		answers: [answer(200, callUsage)],
		requests: [{ method: 'GET', path: CALLS }],
		items: [callUsage],
	}),
	about({
		operation: 'getCallUsage',
		size: 'full',
		title: 'with every filter of calls',
		source: 'ultravox.md §2.3, §7.5',
		parameters: {
			filters: {
				agentIds: `${AGENT}, ${VOICE}`,
				fromDate: '2026-11-01T00:00:00Z',
				toDate: '2026-11-20T12:00:00+01:00',
				timeOfDayStart: '08:00',
				timeOfDayEnd: '18:30:00',
				durationMin: '30',
				durationMax: '300s',
				metadata: { values: [{ key: 'campaign', value: 'winter' }] },
				search: 'refund',
				voiceId: byId(VOICE),
			},
		},
		answers: [answer(200, callUsage)],
		requests: [
			{
				method: 'GET',
				path: CALLS,
				query: {
					agentIds: [AGENT, VOICE],
					fromDate: '2026-11-01T00:00:00.000Z',
					toDate: '2026-11-20T11:00:00.000Z',
					timeOfDayStart: '08:00:00',
					timeOfDayEnd: '18:30:00',
					durationMin: '30s',
					durationMax: '300s',
					'metadata.campaign': 'winter',
					search: 'refund',
					voiceId: VOICE,
				},
			},
		],
	}),
	about({
		operation: 'getCallUsage',
		size: 'bad',
		title: 'an agent by name',
		source: 'ultravox.md §1 (ids are UUIDs)',
		parameters: { filters: { agentIds: 'Anna' } },
		requests: [],
		refusal: /'Agent IDs' has .*'anna'/i,
	}),
	about({
		operation: 'getConcurrency',
		size: 'smallest',
		title: 'of the last 24 hours',
		parameters: {},
		answers: [answer(200, concurrency)],
		requests: [{ method: 'GET', path: CONCURRENCY }],
		items: [concurrency],
	}),
	about({
		operation: 'getConcurrency',
		size: 'full',
		title: 'of a span of time, in steps of five minutes',
		parameters: {
			options: { bucket: '5min', start: '2026-11-19T00:00:00Z', end: '2026-11-20T00:00:00Z' },
		},
		answers: [answer(200, concurrency)],
		requests: [
			{
				method: 'GET',
				path: CONCURRENCY,
				query: {
					bucket: '5min',
					start: '2026-11-19T00:00:00.000Z',
					end: '2026-11-20T00:00:00.000Z',
				},
			},
		],
	}),
	about({
		operation: 'getConcurrency',
		size: 'bad',
		title: 'it ends before it begins',
		parameters: { options: { start: '2026-11-20T00:00:00Z', end: '2026-11-19T00:00:00Z' } },
		requests: [],
		refusal: /'End' has to be later than 'Start'/,
	}),
];

export const accountCases: ContractCase[] = [
	...accounts,
	...invoices,
	...usages,
	...accountKeyCases,
];

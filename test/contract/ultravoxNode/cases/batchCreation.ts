import type { Case } from '../support/batch';
import type { IDataObject } from 'n8n-workflow';
import type { ContractCase, ExpectedRequest } from '../../operations/contractCase';
import { answer, byId } from '../../operations/contractCase';
import {
	AGENT,
	OTHER_AGENT,
	PATH,
	SECRET,
	batch,
	item,
	one,
	call,
	plivoTo,
	fromItems,
} from '../support/batch';

const create = (rest: Omit<Case, 'operation'>) => one({ ...rest, operation: 'create' });

const posts = (body: IDataObject): ExpectedRequest => ({ method: 'POST', path: PATH, body });

/** A batch is made of the items. */
export const batchCreationCases: ContractCase[] = [
	create({
		size: 'smallest',
		title: 'P2.9 one item, one call that Plivo dials at once',
		parameters: call,
		answers: [answer(201, batch())],
		requests: [posts({ calls: [plivoTo('+14155550123')] })],
		items: [item()],
	}),
	create({
		size: 'full',
		title:
			'P2.9 three items, one batch: window, throttle, paused; each call with its own number, metadata and context',
		parameters: {
			...fromItems,
			defaultCountry: 'US',
			batchOptions: {
				windowStart: '2026-11-21T09:00:00+01:00',
				windowEnd: '2026-11-21T17:00:00Z',
				throttle: byId('evening-reminders'),
				paused: true,
			},
		},
		input: { phone: '(415) 555-0123', name: 'Anna', id: 'c1' },
		furtherInput: [
			{ phone: '+14155550124', name: 'Ben', id: 'c2' },
			{ phone: '+442071838750', name: 'Cleo', id: 'c3' },
		],
		answers: [answer(201, batch({ totalCount: 3, paused: true, webhookSecret: SECRET }))],
		requests: [
			posts({
				windowStart: '2026-11-21T08:00:00.000Z',
				windowEnd: '2026-11-21T17:00:00.000Z',
				throttle: 'evening-reminders',
				paused: true,
				calls: [
					['+14155550123', 'Anna', 'c1'],
					['+14155550124', 'Ben', 'c2'],
					['+442071838750', 'Cleo', 'c3'],
				].map(([to = '', name, customer]) => ({
					...plivoTo(to),
					templateContext: { user: { name } },
					metadata: { customer },
				})),
			}),
		],
		items: [item({ totalCount: 3, paused: true })],
	}),
	create({
		size: 'more',
		title: 'P2.9 calls that somebody else connects need an address, which is told with a secret',
		parameters: {
			agent: byId(AGENT),
			medium: 'twilio',
			direction: 'incoming',
			batchOptions: { webhookUrl: 'https://example.com/connect', webhookSecret: SECRET },
		},
		answers: [answer(201, batch({ webhookUrl: 'https://example.com/connect', note: SECRET }))],
		requests: [
			posts({
				webhookUrl: 'https://example.com/connect',
				webhookSecret: SECRET,
				calls: [{ medium: { twilio: {} } }],
			}),
		],
		items: [item({ webhookUrl: 'https://example.com/connect', note: '[removed]' })],
	}),
	create({
		size: 'bad',
		title: 'P2.9 who stands there twice would be rung twice: the numbers are named',
		parameters: { ...fromItems, defaultCountry: 'US' },
		input: { phone: '(415) 555-0123', name: 'Anna', id: 'c1' },
		furtherInput: [
			{ phone: '+14155550124', name: 'Ben', id: 'c2' },
			{ phone: '+1 415 555 0123', name: 'Anna', id: 'c3' },
		],
		requests: [],
		refusal: /Some would be called more than once: \+14155550123 \(items 1, 3\)/,
		hint: /Remove Duplicates/,
	}),
	create({
		size: 'more',
		title: 'P2.9 what is wrong with one item says with which',
		parameters: fromItems,
		input: { phone: '+14155550123', name: 'Anna', id: 'c1' },
		furtherInput: [{ phone: 'call me', name: 'Ben', id: 'c2' }],
		requests: [],
		refusal: /^Item 2: 'To': .*letters/,
	}),
	create({
		size: 'more',
		title: "P2.9 '<' would ring several phones",
		parameters: { ...call, to: '+14155550123<+14155550124' },
		requests: [],
		refusal: /^'To' contains '<', which would ring several phones/,
	}),
	create({
		size: 'more',
		title: 'P2.9 items of two agents are no batch',
		parameters: { ...fromItems, agent: byId('={{ $json.agent }}') },
		input: { phone: '+14155550123', agent: AGENT },
		furtherInput: [{ phone: '+14155550124', agent: OTHER_AGENT }],
		requests: [],
		refusal: /Items 1 and 2 have different agents/,
	}),
	create({
		size: 'more',
		title: 'P2.9 an address where all calls are dialed is refused by Ultravox, and here before',
		parameters: { ...call, batchOptions: { webhookUrl: 'https://example.com/connect' } },
		requests: [],
		refusal: /'Webhook URL' has to be empty/,
	}),
	create({
		size: 'more',
		title: 'P2.9 no address where somebody has to connect the calls',
		parameters: { agent: byId(AGENT), medium: 'plivo', direction: 'incoming' },
		requests: [],
		refusal: /'Webhook URL' is empty/,
	}),
	create({
		size: 'more',
		title: 'an address of more than 200 characters',
		parameters: {
			agent: byId(AGENT),
			direction: 'incoming',
			batchOptions: { webhookUrl: `https://example.com/${'x'.repeat(181)}` },
		},
		requests: [],
		refusal: /'Webhook URL' has 201 characters, and may have 200/,
	}),
	create({
		size: 'more',
		title: 'P2.9 a window that ends before it begins',
		parameters: {
			...call,
			batchOptions: { windowStart: '2026-11-21T17:00:00Z', windowEnd: '2026-11-21T09:00:00Z' },
		},
		requests: [],
		refusal: /'Window End' is not after 'Window Start'/,
	}),
	...[402, 403].map((status) =>
		create({
			size: 'more',
			title: `P2.9 the plan has no scheduler (${status})`,
			parameters: call,
			answers: [answer(status, { detail: 'Your plan does not include the scheduler.' })],
			requests: [posts({ calls: [plivoTo('+14155550123')] })],
			refusal:
				/Ultravox schedules no calls for this account: .*Your plan does not include the scheduler/,
			hint: new RegExp(`part of some Ultravox plans only.*HTTP status ${status}`),
		}),
	),
	create({
		size: 'more',
		title: 'P2.9 a window that is too short, in the words of Ultravox',
		parameters: { ...call, batchOptions: { windowEnd: '2026-11-21T17:00:00Z' } },
		answers: [answer(400, { windowEnd: ['The window must last at least 120s.'] })],
		requests: [posts({ windowEnd: '2026-11-21T17:00:00.000Z', calls: [plivoTo('+14155550123')] })],
		refusal: /windowEnd: The window must last at least 120s/,
	}),
	...[500, 429].map((status) =>
		create({
			size: 'more',
			title: `what can ring phones is sent once, whatever comes back (${status})`,
			source: 'ultravox.md §1.3',
			parameters: call,
			answers: [answer(status)],
			requests: [posts({ calls: [plivoTo('+14155550123')] })],
			refusal: /Ultravox/,
		}),
	),
];

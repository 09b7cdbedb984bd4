import type { ContractCase } from '../../operations/contractCase';
import { answer, byId } from '../../operations/contractCase';
import { LIST, PATH, list, updated, read } from '../support/ipAccessList';

/** Single addresses come and go. */
export const ipAccessListAddressCases: ContractCase[] = [
	...(['create', 'addAddress'] as const).map((operation): ContractCase => ({
		resource: 'ipAccessList',
		operation,
		size: 'more',
		title: 'T1.2 all addresses in two halves',
		source: 'peers.md T1.2',
		parameters: {
			...(operation === 'create' ? {} : { ipAccessList: byId(LIST) }),
			ipAddresses: '0.0.0.0/1, 128.0.0.0/1',
		},
		requests: [],
		refusal: /'IP Addresses' has entries that together let everybody in/,
	})),
	...[
		['addAddress', { api_id: 'a1', ipacl_uuid: LIST, name: 'LiveKit' }],
		['addAddress', { api_id: 'a1', ...list(), ip_addresses: [{ ip: '203.0.113.7' }] }],
		['removeAddress', { api_id: 'a1', ...list(), ip_addresses: '203.0.113.7' }],
	].map(([operation, told]): ContractCase => ({
		resource: 'ipAccessList',
		operation: String(operation),
		size: 'more',
		title: `a list whose addresses are not told as texts is not written back: ${JSON.stringify(told)}`,
		source: 'plivo.md §2.2 (replaces the whole list)',
		parameters: { ipAccessList: byId(LIST), ipAddresses: '203.0.113.8' },
		answers: [answer(200, told)],
		requests: [{ method: 'GET', path: PATH }],
		refusal: /Plivo did not tell the addresses of the IP access list, so nothing was changed/,
	})),
	{
		resource: 'ipAccessList',
		operation: 'addAddress',
		size: 'more',
		title: 'T1.2 a very wide range is added, with a warning',
		source: 'peers.md T1.2',
		parameters: { ipAccessList: byId(LIST), ipAddresses: '64.0.0.0/7' },
		answers: [read('203.0.113.7'), updated],
		requests: [
			{ method: 'GET', path: PATH },
			{ method: 'POST', path: PATH, body: { ip_addresses: ['203.0.113.7', '64.0.0.0/7'] } },
		],
		items: [
			{
				...list('203.0.113.7', '64.0.0.0/7'),
				changed: true,
				message: 'IP access control list updated.',
				hint: expect.stringMatching(/lets very many addresses in/) as string,
			},
		],
	},
	...[
		[['203.0.113.0/24', '203.0.113.7'], true],
		[['203.0.113.0/24'], false],
	].map(([before, changed]): ContractCase => ({
		resource: 'ipAccessList',
		operation: 'removeAddress',
		size: 'more',
		title: `T1.2 an address inside a range that stays is still let in, ${changed ? '' : 'not '}taken out`,
		source: 'plivo.md §2.2, peers.md T1.2',
		parameters: { ipAccessList: byId(LIST), ipAddresses: '203.0.113.7' },
		answers: [read(...(before as string[])), updated],
		requests: [
			{ method: 'GET', path: PATH },
			...(changed
				? [{ method: 'POST' as const, path: PATH, body: { ip_addresses: ['203.0.113.0/24'] } }]
				: []),
		],
		items: [
			{
				...list('203.0.113.0/24'),
				changed,
				message: changed ? 'IP access control list updated.' : null,
				hint: '203.0.113.7 is still let in: it is inside 203.0.113.0/24',
			},
		],
	})),
	{
		resource: 'ipAccessList',
		operation: 'addAddress',
		size: 'smallest',
		title: 'what is there is read, and goes along',
		source: 'plivo.md §2.2 (GET, merge, POST the full list)',
		parameters: { ipAccessList: byId(LIST), ipAddresses: '203.0.113.8' },
		answers: [read('203.0.113.7'), updated],
		requests: [
			{ method: 'GET', path: PATH },
			{ method: 'POST', path: PATH, body: { ip_addresses: ['203.0.113.7', '203.0.113.8'] } },
		],
		items: [
			{
				...list('203.0.113.7', '203.0.113.8'),
				changed: true,
				message: 'IP access control list updated.',
			},
		],
	},
	{
		resource: 'ipAccessList',
		operation: 'addAddress',
		size: 'full',
		title: 'several, of which one is there already in another form; the list comes in a wrapper',
		source: 'plivo.md §2.2, §2.4',
		parameters: {
			ipAccessList: byId(LIST),
			ipAddresses: '203.0.113.7/32, 198.51.100.0/28, 2001:db8::1',
		},
		answers: [answer(200, { api_id: 'a1', object: list('203.0.113.7') }), updated],
		requests: [
			{ method: 'GET', path: PATH },
			{
				method: 'POST',
				path: PATH,
				body: { ip_addresses: ['203.0.113.7', '198.51.100.0/28', '2001:db8::1'] },
			},
		],
		items: [
			{
				...list('203.0.113.7', '198.51.100.0/28', '2001:db8::1'),
				changed: true,
				message: 'IP access control list updated.',
			},
		],
	},
	{
		resource: 'ipAccessList',
		operation: 'addAddress',
		size: 'bad',
		title: 'T1.2 a range of all addresses',
		source: 'peers.md T1.2',
		parameters: { ipAccessList: byId(LIST), ipAddresses: '0.0.0.0/0' },
		requests: [],
		refusal: /'IP Addresses' has an entry that lets everybody in/,
	},
	{
		resource: 'ipAccessList',
		operation: 'addAddress',
		size: 'more',
		title: 'one that is there already: nothing is written, and the item says so',
		source: 'plivo.md §2.2',
		parameters: { ipAccessList: byId(LIST), ipAddresses: '203.0.113.7' },
		answers: [read('203.0.113.7/32')],
		requests: [{ method: 'GET', path: PATH }],
		items: [{ ...list('203.0.113.7/32'), changed: false, message: null }],
	},
	{
		resource: 'ipAccessList',
		operation: 'removeAddress',
		size: 'smallest',
		title: 'the others are read, and written back',
		source: 'plivo.md §2.2',
		parameters: { ipAccessList: byId(LIST), ipAddresses: '203.0.113.7' },
		answers: [read('203.0.113.7/32', '203.0.113.8'), updated],
		requests: [
			{ method: 'GET', path: PATH },
			{ method: 'POST', path: PATH, body: { ip_addresses: ['203.0.113.8'] } },
		],
		items: [{ ...list('203.0.113.8'), changed: true, message: 'IP access control list updated.' }],
	},
	{
		resource: 'ipAccessList',
		operation: 'removeAddress',
		size: 'full',
		title: 'several at once, among them one that is not there',
		source: 'plivo.md §2.2',
		parameters: {
			ipAccessList: byId(LIST),
			ipAddresses: '203.0.113.7, 198.51.100.1, 2001:DB8::1',
		},
		answers: [read('203.0.113.7', '203.0.113.8', '2001:db8::1'), updated],
		requests: [
			{ method: 'GET', path: PATH },
			{ method: 'POST', path: PATH, body: { ip_addresses: ['203.0.113.8'] } },
		],
		items: [{ ...list('203.0.113.8'), changed: true, message: 'IP access control list updated.' }],
	},
	{
		resource: 'ipAccessList',
		operation: 'removeAddress',
		size: 'bad',
		title: 'the last one: Plivo keeps no empty list',
		source: 'plivo.md §2.2 (required)',
		parameters: { ipAccessList: byId(LIST), ipAddresses: '203.0.113.7' },
		answers: [read('203.0.113.7')],
		requests: [{ method: 'GET', path: PATH }],
		refusal: /'IP Addresses' holds every address of the list, and Plivo keeps no empty list/,
		hint: /Add another address first, or delete the list/,
	},
	{
		resource: 'ipAccessList',
		operation: 'removeAddress',
		size: 'more',
		title: 'one that is not there: nothing is written, and the item says so',
		source: 'plivo.md §2.2',
		parameters: { ipAccessList: byId(LIST), ipAddresses: '203.0.113.9' },
		answers: [read('203.0.113.7')],
		requests: [{ method: 'GET', path: PATH }],
		items: [{ ...list('203.0.113.7'), changed: false, message: null }],
	},
];

import type { IDataObject } from 'n8n-workflow';
import type { ContractCase, ExpectedRequest } from '../../operations/contractCase';
import { answer, byId } from '../../operations/contractCase';
import { LIST, PATH, list, updated, read } from '../support/ipAccessList';

const reads: ExpectedRequest = { method: 'GET', path: PATH };

/** The whole list goes back. */
const writes = (...ip_addresses: string[]): ExpectedRequest => ({
	method: 'POST',
	path: PATH,
	body: { ip_addresses },
});

/** The item after the list was written. */
const written = (...addresses: string[]): IDataObject => ({
	...list(...addresses),
	changed: true,
	message: 'IP access control list updated.',
});

type Case = Omit<ContractCase, 'resource' | 'operation' | 'source' | 'parameters'> & {
	source?: string;
	ipAddresses: string;
};

/** Of the list of these cases. */
const of =
	(operation: 'addAddress' | 'removeAddress') =>
	({ ipAddresses, ...rest }: Case): ContractCase => ({
		source: 'plivo.md §2.2',
		...rest,
		resource: 'ipAccessList',
		operation,
		parameters: { ipAccessList: byId(LIST), ipAddresses },
	});
const adds = of('addAddress');
const removes = of('removeAddress');

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
	...(
		[
			[adds, { api_id: 'a1', ipacl_uuid: LIST, name: 'LiveKit' }],
			[adds, { api_id: 'a1', ...list(), ip_addresses: [{ ip: '203.0.113.7' }] }],
			[removes, { api_id: 'a1', ...list(), ip_addresses: '203.0.113.7' }],
		] as const
	).map(([changes, told]) =>
		changes({
			size: 'more',
			title: `a list whose addresses are not told as texts is not written back: ${JSON.stringify(told)}`,
			source: 'plivo.md §2.2 (replaces the whole list)',
			ipAddresses: '203.0.113.8',
			answers: [answer(200, told)],
			requests: [reads],
			refusal: /Plivo did not tell the addresses of the IP access list, so nothing was changed/,
		}),
	),
	adds({
		size: 'more',
		title: 'T1.2 a very wide range is added, with a warning',
		source: 'peers.md T1.2',
		ipAddresses: '64.0.0.0/7',
		answers: [read('203.0.113.7'), updated],
		requests: [reads, writes('203.0.113.7', '64.0.0.0/7')],
		items: [
			{
				...written('203.0.113.7', '64.0.0.0/7'),
				hint: expect.stringMatching(/lets very many addresses in/) as string,
			},
		],
	}),
	removes({
		size: 'more',
		title: 'T1.2 an address inside a range that stays is still let in, taken out',
		source: 'plivo.md §2.2, peers.md T1.2',
		ipAddresses: '203.0.113.7',
		answers: [read('203.0.113.0/24', '203.0.113.7'), updated],
		requests: [reads, writes('203.0.113.0/24')],
		items: [
			{
				...written('203.0.113.0/24'),
				hint: '203.0.113.7 is still let in: it is inside 203.0.113.0/24',
			},
		],
	}),
	removes({
		size: 'more',
		title: 'T1.2 an address inside a range that stays is still let in, not taken out',
		source: 'plivo.md §2.2, peers.md T1.2',
		ipAddresses: '203.0.113.7',
		answers: [read('203.0.113.0/24'), updated],
		requests: [reads],
		items: [
			{
				...list('203.0.113.0/24'),
				changed: false,
				message: null,
				hint: '203.0.113.7 is still let in: it is inside 203.0.113.0/24',
			},
		],
	}),
	adds({
		size: 'smallest',
		title: 'what is there is read, and goes along',
		source: 'plivo.md §2.2 (GET, merge, POST the full list)',
		ipAddresses: '203.0.113.8',
		answers: [read('203.0.113.7'), updated],
		requests: [reads, writes('203.0.113.7', '203.0.113.8')],
		items: [written('203.0.113.7', '203.0.113.8')],
	}),
	adds({
		size: 'full',
		title: 'several, of which one is there already in another form; the list comes in a wrapper',
		source: 'plivo.md §2.2, §2.4',
		ipAddresses: '203.0.113.7/32, 198.51.100.0/28, 2001:db8::1',
		answers: [answer(200, { api_id: 'a1', object: list('203.0.113.7') }), updated],
		requests: [reads, writes('203.0.113.7', '198.51.100.0/28', '2001:db8::1')],
		items: [written('203.0.113.7', '198.51.100.0/28', '2001:db8::1')],
	}),
	adds({
		size: 'bad',
		title: 'T1.2 a range of all addresses',
		source: 'peers.md T1.2',
		ipAddresses: '0.0.0.0/0',
		requests: [],
		refusal: /'IP Addresses' has an entry that lets everybody in/,
	}),
	adds({
		size: 'more',
		title: 'one that is there already: nothing is written, and the item says so',
		ipAddresses: '203.0.113.7',
		answers: [read('203.0.113.7/32')],
		requests: [reads],
		items: [{ ...list('203.0.113.7/32'), changed: false, message: null }],
	}),
	removes({
		size: 'smallest',
		title: 'the others are read, and written back',
		ipAddresses: '203.0.113.7',
		answers: [read('203.0.113.7/32', '203.0.113.8'), updated],
		requests: [reads, writes('203.0.113.8')],
		items: [written('203.0.113.8')],
	}),
	removes({
		size: 'full',
		title: 'several at once, among them one that is not there',
		ipAddresses: '203.0.113.7, 198.51.100.1, 2001:DB8::1',
		answers: [read('203.0.113.7', '203.0.113.8', '2001:db8::1'), updated],
		requests: [reads, writes('203.0.113.8')],
		items: [written('203.0.113.8')],
	}),
	removes({
		size: 'bad',
		title: 'the last one: Plivo keeps no empty list',
		source: 'plivo.md §2.2 (required)',
		ipAddresses: '203.0.113.7',
		answers: [read('203.0.113.7')],
		requests: [reads],
		refusal: /'IP Addresses' holds every address of the list, and Plivo keeps no empty list/,
		hint: /Add another address first, or delete the list/,
	}),
	removes({
		size: 'more',
		title: 'one that is not there: nothing is written, and the item says so',
		ipAddresses: '203.0.113.9',
		answers: [read('203.0.113.7')],
		requests: [reads],
		items: [{ ...list('203.0.113.7'), changed: false, message: null }],
	}),
];

import type { IDataObject } from 'n8n-workflow';
import type { ContractCase } from '../../operations/contractCase';
import { answer, byId, nothingToChange } from '../../operations/contractCase';

const PATH = '/api/sip';
const ANNA = '5b40a428-bfc7-4daf-9d06-726c558bf3b8';
const BEN = '06ecae31-4bf8-40b9-ac62-e902418e9935';
const SECRET = 'sip-secret-of-the-test';

const config = (fields: IDataObject = {}): IDataObject => ({
	domain: 'acme.sip.ultravox.ai',
	allowedCidrRanges: [],
	allowAllAgents: false,
	allowedAgents: [],
	fallbackHandler: null,
	...fields,
});
const agents = (...rows: Array<[string, string?]>) => ({
	values: rows.map(([id, toUserPattern = '']) => ({ agentId: byId(id), toUserPattern })),
});

type Case = Omit<ContractCase, 'resource' | 'source'> & { source?: string };
const one = (rest: Case): ContractCase => ({
	source: 'ultravox.md §5.4, ultravox-openapi.yaml SipConfig',
	...rest,
	resource: 'sip',
});
const update = (rest: Omit<Case, 'operation'>) =>
	one({ ...rest, operation: 'updateConfiguration' });

export const sipCases: ContractCase[] = [
	one({
		operation: 'getConfiguration',
		size: 'smallest',
		title: 'domain and allowances',
		parameters: {},
		answers: [answer(200, config())],
		requests: [{ method: 'GET', path: PATH }],
		items: [config()],
	}),
	one({
		operation: 'getConfiguration',
		size: 'full',
		title: 'secrets of the fallback handler are not shown; a failed read is repeated',
		parameters: {},
		answers: [
			answer(500),
			answer(
				200,
				config({
					allowedAgents: [{ agentId: ANNA, toUserPattern: '^anna$' }],
					fallbackHandler: { url: 'https://example.com/sip', secrets: [SECRET] },
				}),
			),
		],
		requests: Array(2).fill({ method: 'GET', path: PATH }),
		items: [
			config({
				allowedAgents: [{ agentId: ANNA, toUserPattern: '^anna$' }],
				fallbackHandler: { url: 'https://example.com/sip' },
			}),
		],
	}),
	one({
		operation: 'getConfiguration',
		size: 'bad',
		title: 'SIP is not enabled for the account',
		parameters: {},
		answers: [answer(403, { detail: 'SIP is not enabled.' })],
		requests: [{ method: 'GET', path: PATH }],
		refusal: /Ultravox does not allow this: SIP is not enabled\./,
	}),
	update({
		size: 'smallest',
		title: 'all agents, nothing else',
		parameters: { updateFields: { allowAllAgents: true } },
		answers: [answer(200, config({ allowAllAgents: true }))],
		requests: [{ method: 'PATCH', path: PATH, body: { allowAllAgents: true } }],
		items: [config({ allowAllAgents: true })],
	}),
	update({
		size: 'full',
		title: 'ranges, agents in their order, who decides about the rest',
		parameters: {
			updateFields: {
				allowAllAgents: false,
				allowedCidrRanges: '203.0.113.7, 203.0.113.16/28\n203.0.113.7/32',
				allowedAgents: agents([ANNA, '^anna$'], [BEN]),
				fallbackHandler: {
					values: {
						url: 'https://example.com/sip',
						secrets: { values: [{ secret: SECRET }] },
					},
				},
			},
		},
		answers: [
			answer(
				200,
				config({
					allowedCidrRanges: ['203.0.113.7/32', '203.0.113.16/28'],
					allowedAgents: [
						{ agentId: ANNA, toUserPattern: '^anna$' },
						{ agentId: BEN, toUserPattern: `^agent_${BEN}$` },
					],
					fallbackHandler: { url: 'https://example.com/sip', secrets: [SECRET] },
				}),
			),
		],
		requests: [
			{
				method: 'PATCH',
				path: PATH,
				body: {
					allowAllAgents: false,
					allowedCidrRanges: ['203.0.113.7/32', '203.0.113.16/28'],
					allowedAgents: [{ agentId: ANNA, toUserPattern: '^anna$' }, { agentId: BEN }],
					fallbackHandler: { url: 'https://example.com/sip', secrets: [SECRET] },
				},
			},
		],
		items: [
			config({
				allowedCidrRanges: ['203.0.113.7/32', '203.0.113.16/28'],
				allowedAgents: [
					{ agentId: ANNA, toUserPattern: '^anna$' },
					{ agentId: BEN, toUserPattern: `^agent_${BEN}$` },
				],
				fallbackHandler: { url: 'https://example.com/sip' },
			}),
		],
	}),
	update({
		size: 'more',
		title: 'what was added and left empty is taken away',
		parameters: {
			updateFields: { allowedCidrRanges: '', allowedAgents: {}, removeFallbackHandler: true },
		},
		answers: [answer(200, config())],
		requests: [
			{
				method: 'PATCH',
				path: PATH,
				body: { allowedCidrRanges: [], allowedAgents: [], fallbackHandler: null },
			},
		],
		items: [config()],
	}),
	update({
		size: 'bad',
		title: 'an entry that is no range',
		parameters: { updateFields: { allowedCidrRanges: '203.0.113.7, 2001:db8::/32' } },
		requests: [],
		refusal: /'Allowed IP Ranges' has an entry that is no range of addresses: '2001:db8::'/,
	}),
	update({
		size: 'more',
		title: 'a number of bits that no range has',
		parameters: { updateFields: { allowedCidrRanges: '203.0.113.0/33' } },
		requests: [],
		refusal: /'203\.0\.113\.0\/33'/,
	}),
	update({
		size: 'more',
		title: 'more agents than Ultravox takes',
		parameters: {
			updateFields: { allowedAgents: agents(...Array<[string]>(21).fill([ANNA])) },
		},
		requests: [],
		refusal: /'Allowed Agents' has 21 agents, and may have 20/,
	}),
	update({
		size: 'more',
		title: 'a row without an agent',
		parameters: { updateFields: { allowedAgents: agents(['', '^anna$']) } },
		requests: [],
		refusal: /'Agent' is empty/,
	}),
	update({
		size: 'more',
		title: 'a fallback handler that is set and removed',
		parameters: {
			updateFields: {
				removeFallbackHandler: true,
				fallbackHandler: { values: { url: 'https://example.com/sip' } },
			},
		},
		requests: [],
		refusal: /'Remove Fallback Handler' does not go with 'Fallback Handler'/,
	}),
	update({
		size: 'more',
		title: 'eleven secrets',
		parameters: {
			updateFields: {
				fallbackHandler: {
					values: {
						url: 'https://example.com/sip',
						secrets: { values: Array(11).fill({ secret: SECRET }) },
					},
				},
			},
		},
		requests: [],
		refusal: /'Secrets' are 11, and may be 10/,
	}),
	update({
		size: 'more',
		parameters: {},
		...nothingToChange,
	}),
];

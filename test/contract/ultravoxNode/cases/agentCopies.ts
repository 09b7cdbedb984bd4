import type { ContractCase } from '../../operations/contractCase';
import { answer, byId } from '../../operations/contractCase';
import { agent, AGENT_ID, PATH, rows, TOOL_ID, writable } from './agentObjects';

const SHARED = 'a-shared-secret-of-24-ch';
const TOKEN = 'a-token-for-the-tool';
const NEW_ID = '7d1f4c1e-0000-4000-8000-000000000001';

export const agentCopyCases: ContractCase[] = [
	{
		resource: 'agent',
		operation: 'duplicate',
		size: 'smallest',
		title: 'all that can be read is copied, and the item says what could not be',
		source: 'ultravox.md §4.1 (write-only parts)',
		parameters: { agent: byId(AGENT_ID), name: 'Evening' },
		answers: [answer(200, agent), answer(201, { ...agent, agentId: NEW_ID, name: 'Evening' })],
		requests: [
			{ method: 'GET', path: `${PATH}/${AGENT_ID}` },
			{ method: 'POST', path: PATH, body: { name: 'Evening', callTemplate: writable } },
		],
		items: [
			{
				...agent,
				agentId: NEW_ID,
				name: 'Evening',
				copiedFrom: AGENT_ID,
				notCopied: ['sharedSecrets', 'selectedTools.authTokens'],
			},
		],
	},
	{
		resource: 'agent',
		operation: 'duplicate',
		size: 'full',
		title: 'secrets and tokens are given again',
		source: 'ultravox.md §4.1, §7.1',
		parameters: {
			agent: byId(AGENT_ID),
			name: 'Evening',
			additionalFields: {
				sharedSecrets: rows({ secret: SHARED }),
				toolAuthTokens: rows(
					{ tool: 'book', requirement: 'apiKey', token: TOKEN },
					{ tool: 'book', requirement: 'login', token: `${TOKEN}-2` },
					{ tool: 'hangUp', requirement: 'any', token: TOKEN },
				),
			},
		},
		answers: [answer(200, agent), answer(201, { ...agent, agentId: NEW_ID })],
		requests: [
			{ method: 'GET', path: `${PATH}/${AGENT_ID}` },
			{
				method: 'POST',
				path: PATH,
				body: {
					name: 'Evening',
					callTemplate: {
						...writable,
						sharedSecrets: [SHARED],
						selectedTools: [
							{ toolName: 'hangUp', authTokens: { any: TOKEN } },
							{
								toolId: TOOL_ID,
								nameOverride: 'book',
								authTokens: { apiKey: TOKEN, login: `${TOKEN}-2` },
							},
						],
					},
				},
			},
		],
		items: [{ ...agent, agentId: NEW_ID, copiedFrom: AGENT_ID, notCopied: [] }],
	},
	{
		resource: 'agent',
		operation: 'duplicate',
		size: 'bad',
		title: 'a token for a tool that the agent does not have: nothing is created',
		source: 'ultravox.md §7.1',
		parameters: {
			agent: byId(AGENT_ID),
			name: 'Evening',
			additionalFields: {
				toolAuthTokens: rows({ tool: 'pay', requirement: 'apiKey', token: TOKEN }),
			},
		},
		answers: [answer(200, agent)],
		requests: [{ method: 'GET', path: `${PATH}/${AGENT_ID}` }],
		refusal: /'Tool' 'pay' is no tool of the agent/,
		hint: /It has: hangUp, book/,
	},
];

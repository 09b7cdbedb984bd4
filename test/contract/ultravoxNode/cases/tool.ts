import type { ContractCase } from '../../operations/contractCase';
import { answer, byId, results, nothingToChange } from '../../operations/contractCase';
import { endedCall, endedContext, without } from '../support/callFixtures';
import { bytesReply } from '../support/rawReplies';
import { http, LOOK_UP, lookUp, ONE_TOOL, requirements, TOOLS } from '../support/toolFixtures';
import { toolCreationCases } from './toolCreation';
import { goneCases } from '../support/deletion';

const tool = byId(LOOK_UP);
const { definition } = lookUp;

type Case = Omit<ContractCase, 'resource' | 'source'> & Partial<ContractCase>;
const about = (one: Case): ContractCase => ({
	resource: 'tool',
	source: 'ultravox.md §7.1',
	...one,
});

const read = { method: 'GET' as const, path: ONE_TOOL };
const put = (body: object) => ({ method: 'PUT' as const, path: ONE_TOOL, body });

const inHeader = [{ name: 'X-Auth', location: 'PARAMETER_LOCATION_HEADER', value: 'never-shown' }];

const reads: ContractCase[] = [
	about({
		operation: 'get',
		size: 'smallest',
		title: 'with its definition, in which no name of a requirement is lost',
		parameters: { tool },
		answers: [answer(200, lookUp)],
		requests: [read],
		items: [lookUp],
	}),
	about({
		operation: 'get',
		size: 'full',
		title: 'the key of the account is taken out of a definition that holds it',
		parameters: { tool: byId(LOOK_UP.toUpperCase()) },
		answers: [
			answer(200, {
				...lookUp,
				definition: {
					...definition,
					description: 'Uses CONTRACT.0123456789abcdef0123456789abcdef',
				},
			}),
		],
		requests: [read],
		items: [{ ...lookUp, definition: { ...definition, description: 'Uses [removed]' } }],
	}),
	about({
		operation: 'get',
		size: 'bad',
		title: 'a name is no ID',
		source: 'ultravox.md §1 (ids are UUIDs)',
		parameters: { tool: byId('={{ "hangUp" }}') },
		requests: [],
		refusal: /'Tool' is not an ID: 'hangUp'/,
	}),
	about({
		operation: 'getMany',
		size: 'smallest',
		title: 'as many as the limit',
		parameters: { limit: 1 },
		answers: [results([lookUp])],
		requests: [{ method: 'GET', path: TOOLS, query: { pageSize: '1' } }],
		items: [lookUp],
	}),
	about({
		operation: 'getMany',
		size: 'full',
		title: 'with every filter; the order is repeated with the cursor',
		source: 'ultravox.md §1.1, §7.1',
		parameters: {
			returnAll: true,
			filters: { ownership: 'private', search: 'customer', sortOrder: 'alphabetic' },
		},
		answers: [results([lookUp], 'cD0y'), results([lookUp])],
		requests: [undefined, 'cD0y'].map((cursor) => ({
			method: 'GET',
			path: TOOLS,
			query: {
				pageSize: '100',
				ownership: 'private',
				search: 'customer',
				sortOrder: 'alphabetic',
				...(cursor === undefined ? {} : { cursor }),
			},
		})),
		items: [lookUp, lookUp],
	}),
	about({
		operation: 'getMany',
		size: 'bad',
		title: 'an order that is none',
		parameters: { filters: { sortOrder: '={{ "name" }}' } },
		requests: [],
		refusal: /'Sort Order' has no choice 'name'/,
	}),
	about({
		operation: 'getHistory',
		size: 'smallest',
		title: 'the calls as everywhere, and how often the tool failed',
		parameters: { tool, limit: 1 },
		answers: [results([{ call: endedCall, errorCount: 2 }])],
		requests: [{ method: 'GET', path: `${ONE_TOOL}/history`, query: { pageSize: '1' } }],
		items: [{ call: endedContext, errorCount: 2 }],
	}),
	about({
		operation: 'getHistory',
		size: 'full',
		title: "all, with Ultravox's own fields, without what opens a call",
		parameters: { tool, returnAll: true, simplify: false },
		answers: [results([{ call: endedCall, errorCount: 0 }])],
		requests: [{ method: 'GET', path: `${ONE_TOOL}/history`, query: { pageSize: '100' } }],
		items: [{ call: endedContext, ultravox: without(endedCall), errorCount: 0 }],
	}),
	about({
		operation: 'getHistory',
		size: 'bad',
		title: 'a tool that is not there',
		source: 'ultravox.md §1.2',
		parameters: { tool },
		answers: [answer(404, { detail: 'Not found.' })],
		requests: [{ method: 'GET', path: `${ONE_TOOL}/history`, query: { pageSize: '50' } }],
		refusal: /Ultravox did not find it: Not found\./,
	}),
];

const changes: ContractCase[] = [
	about({
		operation: 'update',
		size: 'smallest',
		title: 'one field: the rest of the definition goes out as it was read',
		source: 'ultravox.md §7.1 (no PATCH)',
		parameters: { tool, updateFields: { description: 'Finds a customer.' } },
		answers: [answer(200, lookUp), answer(200, lookUp)],
		requests: [
			read,
			put({
				name: 'Look up customer',
				definition: { ...definition, description: 'Finds a customer.' },
			}),
		],
		items: [lookUp],
	}),
	about({
		operation: 'update',
		size: 'full',
		title: 'every kind of field; what has to be met is joined',
		source: 'ultravox.md §7.1 (no PATCH)',
		parameters: {
			tool,
			define: 'fields',
			updateFields: {
				name: 'Find customer',
				description: 'Finds a customer.',
				httpMethod: 'GET',
				modelToolName: 'findCustomer',
				timeout: '10',
				precomputable: true,
				defaultReaction: 'AGENT_REACTION_LISTENS',
				responseText: 'Wait.',
				requiredParameterOverrides: 'id',
				automaticParameters: {
					values: [
						{
							name: 'call',
							location: 'PARAMETER_LOCATION_QUERY',
							knownValue: 'KNOWN_PARAM_CALL_ID',
						},
					],
				},
			},
		},
		answers: [answer(200, lookUp), answer(200, lookUp)],
		requests: [
			read,
			put({
				name: 'Find customer',
				definition: {
					...definition,
					description: 'Finds a customer.',
					http: { ...http, httpMethod: 'GET' },
					modelToolName: 'findCustomer',
					timeout: '10s',
					precomputable: true,
					defaultReaction: 'AGENT_REACTION_LISTENS',
					staticResponse: { responseText: 'Wait.' },
					requirements: { ...requirements, requiredParameterOverrides: ['id'] },
					automaticParameters: [
						{
							name: 'call',
							location: 'PARAMETER_LOCATION_QUERY',
							knownValue: 'KNOWN_PARAM_CALL_ID',
						},
					],
				},
			}),
		],
	}),
	about({
		operation: 'update',
		size: 'more',
		title: 'the whole definition and the name in JSON: nothing is read first',
		parameters: { tool, define: 'json', name: 'Find', definition: JSON.stringify(definition) },
		answers: [answer(200, lookUp)],
		requests: [put({ name: 'Find', definition })],
	}),
	about({
		operation: 'update',
		size: 'more',
		title: 'the whole definition in JSON: the name stays',
		parameters: { tool, define: 'json', definition: JSON.stringify(definition) },
		answers: [answer(200, lookUp), answer(200, lookUp)],
		requests: [read, put({ name: 'Look up customer', definition })],
	}),
	about({
		operation: 'update',
		size: 'more',
		title:
			'what Ultravox shows as null is not sent back, and what it has taken is not checked again',
		source: 'ultravox.md §7.1 (no PATCH)',
		parameters: { tool, updateFields: { description: 'Finds a customer.' } },
		answers: [
			answer(200, {
				...lookUp,
				definition: {
					...definition,
					modelToolName: 'look up',
					http: { baseUrlPattern: 'http://tools.example.com/find', httpMethod: null },
					client: null,
					timeout: null,
					requirements: { httpSecurityOptions: null, requiredParameterOverrides: ['gone'] },
				},
			}),
			answer(200, lookUp),
		],
		requests: [
			read,
			put({
				name: 'Look up customer',
				definition: {
					...Object.fromEntries(Object.entries(definition).filter(([key]) => key !== 'timeout')),
					modelToolName: 'look up',
					http: { baseUrlPattern: 'http://tools.example.com/find' },
					requirements: { requiredParameterOverrides: ['gone'] },
					description: 'Finds a customer.',
				},
			}),
		],
	}),
	about({
		operation: 'update',
		size: 'more',
		title: 'what the user changes is checked',
		parameters: { tool, updateFields: { baseUrlPattern: 'http://tools.example.com/find' } },
		answers: [answer(200, lookUp)],
		requests: [read],
		refusal: /'Base URL Pattern' has to begin with https:/,
	}),
	about({
		operation: 'update',
		size: 'more',
		title: 'U0.3 a refusal that repeats the request does not show what a header has',
		parameters: {
			tool,
			define: 'json',
			name: 'Find',
			definition: JSON.stringify({ ...definition, staticParameters: inHeader }),
		},
		answers: [answer(400, { detail: `Bad: ${JSON.stringify(inHeader)}` })],
		requests: [put({ name: 'Find', definition: { ...definition, staticParameters: inHeader } })],
		refusal: /"value":"\[removed\]"/,
	}),
	about({
		operation: 'update',
		size: 'bad',
		title: 'an address for a tool that has none',
		parameters: { tool, updateFields: { baseUrlPattern: 'https://example.com' } },
		answers: [answer(200, { ...lookUp, definition: { modelToolName: 'x', client: {} } })],
		requests: [read],
		refusal: /'Base URL Pattern' does not go with this tool: it is not reached over HTTP/,
	}),
	about({
		operation: 'update',
		size: 'more',
		parameters: { tool },
		...nothingToChange,
	}),
	...goneCases(about, { parameters: { tool }, path: ONE_TOOL, item: { toolId: LOOK_UP } }),
	about({
		operation: 'delete',
		size: 'bad',
		title: 'a built-in one',
		source: 'ultravox.md §1.2',
		parameters: { tool },
		answers: [answer(403, { detail: 'Public tools cannot be deleted.' })],
		requests: [{ method: 'DELETE', path: ONE_TOOL }],
		refusal: /Public tools cannot be deleted\./,
	}),
];

const TEST = `${ONE_TOOL}/test`;

const tests: ContractCase[] = [
	about({
		operation: 'test',
		size: 'smallest',
		title: 'without parameters: an answer in words',
		parameters: { tool },
		answers: [bytesReply(200, 'text/plain', 'It is sunny.')],
		requests: [{ method: 'POST', path: TEST }],
		items: [
			{ toolId: LOOK_UP, statusCode: 200, contentType: 'text/plain', response: 'It is sunny.' },
		],
	}),
	about({
		operation: 'test',
		size: 'full',
		title: 'with parameters: an answer in JSON',
		parameters: { tool, toolParameters: '{"id":"17","deep":{"a":[1]}}' },
		answers: [answer(202, { found: [{ id: 17 }] })],
		requests: [{ method: 'POST', path: TEST, body: { id: '17', deep: { a: [1] } } }],
		items: [
			{
				toolId: LOOK_UP,
				statusCode: 202,
				contentType: 'application/json',
				response: { found: [{ id: 17 }] },
			},
		],
	}),
	about({
		operation: 'test',
		size: 'bad',
		title: 'parameters that are no object',
		parameters: { tool, toolParameters: '={{ "17" }}' },
		requests: [],
		refusal: /'Parameters' is not a JSON object/,
	}),
	...[429, 503].map((status) =>
		about({
			operation: 'test',
			size: 'more',
			title: `a tool that answers ${status} is not used a second time`,
			source: 'ultravox.md §1.3 (no idempotency key)',
			parameters: { tool },
			answers: [answer(status, { detail: 'Too busy.' })],
			requests: [{ method: 'POST', path: TEST }],
			refusal: /Too busy\./,
		}),
	),
	about({
		operation: 'test',
		size: 'more',
		title: 'an answer of nothing',
		parameters: { tool },
		answers: [answer(204)],
		requests: [{ method: 'POST', path: TEST }],
		items: [
			{
				toolId: LOOK_UP,
				statusCode: 204,
				contentType: expect.anything() as unknown as string,
				response: null,
			},
		],
	}),
];

export const toolCases: ContractCase[] = [...toolCreationCases, ...reads, ...changes, ...tests];

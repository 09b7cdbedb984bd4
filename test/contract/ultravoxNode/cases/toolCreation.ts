import type { ContractCase } from '../../operations/contractCase';
import { answer } from '../../operations/contractCase';
import { multipartForm } from '../support/multipartForm';
import { http, lookUp, TOOLS } from '../support/toolFixtures';

type Case = Omit<ContractCase, 'resource' | 'source' | 'operation'> & Partial<ContractCase>;
const create = (one: Case): ContractCase => ({
	resource: 'tool',
	operation: 'create',
	source: 'ultravox.md §7.1',
	answers: [answer(201, lookUp)],
	...one,
});

const place = (location: string) => `PARAMETER_LOCATION_${location}`;
const form = {
	name: 'Look up customer',
	description: 'Looks up a customer.',
	baseUrlPattern: http.baseUrlPattern,
};
const post = (definition: object, name = 'Look up customer') => [
	{ method: 'POST' as const, path: TOOLS, body: { name, definition } },
];
const smallest = { modelToolName: 'Look_up_customer', description: 'Looks up a customer.' };
const row = (name: string, location = place('PATH')) => ({
	name,
	location,
	required: true,
	schema: '{"type":"string"}',
});
const id = { ...row('id'), schema: { type: 'string' } };

const fromForm: ContractCase[] = [
	create({
		size: 'smallest',
		title: 'from the form: the model knows the tool by its name, as far as it can',
		parameters: form,
		requests: post({ ...smallest, http }),
		items: [lookUp],
	}),
	create({
		size: 'full',
		title: 'from the form, every field',
		parameters: {
			...form,
			define: 'form',
			implementation: 'http',
			httpMethod: 'PUT',
			dynamicParameters: {
				values: [
					row('id'),
					{ name: 'note', location: place('BODY'), required: false, schema: { type: 'string' } },
				],
			},
			additionalFields: {
				additionalBodyFields: '{"definition":{"staticResponse":{"responseText":"One moment."}}}',
				automaticParameters: {
					values: [
						{ name: 'call', location: place('HEADER'), knownValue: 'KNOWN_PARAM_CALL_ID' },
						{ name: 'state', location: place('BODY'), knownValue: 'KNOWN_PARAM_CALL_STATE' },
					],
				},
				defaultReaction: 'AGENT_REACTION_SPEAKS_ONCE',
				httpSecurityOptions: {
					values: [
						{
							kind: 'headerApiKey',
							requirement: 'apiKey',
							fieldName: 'X-API-Key',
							alternative: 2,
						},
						{ kind: 'httpAuth', requirement: 'bearer', scheme: 'Bearer', alternative: 1 },
						{ kind: 'queryApiKey', requirement: 'app', fieldName: 'app_key', alternative: 1 },
						{ kind: 'ultravoxCallToken', scopes: 'calls, corpora', alternative: 1 },
						{ kind: 'none', alternative: 3 },
					],
				},
				modelToolName: 'look-up_1',
				precomputable: true,
				requiredParameterOverrides: 'note',
				staticParameters: {
					values: [
						{ name: 'source', location: place('QUERY'), valueType: 'text', value: '17' },
						{ name: 'limit', location: place('BODY'), valueType: 'json', value: '17' },
						{ name: 'tags', location: place('BODY'), valueType: 'json', value: '={{ ["a"] }}' },
					],
				},
				timeout: '40',
			},
		},
		requests: post({
			modelToolName: 'look-up_1',
			description: 'Looks up a customer.',
			dynamicParameters: [
				id,
				{ name: 'note', location: place('BODY'), required: false, schema: { type: 'string' } },
			],
			automaticParameters: [
				{ name: 'call', location: place('HEADER'), knownValue: 'KNOWN_PARAM_CALL_ID' },
				{ name: 'state', location: place('BODY'), knownValue: 'KNOWN_PARAM_CALL_STATE' },
			],
			staticParameters: [
				{ name: 'source', location: place('QUERY'), value: '17' },
				{ name: 'limit', location: place('BODY'), value: 17 },
				{ name: 'tags', location: place('BODY'), value: ['a'] },
			],
			requirements: {
				httpSecurityOptions: {
					options: [
						{
							requirements: {
								bearer: { httpAuth: { scheme: 'Bearer' } },
								app: { queryApiKey: { name: 'app_key' } },
							},
							ultravoxCallTokenRequirement: { scopes: ['calls', 'corpora'] },
						},
						{ requirements: { apiKey: { headerApiKey: { name: 'X-API-Key' } } } },
						{ requirements: {} },
					],
				},
				requiredParameterOverrides: ['note'],
			},
			timeout: '40s',
			precomputable: true,
			defaultReaction: 'AGENT_REACTION_SPEAKS_ONCE',
			staticResponse: { responseText: 'One moment.' },
			http: { ...http, httpMethod: 'PUT' },
		}),
	}),
	...['client', 'dataConnection'].map((way) =>
		create({
			size: 'more',
			title: `from the form, ${way}: everything in the body, with a static response`,
			parameters: {
				...form,
				implementation: way,
				dynamicParameters: { values: [row('id', place('BODY'))] },
				additionalFields: { responseText: 'One moment.', timeout: '2.5s' },
			},
			requests: post({
				...smallest,
				dynamicParameters: [{ ...id, location: place('BODY') }],
				staticResponse: { responseText: 'One moment.' },
				timeout: '2.5s',
				[way]: {},
			}),
		}),
	),
];

const faults: Array<[string, ContractCase['parameters'], RegExp]> = [
	[
		'an address without encryption',
		{ baseUrlPattern: 'http://example.com/x' },
		/'Base URL Pattern' has to begin with https:/,
	],
	[
		'an address with a query',
		{ baseUrlPattern: 'https://example.com/x?a=1' },
		/'Base URL Pattern' cannot have a query/,
	],
	[
		'a name that is too long',
		{ name: 'n'.repeat(41) },
		/'Name' has 41 characters, and may have 40/,
	],
	[
		'a name for the model with a blank',
		{ additionalFields: { modelToolName: 'look up' } },
		/'Model Tool Name' has to be 1 to 64 letters, digits, _ and -/,
	],
	[
		'a name of which nothing is left for the model',
		{ name: '客户' },
		/'Model Tool Name' has to be 1 to 64/,
	],
	[
		'more time than Ultravox gives',
		{ additionalFields: { timeout: '41' } },
		/'Timeout' is 41 seconds, and has to be 0 to 40 seconds/,
	],
	[
		'a header for a tool that has none',
		{
			implementation: 'dataConnection',
			dynamicParameters: { values: [row('id', place('HEADER'))] },
		},
		/'Parameters' can only be in the body here, and 'id' is not/,
	],
	[
		'authentication for a tool that is not asked over HTTP',
		{
			implementation: 'client',
			additionalFields: {
				httpSecurityOptions: { values: [{ kind: 'httpAuth', requirement: 'a', scheme: 'Bearer' }] },
			},
		},
		/'Authentication' is for HTTP tools alone/,
	],
	[
		'an override of something that is no parameter',
		{ additionalFields: { requiredParameterOverrides: 'id' } },
		/'Required Parameter Overrides' has 'id', which is no parameter of the tool/,
	],
	[
		'a schema that is no JSON',
		{ dynamicParameters: { values: [{ ...row('id'), schema: '={{ "string" }}' }] } },
		/'Schema' is not a JSON object/,
	],
	[
		'a value that is no JSON',
		{
			additionalFields: {
				staticParameters: {
					values: [{ name: 'a', location: place('BODY'), valueType: 'json', value: 'yes' }],
				},
			},
		},
		/'Value' is no JSON$/,
	],
	[
		'a field that is also in JSON',
		{
			additionalFields: {
				timeout: '10',
				additionalBodyFields: '{"definition":{"timeout":"20s"}}',
			},
		},
		/'Additional Body Fields' set 'definition\.timeout', which another input sets, too/,
	],
];

const refusals = faults.map(([title, parameters, refusal], index) =>
	create({
		size: index === 0 ? 'bad' : 'more',
		title,
		parameters: { ...form, ...parameters },
		requests: [],
		refusal,
	}),
);

const definition = { ...smallest, timeout: '40s', http: { baseUrlPattern: 'https://example.com' } };

const guarded = (secret: string) => ({
	...definition,
	staticParameters: [
		{ name: 'X-Auth', location: 'PARAMETER_LOCATION_HEADER', value: secret },
		{ name: 'Accept', location: 'PARAMETER_LOCATION_HEADER', value: 'text/plain' },
	],
});

const fromJson: ContractCase[] = [
	create({
		size: 'more',
		title: 'U0.3 what it sends in a header is not in the item',
		parameters: {
			define: 'json',
			name: 'Look up',
			definition: JSON.stringify(guarded('never-shown')),
		},
		answers: [answer(201, { ...lookUp, definition: guarded('never-shown') })],
		requests: post(guarded('never-shown'), 'Look up'),
		items: [{ ...lookUp, definition: guarded('[removed]') }],
	}),
	create({
		size: 'more',
		title: 'U0.3 a refusal that repeats the request does not show what a header has',
		source: 'ultravox.md §1.2',
		parameters: {
			define: 'json',
			name: 'Look up',
			definition: JSON.stringify(guarded('never-shown')),
		},
		answers: [
			answer(400, { detail: `Bad: ${JSON.stringify(guarded('never-shown').staticParameters)}` }),
		],
		requests: post(guarded('never-shown'), 'Look up'),
		refusal: /"value":"\[removed\]"\},\{.*"value":"text\/plain"/,
	}),
	create({
		size: 'more',
		title: 'from JSON, as it is',
		parameters: { define: 'json', name: 'Look up', definition: JSON.stringify(definition) },
		requests: post(definition, 'Look up'),
		items: [lookUp],
	}),
	create({
		size: 'more',
		title: 'from JSON that is reached in two ways',
		parameters: {
			define: 'json',
			name: 'Look up',
			definition: JSON.stringify({ ...definition, client: {} }),
		},
		requests: [],
		refusal: /reached in exactly one way, and this one has http and client/,
	}),
	create({
		size: 'more',
		title: 'from JSON with too much time',
		parameters: {
			define: 'json',
			name: 'Look up',
			definition: JSON.stringify({ ...definition, timeout: '60s' }),
		},
		requests: [],
		refusal: /'Definition': 'timeout' has to be a span like 2\.5s, of at most 40s/,
	}),
	create({
		size: 'more',
		title: 'from JSON without a name for the model',
		parameters: { define: 'json', name: 'Look up', definition: '{"http":{}}' },
		requests: [],
		refusal: /'Definition': 'modelToolName' has to be 1 to 64 letters/,
	}),
];

const YAML = Buffer.from('openapi: 3.0.3\ninfo: {title: Prüfung, version: "1"}\npaths: {}\n');
const OPEN_API = { openapi: '3.0.3', paths: {} };

const fromDocument: ContractCase[] = [
	create({
		size: 'more',
		title: 'from an OpenAPI document in YAML, whatever the file is called',
		parameters: { define: 'openApi' },
		files: { data: { fileName: 'api', mimeType: 'text/plain', bytes: YAML } },
		requests: [
			{
				method: 'POST',
				path: TOOLS,
				body: multipartForm({
					file: { fileName: 'openapi.yaml', mimeType: 'application/yaml', bytes: YAML },
				}),
			},
		],
		items: [lookUp],
	}),
	create({
		size: 'more',
		title: 'from an OpenAPI document that an expression gives as an object',
		parameters: {
			define: 'openApi',
			documentFrom: 'text',
			// Two closing braces in a row would end the expression.
			openApiDocument: `={{ ${JSON.stringify(OPEN_API).replace('}}', '} }')} }}`,
		},
		requests: [
			{
				method: 'POST',
				path: TOOLS,
				body: multipartForm({
					file: {
						fileName: 'openapi.json',
						mimeType: 'application/json',
						bytes: Buffer.from(JSON.stringify(OPEN_API)),
					},
				}),
			},
		],
	}),
	create({
		size: 'more',
		title: 'from a file that is no OpenAPI document',
		parameters: { define: 'openApi' },
		files: { data: { fileName: 'a.json', mimeType: 'application/json', bytes: Buffer.from('{}') } },
		requests: [],
		refusal: /'Input Data Field Name' holds no OpenAPI document/,
	}),
];

export const toolCreationCases: ContractCase[] = [
	...fromForm,
	...refusals,
	...fromJson,
	...fromDocument,
];

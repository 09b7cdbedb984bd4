import { executionError, outputItems } from '../../../lab/src/n8n/executionData';
import type { Chosen } from '../plivoVoice/support/accountWorld';
import { byId } from '../plivoVoice/support/accountWorld';
import { ultravox } from '../plivoVoice/support/nodesInARow';
import { textFile } from './support/files';
import { UltravoxAccount } from './support/ultravoxAccount';
import { bothProfiles } from './support/ultravoxProfiles';

const place = (location: string) => `PARAMETER_LOCATION_${location}`;

/** What the owner's web server says of order 17. */
const ORDER = { status: 'shipped', at: 'Berlin' };

const WEATHER = `openapi: 3.0.3
info: { title: Weather, version: '1' }
servers: [{ url: https://weather.example.com/v1 }]
paths:
  /forecast/{city}:
    get:
      operationId: getForecast
      summary: Tells the weather of a city.
      parameters:
        - { name: city, in: path, required: true, schema: { type: string } }
        - { name: days, in: query, schema: { type: integer } }
  /warnings:
    post:
      operationId: addWarning
      requestBody:
        content:
          application/json:
            schema: { type: object, required: [text], properties: { text: { type: string } } }
`;

interface Tool {
	toolId: string;
	name: string;
	definition: Record<string, unknown>;
}

describe.each(bothProfiles)('tools, %s', (_name, variants) => {
	let account: UltravoxAccount;
	let tool: Chosen;

	beforeAll(async () => {
		account = await UltravoxAccount.start(variants);
		account.web.on('/orders/17', { body: JSON.stringify(ORDER), type: 'application/json' });
	});

	afterAll(async () => await account.close());

	const stored = async ({ value }: Chosen): Promise<Tool> =>
		await account.console<Tool>('GET', `/api/tools/${value}`);

	test('a tool is made with a form, chosen from the list and tried: it is really used, once', async () => {
		const made = await account.run('tool', 'create', {
			define: 'form',
			name: 'Look up order',
			description: 'Looks up where an order is.',
			baseUrlPattern: `${account.web.url}/orders/{orderId}`,
			httpMethod: 'POST',
			dynamicParameters: {
				values: [
					{
						name: 'orderId',
						location: place('PATH'),
						required: true,
						schema: '{ "type": "string" }',
					},
					{ name: 'note', location: place('BODY'), required: false, schema: { type: 'string' } },
				],
			},
			additionalFields: {
				timeout: '10',
				staticParameters: {
					values: [
						{ name: 'shop', location: place('QUERY'), valueType: 'text', value: 'west' },
						{ name: 'limit', location: place('BODY'), valueType: 'json', value: '3' },
					],
				},
				automaticParameters: {
					values: [{ name: 'call', location: place('HEADER'), knownValue: 'KNOWN_PARAM_CALL_ID' }],
				},
			},
		});
		tool = await account.fromList('searchTools', 'Look up order');
		expect(made).toMatchObject({ toolId: tool.value, name: 'Look up order', ownership: 'private' });
		expect(await stored(tool)).toEqual(made);
		expect(await account.run('tool', 'get', { tool })).toEqual(made);
		expect(made.definition).toMatchObject({
			modelToolName: 'Look_up_order',
			timeout: '10s',
			automaticParameters: [{ name: 'call', knownValue: 'KNOWN_PARAM_CALL_ID' }],
		});

		const tried = await account.run('tool', 'test', {
			tool,
			toolParameters: '{ "orderId": "17", "note": "in a hurry" }',
		});
		const [used, again] = account.web.at('/orders/17');
		expect(again).toBeUndefined();
		expect(used).toMatchObject({ method: 'POST', url: '/orders/17?shop=west' });
		expect(JSON.parse(used?.body ?? '')).toEqual({ note: 'in a hurry', limit: 3 });
		expect(tried).toMatchObject({ toolId: tool.value, statusCode: 200 });
		expect(tried.response).toEqual(
			account.variants.toolTestAnswer === 'wrapped'
				? { statusCode: 200, body: JSON.stringify(ORDER) }
				: ORDER,
		);
		const { message } = await account.refused('tool', 'test', { tool });
		expect(message).toMatch(/parameter is required/);
		expect(account.web.at('/orders/17')).toHaveLength(1);
	});

	test('the calls that had it are its history', async () => {
		expect(await account.items('tool', 'getHistory', { tool })).toEqual([]);
		const shopKey = 'key-of-the-shop-4711';
		account.secret(shopKey);
		const { agentId } = account.ultravox.addAgent({
			name: 'Clerk',
			callTemplate: { selectedTools: [{ toolId: tool.value, authTokens: { shopKey } }] },
		});
		const { callId } = await account.console('POST', `/api/agents/${agentId}/calls`, {
			medium: { plivo: {} },
			metadata: { order: '17' },
		});
		const used = await account.run('tool', 'getHistory', { tool });
		expect(used).toMatchObject({
			call: { callId, callUuid: null, metadata: { order: '17' } },
			errorCount: 0,
		});
		const whole = await account.run('tool', 'getHistory', { tool, simplify: false });
		expect(whole.ultravox).toMatchObject({ callId, agentId });
		expect(whole.ultravox).not.toHaveProperty('joinUrl');
	});

	test('single fields are changed and the rest stays; the whole is replaced; it is deleted', async () => {
		const before = await stored(tool);
		await account.run('tool', 'update', {
			tool,
			updateFields: { description: 'Says where an order is.', httpMethod: 'PUT' },
		});
		expect(await stored(tool)).toEqual({
			...before,
			definition: {
				...before.definition,
				description: 'Says where an order is.',
				http: { ...(before.definition.http as object), httpMethod: 'PUT' },
			},
		});
		const definition = { modelToolName: 'beep', description: 'Beeps.', client: {} };
		await account.run('tool', 'update', {
			tool,
			define: 'json',
			definition: JSON.stringify(definition),
		});
		expect(await stored(tool)).toEqual({ ...before, definition });
		const { message } = await account.refused('tool', 'test', { tool });
		expect(message).toMatch(/Only HTTP tools can be tested/);

		expect(await account.run('tool', 'delete', { tool })).toEqual({
			toolId: tool.value,
			deleted: true,
		});
		expect(await account.statusOf(`/api/tools/${tool.value}`)).toBe(404);
		expect(await account.offered('searchTools', {}, 'Look up order')).toEqual([]);
		const hangUp = await account.fromList('searchTools', 'hangUp');
		const kept = await account.refused('tool', 'delete', { tool: hangUp });
		expect(kept.message).toMatch(/The vendor's tools cannot be changed/);
		expect(await account.statusOf(`/api/tools/${hangUp.value}`)).toBe(200);
	});

	test('a file with an OpenAPI document becomes tools, and so does a text', async () => {
		const execution = await account.inARow(
			...textFile('weather.yaml', WEATHER),
			ultravox('Import', 'tool', 'create', { define: 'openApi', documentFrom: 'file' }),
		);
		expect(executionError(execution)).toBeUndefined();
		const [imported] = outputItems(execution, 'Import');
		expect(imported?.json).toMatchObject({ name: 'getForecast' });
		const own = { ownership: 'private', sortOrder: 'alphabetic' };
		const tools = await account.items('tool', 'getMany', { returnAll: true, filters: own });
		expect(tools).toMatchObject([
			{ name: 'addWarning', definition: { http: { httpMethod: 'POST' } } },
			{
				name: 'getForecast',
				definition: {
					description: 'Tells the weather of a city.',
					http: {
						baseUrlPattern: 'https://weather.example.com/v1/forecast/{city}',
						httpMethod: 'GET',
					},
					dynamicParameters: [
						{ name: 'city', location: place('PATH'), required: true },
						{ name: 'days', location: place('QUERY'), required: false },
					],
				},
			},
		]);
		const again = await account.refused('tool', 'create', {
			define: 'openApi',
			documentFrom: 'text',
			openApiDocument: WEATHER,
		});
		expect(again.message).toMatch(/A tool with this name already exists/);
		await account.run('tool', 'create', {
			define: 'openApi',
			documentFrom: 'text',
			openApiDocument: WEATHER.replaceAll('getForecast', 'tellForecast').replaceAll(
				'addWarning',
				'warn',
			),
		});
		expect(await account.offered('searchTools', {}, 'forecast')).toEqual(
			expect.arrayContaining(['getForecast', 'tellForecast']),
		);
		const nothing = await account.refusedInARow(
			...textFile('notes.txt', 'Nothing to import.'),
			ultravox('Import', 'tool', 'create', { define: 'openApi' }),
		);
		expect(nothing.message).toBe("'Input Data Field Name' holds no OpenAPI document");
	});

	test('a tool is made from JSON: what has to be given to use it is named, no secret of it shown', async () => {
		const definition = {
			modelToolName: 'refund',
			description: 'Pays an order back.',
			http: { baseUrlPattern: 'https://shop.example.com/refund', httpMethod: 'POST' },
			requirements: {
				httpSecurityOptions: {
					options: [{ requirements: { shopKey: { headerApiKey: { name: 'X-Shop-Key' } } } }],
				},
			},
		};
		const made = await account.run('tool', 'create', {
			define: 'json',
			name: 'Refund',
			definition: JSON.stringify(definition),
		});
		expect(made.definition).toEqual(definition);
		expect((await stored(byId(String(made.toolId)))).definition).toEqual(definition);
	});

	test('every operation was executed', () => account.expectExecuted('tool'));
});

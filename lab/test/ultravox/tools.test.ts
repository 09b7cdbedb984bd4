import type { IncomingMessage } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { LabUnderTest } from './support/labUnderTest';
import { startLabUltravox } from './support/labUnderTest';

interface Tool {
	toolId: string;
	name: string;
	definition: Record<string, unknown>;
	ownership: string;
}

interface ToolPage {
	results: Tool[];
	next: string | null;
}

const HTTP = { baseUrlPattern: 'https://example.com/look/{id}', httpMethod: 'POST' };
const DEFINITION = { modelToolName: 'lookUp', description: 'Looks up.', http: HTTP };

let lab: LabUnderTest;

beforeEach(async () => {
	lab = await startLabUltravox();
});

afterEach(async () => {
	await lab.close();
});

async function createTool(name: string, definition: object = DEFINITION): Promise<Tool> {
	const { status, body } = await lab.api<Tool>('POST', '/api/tools', { name, definition });
	expect([status, body]).toEqual([201, expect.anything()]);
	return body;
}

async function names(query: string): Promise<string[]> {
	const { body } = await lab.api<ToolPage>('GET', `/api/tools?${query}`);
	return body.results.map(({ name }) => name);
}

describe('durable tools', () => {
	test('are created, read, replaced and deleted', async () => {
		const tool = await createTool('lookUp');
		const path = `/api/tools/${tool.toolId}`;
		expect(tool).toMatchObject({ ownership: 'private', definition: DEFINITION });
		const client = { modelToolName: 'other', client: {} };
		const put = await lab.api<Tool>('PUT', path, { name: 'other', definition: client });
		expect(put.body).toMatchObject({ toolId: tool.toolId, name: 'other', definition: client });
		expect(put.body.definition).not.toHaveProperty('http');
		expect((await lab.api('GET', path)).body).toEqual(put.body);
		expect((await lab.api('PATCH', path, { name: 'x' })).status).toBe(405);
		expect((await lab.api('DELETE', path)).status).toBe(204);
		expect((await lab.api('GET', path)).status).toBe(404);
	});

	test.each([
		['no definition', { name: 'x' }, 'definition'],
		['a name too long', { name: 'x'.repeat(41), definition: DEFINITION }, 'name'],
		['a name that is taken', { name: 'taken', definition: DEFINITION }, 'name'],
		['no implementation', { name: 'x', definition: { modelToolName: 'x' } }, 'definition'],
		['two implementations', { name: 'x', definition: { ...DEFINITION, client: {} } }, 'definition'],
		[
			'a bad model name',
			{ name: 'x', definition: { ...DEFINITION, modelToolName: 'a b' } },
			'definition',
		],
		[
			'a query in the URL',
			{ name: 'x', definition: withUrl('https://example.com/?a=1') },
			'definition',
		],
		['a URL without TLS', { name: 'x', definition: withUrl('http://example.com/') }, 'definition'],
		['a long timeout', { name: 'x', definition: { ...DEFINITION, timeout: '41s' } }, 'definition'],
	])('%s is refused', async (_, body, field) => {
		await createTool('taken');
		const answer = await lab.api('POST', '/api/tools', body);
		expect(answer.status).toBe(400);
		expect(answer.body).toHaveProperty(field);
	});

	test("the vendor's tools are listed, but cannot be changed", async () => {
		const path = '/api/tools/56294126-5a7d-4948-b67d-3b7e13d55ea7';
		expect((await lab.api<Tool>('GET', path)).body).toMatchObject({
			name: 'hangUp',
			ownership: 'public',
		});
		const body = { name: 'hangUp', definition: DEFINITION };
		expect((await lab.api('PUT', path, body)).status).toBe(403);
		expect((await lab.api('DELETE', path)).status).toBe(403);
	});

	test('every filter and order has an effect', async () => {
		for (const name of ['zebra', 'apple', 'mango']) await createTool(name);
		const builtIn = ['coldTransfer', 'hangUp', 'leaveVoicemail', 'playDtmfSounds', 'queryCorpus'];
		const all = [...builtIn, 'warmTransfer'];
		expect(await names('ownership=private')).toEqual(['mango', 'apple', 'zebra']);
		expect((await names('ownership=public')).toSorted()).toEqual(all);
		expect(await names('search=APPL')).toEqual(['apple']);
		expect((await names('')).slice(0, 3)).toEqual(['mango', 'apple', 'zebra']);
		expect(await names('sortOrder=display')).toEqual([...all, 'mango', 'apple', 'zebra']);
		const alphabetic = [...all, 'apple', 'mango', 'zebra'].toSorted();
		expect(await names('sortOrder=alphabetic')).toEqual(
			alphabetic.toSorted((a, b) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1)),
		);
		expect((await names('sortOrder=reverseAlphabetic'))[0]).toBe('zebra');
		expect((await names('sortOrder=chronologic')).slice(-3)).toEqual(['zebra', 'apple', 'mango']);
		expect((await names('sortOrder=reverseChronologic')).slice(0, 3)).toEqual([
			'mango',
			'apple',
			'zebra',
		]);
		expect((await lab.api('GET', '/api/tools?sortOrder=random')).status).toBe(400);
	});

	test.each(['default', 'display', 'reverseAlphabetic'])(
		'pages go on in the order %s',
		async (order) => {
			for (const name of ['zebra', 'apple']) await createTool(name);
			const seen: string[] = [];
			let next: string | null = `/api/tools?pageSize=3&sortOrder=${order}`;
			while (next !== null) {
				const page: { body: ToolPage } = await lab.api<ToolPage>('GET', next);
				seen.push(...page.body.results.map(({ name }) => name));
				next = page.body.next?.replace(lab.ultravox.apiUrl, '') ?? null;
			}
			expect(seen).toEqual(await names(`sortOrder=${order}`));
		},
	);
});

describe('tools in calls', () => {
	test('a durable tool comes with its definition, and shows the call in its history', async () => {
		const tool = await createTool('lookUp');
		const call = await lab.api<{ callId: string }>('POST', '/api/calls', {
			selectedTools: [{ toolName: 'lookUp' }],
		});
		const tools = await lab.api<unknown[]>('GET', `/api/calls/${call.body.callId}/tools`);
		expect(tools.body).toMatchObject([
			{ toolId: tool.toolId, name: 'lookUp', definition: { http: HTTP } },
		]);
		await lab.api('POST', '/api/calls', {});
		const history = await lab.api<{ results: unknown[] }>(
			'GET',
			`/api/tools/${tool.toolId}/history`,
		);
		expect(history.body.results).toMatchObject([
			{ call: { callId: call.body.callId }, errorCount: 0 },
		]);
	});

	test("a private tool hides the vendor's of the same name", async () => {
		const own = await createTool('hangUp');
		const call = await lab.api<{ callId: string }>('POST', '/api/calls', {
			selectedTools: [{ toolName: 'hangUp' }],
		});
		const tools = await lab.api<unknown[]>('GET', `/api/calls/${call.body.callId}/tools`);
		expect(tools.body).toMatchObject([{ toolId: own.toolId }]);
	});

	test('a tool that does not exist is refused', async () => {
		for (const tool of [{ toolName: 'nothing' }, { toolId: 'nothing' }]) {
			const answer = await lab.api('POST', '/api/calls', { selectedTools: [tool] });
			expect(answer.status).toBe(400);
			expect(answer.body).toHaveProperty('selectedTools');
		}
	});
});

describe('importing an OpenAPI document', () => {
	const document = `
openapi: 3.0.0
servers: [{ url: 'https://shop.example.com/v1/' }]
security: [{ key: [] }]
paths:
  /orders/{orderId}:
    parameters: [{ name: orderId, in: path, schema: { type: string } }]
    put:
      operationId: change order
      summary: Changes an order.
      requestBody: { content: { application/json: { schema: { $ref: '#/components/schemas/shop.Change' } } } }
  /orders:
    get: { operationId: listOrders, security: [], parameters: [{ name: q, in: query, description: Words, schema: { type: string } }] }
components:
  securitySchemes: { key: { type: apiKey, in: header, name: X-Key } }
  schemas: { shop.Change: { required: [note], properties: { note: { type: string } } } }
`;

	test('makes a tool of each operation', async () => {
		const form = new FormData();
		form.set('file', new Blob([document]), 'shop.yaml');
		const { status, body } = await lab.api<Tool>('POST', '/api/tools', form);
		expect(status).toBe(201);
		expect(body.definition).toEqual({
			modelToolName: 'change_order',
			description: 'Changes an order.',
			dynamicParameters: [
				{
					name: 'orderId',
					location: 'PARAMETER_LOCATION_PATH',
					schema: { type: 'string' },
					required: true,
				},
				{
					name: 'note',
					location: 'PARAMETER_LOCATION_BODY',
					schema: { type: 'string' },
					required: true,
				},
			],
			http: { baseUrlPattern: 'https://shop.example.com/v1/orders/{orderId}', httpMethod: 'PUT' },
			requirements: {
				httpSecurityOptions: {
					options: [{ requirements: { key: { headerApiKey: { name: 'X-Key' } } } }],
				},
			},
		});
		expect(await names('ownership=private')).toEqual(['listOrders', 'change_order']);
	});

	test.each(['{{', 'a: b', 'openapi: 3.0.0'])('%s is refused', async (text) => {
		const form = new FormData();
		form.set('file', new Blob([text]), 'shop.yaml');
		const { status, body } = await lab.api('POST', '/api/tools', form);
		expect(status).toBe(400);
		expect(body).toHaveProperty('file');
	});
});

describe('testing a tool', () => {
	let received: { line: string; headers: IncomingMessage['headers']; body: string }[];
	let baseUrl: string;
	const server = createServer((request, response) => {
		const parts: Buffer[] = [];
		request.on('data', (part: Buffer) => parts.push(part));
		request.on('end', () => {
			received.push({
				line: `${request.method ?? ''} ${request.url ?? ''}`,
				headers: request.headers,
				body: Buffer.concat(parts).toString('utf8'),
			});
			response.writeHead(203, { 'content-type': 'application/json' }).end('{"found":true}');
		});
	});

	beforeEach(async () => {
		received = [];
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	});

	afterEach(async () => {
		server.closeAllConnections();
		await new Promise((resolve) => server.close(resolve));
	});

	const everywhere = () => ({
		...withUrl(`${baseUrl}/find/{id}`),
		dynamicParameters: [
			{ name: 'id', location: 'PARAMETER_LOCATION_PATH', schema: {}, required: true },
			{ name: 'q', location: 'PARAMETER_LOCATION_QUERY', schema: {} },
			{ name: 'note', location: 'PARAMETER_LOCATION_BODY', schema: {} },
		],
		staticParameters: [{ name: 'x-shop', location: 'PARAMETER_LOCATION_HEADER', value: 'one' }],
	});

	test.each([
		['as they are', (parameters: object) => parameters],
		['in a field', (parameters: object) => ({ parameters })],
	])('sends the parameters given %s, and shows what the tool answered', async (_, wrap) => {
		const { toolId } = await createTool('find', everywhere());
		const body = wrap({ id: 'a b', q: 'x&y', note: { deep: 1 } });
		const answer = await lab.api('POST', `/api/tools/${toolId}/test`, body);
		expect([answer.status, answer.body]).toEqual([203, { found: true }]);
		expect(received).toMatchObject([
			{
				line: 'POST /find/a%20b?q=x%26y',
				headers: { 'x-shop': 'one' },
				body: '{"note":{"deep":1}}',
			},
		]);
		lab.ultravox.variants.toolTestAnswer = 'wrapped';
		const wrapped = await lab.api('POST', `/api/tools/${toolId}/test`, body);
		expect([wrapped.status, wrapped.body]).toEqual([
			200,
			{ statusCode: 203, body: '{"found":true}' },
		]);
	});

	test('needs the required parameters, an HTTP tool, and a tool that answers', async () => {
		const { toolId } = await createTool('find', everywhere());
		expect((await lab.api('POST', `/api/tools/${toolId}/test`, {})).status).toBe(400);
		const client = await createTool('client', { modelToolName: 'client', client: {} });
		expect((await lab.api('POST', `/api/tools/${client.toolId}/test`, {})).status).toBe(400);
		const gone = await createTool('gone', withUrl('http://127.0.0.1:1/'));
		expect((await lab.api('POST', `/api/tools/${gone.toolId}/test`, {})).status).toBe(502);
		expect(received).toEqual([]);
	});
});

function withUrl(baseUrlPattern: string): Record<string, unknown> {
	return { ...DEFINITION, http: { ...HTTP, baseUrlPattern } };
}

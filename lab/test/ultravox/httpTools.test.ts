import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { eventually } from './support/labUnderTest';
import { useLab } from './support/socketWorld';

const world = useLab();

interface Asked {
	method: string;
	url: string;
	headers: Record<string, unknown>;
	body: unknown;
}

/** What the tool answers next. */
let answer: { status?: number; headers?: Record<string, string>; body: string } | 'nothing';
let asked: Asked[];

const server = createServer((request, response) => {
	const parts: Buffer[] = [];
	request.on('data', (part: Buffer) => parts.push(part));
	request.on('end', () => {
		const text = Buffer.concat(parts).toString('utf8');
		asked.push({
			method: request.method ?? '',
			url: request.url ?? '',
			headers: request.headers,
			body: text === '' ? undefined : JSON.parse(text),
		});
		if (answer === 'nothing') return;
		response.writeHead(answer.status ?? 200, answer.headers).end(answer.body);
	});
});

beforeAll(async () => {
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});

afterAll(async () => {
	server.closeAllConnections();
	await new Promise((resolve) => server.close(resolve));
});

beforeEach(() => {
	asked = [];
	answer = { body: 'on its way' };
});

const url = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

const tool = (more: object = {}) => ({
	temporaryTool: {
		modelToolName: 'lookUpOrder',
		http: { baseUrlPattern: `${url()}/orders`, httpMethod: 'POST' },
		dynamicParameters: [{ name: 'number', location: 'PARAMETER_LOCATION_BODY', schema: {} }],
		...more,
	},
});

const SCRIPT = {
	toolCalls: [
		{
			when: 'order',
			toolName: 'lookUpOrder',
			parameters: { number: 7 },
			say: 'It is {result}.',
			sayOnError: 'Sorry: {error}.',
		},
	],
};

/** A native Plivo call whose agent is asked for the order. */
async function askForTheOrder(selected: object = tool()) {
	const { call, joinUrl } = await world.createCall(
		{ name: 'Ava', greeting: 'Hi.', script: SCRIPT },
		{ medium: { plivo: {} }, toolOverrides: { add: [selected] }, metadata: { key: 'one' } },
	);
	const caller = await world.joinAsPlivo(joinUrl);
	await caller.phone.waitForHeard(/Hi/);
	call.receiveMessage({ type: 'user_text_message', text: 'my order' });
	return { call, caller };
}

describe('tools that are reached over HTTP (ultravox.md §7.1)', () => {
	test('work on native Plivo calls: asked with what the model set, answered to the caller', async () => {
		const { call, caller } = await askForTheOrder();
		await caller.phone.waitForHeard(/^It is on its way\.$/);
		expect(asked).toMatchObject([{ method: 'POST', url: '/orders', body: { number: 7 } }]);
		expect(call.messages.filter(({ toolName }) => toolName)).toMatchObject([
			{ role: 'MESSAGE_ROLE_TOOL_CALL', text: '{"number":7}', toolName: 'lookUpOrder' },
			{ role: 'MESSAGE_ROLE_TOOL_RESULT', text: 'on its way' },
		]);
	});

	test('carry static and automatic parameters, secrets, and overrides of the model', async () => {
		const requirements = { key: { headerApiKey: { name: 'X-Key' } } };
		const location = 'PARAMETER_LOCATION_HEADER';
		const { call, caller } = await askForTheOrder({
			...tool({
				staticParameters: [{ name: 'event', location: 'PARAMETER_LOCATION_QUERY', value: 'tool' }],
				automaticParameters: [
					{ name: 'X-Call-Id', location, knownValue: 'KNOWN_PARAM_CALL_ID' },
					{
						name: 'metadata',
						location: 'PARAMETER_LOCATION_BODY',
						knownValue: 'KNOWN_PARAM_CALL_METADATA',
					},
				],
				requirements: { httpSecurityOptions: { options: [{ requirements }] } },
			}),
			authTokens: { key: 'the secret' },
			parameterOverrides: { number: 8 },
		});
		await caller.phone.waitForHeard(/on its way/);
		expect(asked).toMatchObject([
			{
				url: '/orders?event=tool',
				headers: { 'x-call-id': call.callId, 'x-key': 'the secret' },
				body: { number: 8, metadata: { key: 'one' } },
			},
		]);
	});

	test('may end the call with their answer', async () => {
		answer = {
			headers: { 'X-Ultravox-Response-Type': 'hang-up' },
			body: JSON.stringify({ message: 'Done, bye.' }),
		};
		const { call, caller } = await askForTheOrder();
		await caller.waitForClose();
		caller.phone.close();
		expect(caller.phone.texts).toContain('Done, bye.');
		expect(await call.waitForEnd(2000)).toBe('agent_hangup');
	});

	test.each([
		['their answer', {}, { 'X-Ultravox-Agent-Reaction': 'listens' }],
		['their definition', { defaultReaction: 'AGENT_REACTION_LISTENS' }, {}],
	])('leave the agent silent when %s says so', async (_, definition, headers) => {
		answer = { headers, body: 'secret' };
		const { call, caller } = await askForTheOrder(tool(definition));
		await eventually(() => asked[0], 'the tool to be asked');
		call.receiveMessage({ type: 'user_text_message', text: 'and now?' });
		await caller.phone.waitForHeard(/and now/);
		expect(caller.phone.texts).toEqual(['Hi.', 'I heard and now?.']);
	});

	test('fail with the words of an error', async () => {
		answer = { status: 403, body: 'not for you' };
		const { caller } = await askForTheOrder();
		await caller.phone.waitForHeard(/^Sorry: HTTP 403: not for you\.$/);
	});

	test('fail after their timeout', async () => {
		answer = 'nothing';
		const { caller } = await askForTheOrder(tool({ timeout: '0.2s' }));
		await caller.phone.waitForHeard(/^Sorry: timeout\.$/);
	});

	test("the vendor's own hangUp ends the call", async () => {
		const script = { toolCalls: [{ when: 'bye', toolName: 'hangUp' }] };
		const { call, joinUrl } = await world.createCall(
			{ name: 'Ava', greeting: 'Hi.', script },
			{ medium: { plivo: {} }, toolOverrides: { add: [{ toolName: 'hangUp' }] } },
		);
		const caller = await world.joinAsPlivo(joinUrl);
		await caller.phone.waitForHeard(/Hi/);
		call.receiveMessage({ type: 'user_text_message', text: 'bye' });
		expect(await call.waitForEnd(5000)).toBe('agent_hangup');
	});
});

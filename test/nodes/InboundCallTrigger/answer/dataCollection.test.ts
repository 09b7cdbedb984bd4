import { randomUUID } from 'node:crypto';
import type { IDataObject } from 'n8n-workflow';
import { receive } from '../../../../nodes/InboundCallTrigger/answer/receive';
import { joinPrompt } from '../../../../nodes/shared/simpleAgent/block';
import type { DataField } from '../../../../nodes/shared/simpleAgent/read';
import { inMovedTime, stopTime } from '../../movedTime';
import type { FakeWebhookOptions } from './fakeWebhook';
import { fakeWebhook, httpError, ultravoxCall } from './fakeWebhook';
import { fromTool } from './toolRequest';

stopTime();

const DATA_URL = 'https://crm.example.com/collected';
const dataFields: DataField[] = [
	{ name: 'full name', description: '', type: 'text' },
	{ name: 'guests', description: 'how many come', type: 'number' },
];

const block = {
	languages: [],
	accent: null,
	handoffNumber: null,
	allActions: null,
	modelLabel: null,
	dataWebhookUrl: DATA_URL as string | null,
	dataFields,
};

const submitted = (parameters: object) => ({
	role: 'MESSAGE_ROLE_TOOL_CALL',
	toolName: 'submitCollectedData',
	text: JSON.stringify(parameters),
});

interface Over {
	settings?: object;
	messages?: object[] | 'unknown';
	call?: IDataObject;
	dataWebhook?: FakeWebhookOptions['dataWebhook'];
	/** Of the call, as Ultravox tells them. */
	tools?: string[] | 'unknown';
}

const WITH_TOOL = ['hangUp', 'submitCollectedData'];

/** A call that Plivo says is over: an agent of its own talked in it. */
function overCall({
	settings = {},
	messages = [],
	call: changes = {},
	dataWebhook,
	tools = WITH_TOOL,
}: Over = {}) {
	const [callUuid, callId, agentId] = [randomUUID(), randomUUID(), randomUUID()];
	const call = ultravoxCall({
		callId,
		agent: { agentId, name: 'Receptionist' },
		joined: '2026-11-20T10:00:01Z',
		ended: '2026-11-20T10:01:00Z',
		endReason: 'hangup',
		metadata: { plivoCallUuid: callUuid },
		...changes,
	});
	const systemPrompt = joinPrompt('You answer the phone.', { ...block, ...settings });
	const options: FakeWebhookOptions = {
		event: '?event=hangup',
		fields: { CallUUID: callUuid, CallStatus: 'completed' },
		agent: () => ({ agentId, callTemplate: { systemPrompt } }),
		dataWebhook: dataWebhook ?? (() => 200),
		ultravox: async ({ url }) => {
			if (url.endsWith('/api/calls')) return { results: [call], next: null };
			if (url.endsWith('/tools')) {
				return tools === 'unknown'
					? await Promise.reject(httpError(403, {}))
					: tools.map((name) => ({ name }));
			}
			if (!url.endsWith('/messages')) return call;
			return messages === 'unknown'
				? await Promise.reject(httpError(403, {}))
				: { results: messages, next: null };
		},
	};
	return { options, callId, callUuid };
}

async function hangUp(over: Over = {}) {
	const { options, callId } = overCall(over);
	const webhook = fakeWebhook(options);
	const result = await inMovedTime(receive.call(webhook.context));
	const item = result.workflowData?.[1]?.[0]?.json as {
		call: IDataObject;
		dataDelivery: IDataObject;
	};
	return { ...webhook, item, callId };
}

test('O3.8 the fields are the parameters of a tool of the call', async () => {
	const { options } = overCall();
	const agentId = randomUUID();
	const { context, requests } = fakeWebhook({
		agent: options.agent,
		parameters: { agent: { mode: 'id', value: agentId } },
		ultravox: () => ultravoxCall(),
	});
	await inMovedTime(receive.call(context));
	expect(requests[0]?.body).toMatchObject({
		toolOverrides: {
			add: [
				{
					temporaryTool: {
						modelToolName: 'submitCollectedData',
						dynamicParameters: [{ name: 'full_name' }, { name: 'guests' }],
					},
				},
			],
		},
	});
});

test('O3.8 the endpoint of the tool takes what is submitted, and starts nothing', async () => {
	const { options, callId, callUuid } = overCall({ call: { ended: null, endReason: null } });
	const claims = { tool: 'submitCollectedData', key: { name: 'plivoCallUuid', value: callUuid } };
	const { context, sent, requests } = fakeWebhook({
		...fromTool(claims, { full_name: 'Ada' }, { callId }),
		ultravox: options.ultravox,
	});
	const result = await inMovedTime(receive.call(context));
	expect(sent[0]?.status).toBe(200);
	expect(result.workflowData).toBeUndefined();
	expect(requests.map(({ method }) => method)).toEqual(['GET']);
});

test('O3.8 the end of the call: exactly one POST with all fields and the id of the call', async () => {
	const messages = [submitted({ full_name: 'Ada' })];
	const { item, delivered, callId } = await hangUp({ messages });
	const collected = { 'full name': 'Ada', guests: null };
	expect(item.call.collected).toEqual(collected);
	expect(delivered).toHaveLength(1);
	expect(delivered[0]?.url).toBe(DATA_URL);
	expect(JSON.parse(String(delivered[0]?.body))).toMatchObject({ call: { callId }, collected });
	expect(item.dataDelivery).toMatchObject({ delivered: true, attempts: 1, reason: null });
});

test('O3.8 nothing was submitted: the POST has every field, null', async () => {
	const { delivered } = await hangUp();
	expect(JSON.parse(String(delivered[0]?.body))).toMatchObject({
		collected: { 'full name': null, guests: null },
	});
});

test('O3.8 the agent had no tool for it, as on an n8n without https: nothing is sent', async () => {
	const { item, delivered } = await hangUp({ tools: ['hangUp'] });
	expect(delivered).toHaveLength(0);
	expect(item.call.collected).toBeNull();
	expect(item.dataDelivery).toBeNull();
});

test('O3.8 whether it had the tool cannot be asked: nothing is sent, and the item says so', async () => {
	const { item, delivered } = await hangUp({ tools: 'unknown' });
	expect(delivered).toHaveLength(0);
	expect(item.dataDelivery).toMatchObject({ delivered: false, attempts: 0 });
	expect(item.dataDelivery.reason).toContain('could not be asked');
});

test('O3.8 500 and then 200: delivered, once', async () => {
	let asked = 0;
	const { item, delivered } = await hangUp({
		dataWebhook: () => {
			asked += 1;
			return asked === 1 ? 500 : 200;
		},
	});
	expect(delivered).toHaveLength(2);
	expect(item.dataDelivery).toMatchObject({ delivered: true, attempts: 2 });
});

test('O3.8 no webhook: the item has it, and nothing is sent', async () => {
	const { item, delivered } = await hangUp({
		settings: { dataWebhookUrl: null },
		messages: [submitted({ guests: 4 })],
	});
	expect(item.call.collected).toEqual({ 'full name': null, guests: 4 });
	expect(item.dataDelivery).toBeNull();
	expect(delivered).toHaveLength(0);
});

test('O3.8 refused: the item says so, and has the data', async () => {
	const { item } = await hangUp({ dataWebhook: () => 404, messages: [submitted({ guests: 4 })] });
	expect(item.call.collected).toMatchObject({ guests: 4 });
	expect(item.dataDelivery).toMatchObject({ delivered: false, status: 404 });
	expect(item.dataDelivery.reason).toContain('not delivered');
});

test('what was said cannot be asked: nothing is made up, nothing is sent, and the item says so', async () => {
	const { item, delivered } = await hangUp({ messages: 'unknown' });
	expect(item.call.collected).toBeNull();
	expect(delivered).toHaveLength(0);
	expect(item.dataDelivery).toMatchObject({ delivered: false, attempts: 0 });
});

test('an agent that nobody talked with collected nothing', async () => {
	const { item, delivered } = await hangUp({ call: { joined: null, endReason: 'unjoined' } });
	expect(item.call.collected).toBeNull();
	expect(delivered).toHaveLength(0);
});

test('an agent without fields has nothing collected and nothing delivered', async () => {
	const { item, delivered } = await hangUp({ settings: { dataFields: [] } });
	expect(item.call.collected).toBeNull();
	expect(item.dataDelivery).toBeNull();
	expect(delivered).toHaveLength(0);
});

test('a hang-up that comes twice delivers once', async () => {
	const { options } = overCall();
	const [first, second] = [fakeWebhook(options), fakeWebhook(options)];
	await inMovedTime(Promise.all([receive.call(first.context), receive.call(second.context)]));
	expect([...first.delivered, ...second.delivered]).toHaveLength(1);
});

import { createHmac } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { AgentScript } from '../../lab/src/ultravox/agentScript';
import { LAB_ULTRAVOX_API_KEY } from '../../lab/src/ultravox/ultravoxState';
import type { DataField } from '../../nodes/shared/simpleAgent/read';
import { startReceiver } from './support/dataReceiver';
import { eventually } from './support/eventually';
import { PhoneWorld } from './support/phoneWorld';
import { chosen, simpleAgent } from './support/simpleAgents';

const dataFields: DataField[] = [
	{ name: 'full name', description: 'of the caller', type: 'text' },
	{ name: 'guests', description: '', type: 'number' },
	{ name: 'arrival', description: '', type: 'date' },
];

const SCRIPT: AgentScript = {
	greeting: 'Who are you?',
	toolCalls: [
		{
			when: /Ada/,
			toolName: 'submitCollectedData',
			parameters: { full_name: 'Ada Lovelace', arrival: '2026-11-30' },
			say: 'Thank you Ada. {result}',
		},
	],
	replies: [{ when: /bye/i, say: 'Goodbye.', then: 'hangUp' }],
};

const COLLECTED = { 'full name': 'Ada Lovelace', guests: null, arrival: '2026-11-30' };

let world: PhoneWorld;

beforeAll(async () => {
	world = await PhoneWorld.start();
});

afterAll(async () => {
	await world.close();
});

/** Somebody calls, says who they are, and goodbye. */
async function talk(dataWebhookUrl: string | null, audioPath: 'direct' | 'bridge') {
	const agentId = simpleAgent(world, { dataFields, dataWebhookUrl }, SCRIPT);
	const workflow = await world.answering({ audioPath, ...chosen(agentId) });
	const call = workflow.call([
		{ waitForUtterance: /Who/ },
		{ say: 'I am Ada.' },
		{ waitForUtterance: /Thank you Ada/ },
		{ say: 'Bye.' },
	]);
	await call.waitForEnd();
	return { call, ended: await workflow.ended(call) };
}

describe.each(['direct', 'bridge'] as const)('audio path %s', (audioPath) => {
	test.concurrent(
		'O3.8 500 and then 200: the data is delivered once, signed, with the id of the call',
		async () => {
			const receiver = await startReceiver(500);
			const { ended } = await talk(receiver.url, audioPath);
			await receiver.close();
			expect(ended.call.collected).toEqual(COLLECTED);
			expect(ended.dataDelivery).toMatchObject({ delivered: true, attempts: 2, status: 200 });
			expect(receiver.delivered.map(({ answered }) => answered)).toEqual([500, 200]);
			const [refused, taken] = receiver.delivered;
			expect(taken?.body).toBe(refused?.body);
			expect(JSON.parse(taken?.body ?? '')).toMatchObject({
				event: 'call.collected',
				call: { callId: ended.call.callId, callUuid: ended.call.callUuid },
				collected: COLLECTED,
			});
			const ids = receiver.delivered.map(({ headers }) => headers['x-phone-agent-event-id']);
			expect(new Set(ids)).toEqual(new Set([`collected-${String(ended.call.callId)}`]));
			for (const { headers, body } of receiver.delivered) {
				expect(headers['x-phone-agent-signature']).toBe(signature(headers, body));
			}
		},
	);

	test.concurrent("O3.8 no webhook: the item's call.collected", async () => {
		const { ended } = await talk(null, audioPath);
		expect(ended.call.collected).toEqual(COLLECTED);
		expect(ended.dataDelivery).toBeNull();
	});
});

/** As docs/data-collection.md has it. */
function signature(headers: IncomingHttpHeaders, body: string): string {
	const secret = createHmac('sha256', LAB_ULTRAVOX_API_KEY)
		.update('phone-agent/data-collection')
		.digest('hex');
	const timestamp = String(headers['x-phone-agent-timestamp']);
	return createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex');
}

test('O3.8 a caller who says nothing: one delivery, in which every field is null', async () => {
	const receiver = await startReceiver();
	const agentId = simpleAgent(world, { dataFields, dataWebhookUrl: receiver.url }, SCRIPT);
	const workflow = await world.answering(chosen(agentId));
	const call = workflow.call([{ waitForUtterance: /Who/ }, { hangUp: true }]);
	await call.waitForEnd();
	await workflow.ended(call);
	const other = workflow.call([{ waitForUtterance: /Who/ }, { hangUp: true }]);
	await other.waitForEnd();
	await workflow.ended(other);
	await eventually('both deliveries', () => receiver.delivered.length >= 2);
	await receiver.close();
	expect(receiver.delivered).toHaveLength(2);
	expect(JSON.parse(receiver.delivered[0]?.body ?? '')).toMatchObject({
		call: { callUuid: call.uuid },
		collected: { 'full name': null, guests: null, arrival: null },
	});
});

test('nothing that was sent was dropped by Plivo or Ultravox', () => {
	expect(world.droppedFields).toEqual([]);
});

import type { IDataObject } from 'n8n-workflow';
import { timeoutItem } from '../../nodes/shared/callResult/resultItem';
import type { PlacedCall } from '../../nodes/shared/placedCall';
import { joinPrompt } from '../../nodes/shared/simpleAgent/block';
import { runOutbound } from './support/outboundBench';
import type { Providers } from './support/outboundProviders';
import { AGENT, CALLER_ID, startProviders } from './support/outboundProviders';

const CALL_UUID = '9834029e-58b6-11e1-b8b7-a5bd0e4e126f';
const CALL_ID = '33333333-3333-4333-8333-000000000001';

const placed: PlacedCall = {
	key: 'key-of-a-late-call',
	run: 'run-of-a-late-call',
	item: 0,
	audioPath: 'direct',
	state: 'placed',
	callId: CALL_ID,
	callUuid: CALL_UUID,
	to: '+14155550123',
	from: CALLER_ID,
	agentId: AGENT,
	agentName: 'Sales',
	machine: { choice: 'talkAnyway', message: '', voice: 'WOMAN', language: 'en-US' },
	placedAt: '2026-11-20T10:00:00.000Z',
	overBy: '2026-11-20T11:00:00.000Z',
	reason: null,
};

let providers: Providers;

/** A call that is over, in which an agent with fields has submitted one; its data webhook is the providers' server. */
beforeEach(async () => {
	providers = await startProviders();
	providers.calls.push({
		callId: CALL_ID,
		created: placed.placedAt,
		joined: '2026-11-20T10:00:05Z',
		ended: '2026-11-20T10:01:05Z',
		endReason: 'hangup',
		medium: { plivo: {} },
		agent: { agentId: AGENT, name: 'Sales' },
		agentId: AGENT,
		metadata: {
			n8nCallKey: placed.key,
			n8nRun: placed.run,
			n8nItem: '0',
			n8nTo: placed.to,
			n8nFrom: placed.from,
		},
	});
	providers.template.systemPrompt = joinPrompt('You call people.', {
		languages: [],
		accent: null,
		handoffNumber: null,
		allActions: null,
		modelLabel: null,
		dataWebhookUrl: `${providers.url}/hook`,
		dataFields: [{ name: 'guests', description: '', type: 'number' }],
	});
	const submitted = {
		role: 'MESSAGE_ROLE_TOOL_CALL',
		toolName: 'submitCollectedData',
		text: '{"guests":4}',
	};
	const messages = { results: [submitted], next: null };
	providers.others.set(`GET /api/calls/${CALL_ID}/messages`, { status: 200, body: messages });
	const record = { call_uuid: CALL_UUID, hangup_cause_code: 4000, call_state: 'ANSWER' };
	providers.others.set(`GET /Call/${CALL_UUID}/`, { status: 200, body: record });
});

afterEach(async () => await providers.close());

const getResult = async (item: IDataObject, callId = CALL_ID) =>
	await runOutbound(providers, {
		operation: 'getResult',
		items: [item],
		parameters: { findBy: 'callId', callId },
	});

/** Both providers are asked again for some seconds. */
const PATIENCE_MS = 20_000;

describe('O3.8 the collected data of a call whose end nobody told', () => {
	test('is delivered by Get Result behind the item of the deadline', async () => {
		const outcome = await getResult(timeoutItem(placed));
		expect(outcome.message).toBeUndefined();
		// This n8n has a public address, and the one to deliver to is local: that it was to be delivered is what can be seen.
		expect(outcome.items()[0]?.json).toMatchObject({
			call: { outcome: 'completed', collected: { guests: 4 } },
			dataDelivery: { eventId: `collected-${CALL_ID}` },
		});
	});

	test(
		'is delivered of a call that was due when the item was written, and was placed',
		async () => {
			const due = timeoutItem({ ...placed, state: 'due', callId: null, callUuid: null });
			const outcome = await getResult(due, '={{ $json.call.callId }}');
			expect(outcome.message).toBeUndefined();
			expect(outcome.items()[0]?.json).toMatchObject({
				call: { callId: CALL_ID, outcome: 'completed', collected: { guests: 4 } },
				dataDelivery: { eventId: `collected-${CALL_ID}` },
			});
		},
		PATIENCE_MS,
	);

	test('of one that was due, and that nobody has placed, the item says so', async () => {
		const never = { ...placed, key: 'never', state: 'due' as const, callId: null, callUuid: null };
		const outcome = await getResult(timeoutItem(never), '={{ $json.call.callId }}');
		expect(outcome.message).toBeUndefined();
		expect(outcome.items()[0]?.json).toMatchObject({
			call: { callId: null, outcome: 'failed', to: placed.to },
			reason: expect.stringMatching(/^Nobody was dialed/) as string,
			isOver: true,
			dataDelivery: null,
		});
	});

	test.each([
		[
			'an item that told the end, and has delivered it',
			{ call: { callId: CALL_ID, outcome: 'completed' } },
		],
		[
			'an item of Call, whose agent had no tool',
			{ ...timeoutItem(placed), call: { outcome: null } },
		],
		['a call of another execution, which delivers it', timeoutItem({ ...placed, state: 'known' })],
	])(
		'is not delivered behind %s',
		async (_what, item) => {
			const outcome = await getResult(item);
			expect(outcome.message).toBeUndefined();
			expect(outcome.items()[0]?.json).toMatchObject({
				call: { collected: { guests: 4 } },
				dataDelivery: null,
			});
		},
		PATIENCE_MS,
	);
});

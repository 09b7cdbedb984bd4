import type { IDataObject } from 'n8n-workflow';
import {
	AGENT,
	CALL_ID,
	chain,
	credentialsFor,
	n8nNode,
	onlyXml,
	PHONE_AGENT,
	phoneAgentNode,
	runAnswerCall,
	setNode,
	startUltravoxServer,
	TRIGGER,
	triggerNode,
	ultravoxCallFor,
	waitingItem,
	WEBHOOK_URL,
} from './support/answerCallBench';
import type { RecordingServer } from './support/recordingServer';
import { runFromTrigger } from './support/runWorkflow';

let ultravox: RecordingServer;
let refuses: boolean;

beforeEach(async () => {
	refuses = false;
	ultravox = await startUltravoxServer(({ body }) =>
		refuses
			? { status: 429, body: { detail: 'Too many concurrent calls.' } }
			: { status: 201, body: ultravoxCallFor(body) },
	);
});

afterEach(async () => await ultravox.close());

const noCallWaits = {
	name: 'NodeOperationError',
	message: 'No call is waiting to be answered',
	description:
		"'Answer Call' goes behind an Inbound Call Trigger whose 'Answer With' is 'Workflow'",
};

describe('Phone Agent > Answer Call: the call of which trigger', () => {
	test('it is found when the nodes between drop everything of the trigger', async () => {
		const run = await runAnswerCall(ultravox.url, [
			setNode('Look Up', { customer: 'Ada' }),
			setNode('And Again', { language: 'en' }),
		]);
		expect(run.error).toBeUndefined();
		expect(onlyXml(run)).toContain(`>${WEBHOOK_URL}?event=continue`);
		expect(run.items(PHONE_AGENT)?.[0]?.json.call).toMatchObject({ from: '+14155550100' });
	});

	test("a field 'answer' of the workflow's own is not taken for the trigger's", async () => {
		const run = await runAnswerCall(ultravox.url, [
			setNode('Look Up', { answer: 'the customer may be put through' }),
		]);
		expect(run.error).toBeUndefined();
		expect(onlyXml(run)).toContain('<Stream');
	});

	test('of two triggers it is the one that was called', async () => {
		const second = 'Second Trigger';
		const nodes = [triggerNode(), triggerNode(second), setNode('Look Up', { customer: 'Ada' })];
		const workflow = chain(...nodes.slice(2), phoneAgentNode());
		for (const trigger of [TRIGGER, second]) {
			workflow.connections[trigger] = { main: [[{ node: 'Look Up', type: 'main', index: 0 }]] };
		}
		workflow.nodes.push(...nodes.slice(0, 2));
		for (const trigger of [TRIGGER, second]) {
			const run = await runFromTrigger(
				workflow,
				trigger,
				[
					[waitingItem({ webhookUrl: `https://n8n.example.com/webhook/${trigger.length}/plivo` })],
					[],
				],
				credentialsFor(ultravox.url),
			);
			expect(run.error).toBeUndefined();
			expect(onlyXml(run)).toContain(`/webhook/${trigger.length}/plivo?event=continue`);
		}
	});

	describe('when a node between made several items of the one call', () => {
		const item = { json: { ...waitingItem().json, orders: [{ id: 1 }, { id: 2 }] } };
		const split = n8nNode('Split', 'splitOut', { fieldToSplitOut: 'orders', options: {} });

		test('it is answered once, and each item gets the answer with its own paired item', async () => {
			const run = await runAnswerCall(ultravox.url, [split], { item });
			expect(ultravox.requests).toHaveLength(1);
			expect(onlyXml(run)).toContain('<Stream');
			const items = run.items(PHONE_AGENT) ?? [];
			expect(items.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }]);
			expect(items.map(({ json }) => (json.call as IDataObject).callId)).toEqual([
				CALL_ID,
				CALL_ID,
			]);
		});

		test('it is refused once: Plivo has its XML, a second agent would talk to nobody', async () => {
			refuses = true;
			const run = await runAnswerCall(ultravox.url, [split], {
				item,
				onError: 'continueRegularOutput',
			});
			expect(ultravox.requests).toHaveLength(1);
			expect(onlyXml(run)).toContain('<Redirect');
			const items = run.items(PHONE_AGENT) ?? [];
			expect(items.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }]);
			for (const { json } of items) expect(json.error).toContain('Too many concurrent calls.');
		});
	});

	test('without a trigger it says where the node belongs, and Ultravox is not asked', async () => {
		const start = 'When clicking';
		const run = await runFromTrigger(
			chain(n8nNode(start, 'manualTrigger'), phoneAgentNode()),
			start,
			[[{ json: {} }]],
			credentialsFor(ultravox.url),
		);
		expect(run.error).toMatchObject(noCallWaits);
		expect(ultravox.requests).toHaveLength(0);
		expect(run.responses).toHaveLength(0);
	});

	test("on the 'Ended' output no call waits any more", async () => {
		const workflow = chain(triggerNode(), phoneAgentNode());
		workflow.connections[TRIGGER] = {
			main: [[], [{ node: PHONE_AGENT, type: 'main', index: 0 }]],
		};
		const { call, plivo } = waitingItem().json;
		const run = await runFromTrigger(
			workflow,
			TRIGGER,
			[[], [{ json: { call, plivo } as IDataObject }]],
			credentialsFor(ultravox.url),
		);
		expect(run.error).toMatchObject(noCallWaits);
		expect(ultravox.requests).toHaveLength(0);
		expect(run.responses).toHaveLength(0);
	});

	test("a trigger whose 'Answer With' is 'Agent' has answered already", async () => {
		const item = waitingItem();
		item.json.answer = { by: 'agent', attempts: [] };
		const run = await runAnswerCall(ultravox.url, [], { item });
		expect(run.error).toMatchObject(noCallWaits);
		expect(ultravox.requests.filter(({ url }) => url.includes(AGENT))).toHaveLength(0);
	});
});

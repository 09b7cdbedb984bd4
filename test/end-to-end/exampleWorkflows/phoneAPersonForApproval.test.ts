import { randomUUID } from 'node:crypto';
import { eventually } from '../support/eventually';
import type { ExampleWorkflow } from '../support/exampleWorkflow';
import { PATIENCE, useExamples } from '../support/examples';

const examples = useExamples();

describe('phone a person for approval', () => {
	const PERSON = '+14155550161';
	let workflow: ExampleWorkflow;
	let path: string;

	beforeEach(async () => {
		path = `approval-${randomUUID()}`;
		workflow = await examples.importExample('phone-a-person-for-approval.json', {
			agentId: examples.agent({}, 'Not used.'),
			number: examples.world.number(),
			nodes: { 'A Request Comes In': { path } },
		});
		const made = await workflow.run('Set Up Once');
		expect(made.status).toBe('success');
		const [item] = await workflow.itemsOf('Make the Agent');
		const agentId = String(item?.id);
		const chosen = examples.world.lab.ultravox.agents.get(agentId);
		if (!chosen) throw new Error(`There is no agent ${agentId}`);
		chosen.script = {
			greeting: 'Do you approve?',
			toolCalls: [
				{
					when: 'yes',
					toolName: 'submitCollectedData',
					parameters: { approved: true },
					say: 'Thank you.',
				},
				{
					when: 'no',
					toolName: 'submitCollectedData',
					parameters: { approved: false },
					say: 'Thank you.',
				},
			],
		};
		await workflow.chooseAgent(agentId);
		await workflow.publish();
	});

	afterEach(async () => {
		await workflow.unpublish();
	});

	/** Sends a request and waits for what the workflow decides. */
	async function decisionIn(node: string): Promise<Record<string, unknown>> {
		const response = await fetch(`${examples.world.api.baseUrl}/webhook/${path}`, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify({ phone: PERSON, request: 'Refund 80 dollars to Ada?' }),
		});
		expect(response.status).toBe(200);
		const [decision] = await eventually(
			`an item of ${node}`,
			async () => {
				const items = await workflow.itemsOf(node);
				return items.length > 0 && items;
			},
			PATIENCE,
		);
		return decision ?? {};
	}

	test.each([
		['yes', 'Approved', true],
		['no', 'Not Approved', false],
	])('%s', async (answer, node, approved) => {
		examples.world.lab.plivo.people.add({
			number: PERSON,
			ringMs: 0,
			script: [
				{ pauseMs: 1_000 },
				{ say: 'Hello' },
				{ waitForUtterance: true },
				{ say: `${answer} please` },
				{ waitForUtterance: /Thank you/ },
				{ hangUp: true },
			],
		});
		expect(await decisionIn(node)).toMatchObject({ approved });
		expect(examples.rung()).toEqual([PERSON.slice(1)]);
	});

	test('whoever talks and says neither has not decided', async () => {
		examples.world.lab.plivo.people.add({
			number: PERSON,
			ringMs: 0,
			script: [
				{ pauseMs: 1_000 },
				{ say: 'Hello' },
				{ waitForUtterance: true },
				{ say: 'I have to ask my boss first.' },
				{ hangUp: true },
			],
		});
		expect(await decisionIn('Nobody Decided')).toEqual({
			approved: false,
			reason: 'they said neither yes nor no',
		});
		expect(await workflow.itemsOf('Not Approved')).toEqual([]);
	});

	test('nobody answers: no answer is no approval', async () => {
		examples.world.lab.plivo.people.add({ number: PERSON, ringMs: 0, behavior: 'busy' });
		expect(await decisionIn('Nobody Decided')).toMatchObject({ approved: false, reason: 'busy' });
	});
});

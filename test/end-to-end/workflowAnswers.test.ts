import { randomUUID } from 'node:crypto';
import type { WorkflowNode } from '../../lab/src/n8n/n8nTypes';
import { executionError, outputItems } from '../../lab/src/n8n/executionData';
import { AnsweringWorkflow, TRIGGER } from './support/answeringWorkflow';
import { eventually } from './support/eventually';
import { CALLER, PhoneWorld } from './support/phoneWorld';

const SORRY = 'Nobody is here, sorry.';
const ladder = { steps: [{ step: 'sentence', sentence: SORRY }] };

let world: PhoneWorld;

beforeAll(async () => {
	world = await PhoneWorld.start();
});

afterAll(async () => {
	await world.close();
});

const node = (
	name: string,
	type: string,
	typeVersion: number,
	parameters: Record<string, unknown>,
	extra: Partial<WorkflowNode> = {},
): WorkflowNode => ({
	id: randomUUID(),
	name,
	type,
	typeVersion,
	position: [200, 0],
	parameters,
	...extra,
});

const lookUp = node('Look Up', 'n8n-nodes-base.set', 3.4, {
	assignments: {
		assignments: [{ id: '1', name: 'customer', value: 'Ada', type: 'string' }],
	},
	options: {},
});

const chain = (...names: string[]) =>
	Object.fromEntries(
		names
			.slice(0, -1)
			.map((name, i) => [
				name,
				{ main: [[{ node: names[i + 1] as string, type: 'main', index: 0 }]] },
			]),
	);

/** A workflow that looks something up and answers with Phone Agent > Answer Call. */
async function workflowThatAnswers(agentId: string, audioPath: 'direct' | 'bridge') {
	const references = Object.fromEntries(
		(['ultravoxApi', 'voiceBridgeApi'] as const).map((type) => [
			type,
			{ id: world.credentials[type].id, name: world.credentials[type].name },
		]),
	);
	const answer = node(
		'Answer',
		'n8n-nodes-plivo-ultravox.phoneAgent',
		1,
		{
			resource: 'call',
			operation: 'answerCall',
			agent: { __rl: true, mode: 'id', value: agentId },
			audioPath,
			templateContext: { values: [{ name: 'customer', value: '={{ $json.customer }}' }] },
		},
		{ credentials: references },
	);
	const workflow = await AnsweringWorkflow.create(
		world,
		{ phoneNumbers: [world.number()], answerWith: 'workflow', ladder, withBridge: true },
		{ nodes: [lookUp, answer], connections: chain(TRIGGER, 'Look Up', 'Answer') },
	);
	await workflow.publish();
	return workflow;
}

test.concurrent.each(['direct', 'bridge'] as const)(
	'the workflow looks up who calls and answers with Answer Call, audio path %s',
	async (audioPath) => {
		const agentId = world.agent({
			greeting: 'Hello {{customer}}.',
			replies: [{ when: /bye/, say: 'Goodbye.', then: 'hangUp' }],
		});
		const workflow = await workflowThatAnswers(agentId, audioPath);
		const call = workflow.call([{ waitForUtterance: /Hello/ }, { say: 'bye' }]);
		const end = await call.waitForEnd();
		expect(call.heard.map(({ text }) => text)).toEqual(['Hello Ada.', 'Goodbye.']);
		expect(end).toMatchObject({ hangupSource: 'Answer XML' });
		const execution = await eventually('the execution', async () =>
			(await workflow.executions()).find(
				(one) => one.status === 'success' && outputItems(one, 'Answer').length > 0,
			),
		);
		const [item] = outputItems(execution, 'Answer');
		expect(item?.json.call).toMatchObject({ from: CALLER, callUuid: call.uuid, agentId });
		expect(JSON.stringify(item)).not.toMatch(/joinUrl|wss?:\/\//);
		expect((await workflow.ended(call)).call).toMatchObject({ outcome: 'completed' });
		await workflow.remove();
	},
);

test('Ultravox refuses: the caller hears the ladder, and the execution fails with its words', async () => {
	const workflow = await workflowThatAnswers(world.agent(), 'direct');
	const fault = world.lab.ultravox.faults.add({
		match: /^POST \/api\/agents\/[^/]+\/calls$/,
		status: 429,
		body: { detail: 'All lines are taken' },
		times: 9,
	});
	const call = workflow.call();
	await call.waitForEnd();
	fault.remove();
	expect(call.heard.map(({ text }) => text)).toEqual([SORRY]);
	const failed = await eventually('the failed execution', async () =>
		(await workflow.executions()).find(({ status }) => status === 'error'),
	);
	expect(executionError(failed)).toContain('All lines are taken');
	await workflow.remove();
});

test.concurrent('a workflow that never answers: the ladder does', async () => {
	const wait = node('Dawdle', 'n8n-nodes-base.wait', 1.1, { amount: 40, unit: 'seconds' });
	const workflow = await AnsweringWorkflow.create(
		world,
		{ phoneNumbers: [world.number()], answerWith: 'workflow', ladder },
		{ nodes: [wait], connections: chain(TRIGGER, 'Dawdle') },
	);
	await workflow.publish();
	const call = workflow.call();
	await call.waitForEnd(60_000);
	expect(call.heard.map(({ text }) => text)).toEqual([SORRY]);
	await workflow.remove();
});

test.concurrent('a workflow that ends without an answer: the ladder does', async () => {
	const workflow = await AnsweringWorkflow.create(
		world,
		{ phoneNumbers: [world.number()], answerWith: 'workflow', ladder },
		{ nodes: [lookUp], connections: chain(TRIGGER, 'Look Up') },
	);
	await workflow.publish();
	const call = workflow.call();
	await call.waitForEnd(60_000);
	expect(call.heard.map(({ text }) => text)).toEqual([SORRY]);
	await workflow.remove();
});

test('nothing that was sent was dropped by Plivo or Ultravox', () => {
	expect(world.droppedFields).toEqual([]);
});

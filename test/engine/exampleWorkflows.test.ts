import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { NodeHelpers } from 'n8n-workflow';
import { createCallContext } from '../../nodes/shared/callContext';
import { AGENT, CALL_ID, CALL_UUID } from './support/answerCallBench';
import { repositoryRoot } from './support/packageSource';
import type { WorkflowJson } from './support/runWorkflow';
import { loadWorkflow, runFromTrigger } from './support/runWorkflow';

const folder = join(repositoryRoot(), 'workflows');
const files = readdirSync(folder).filter((name) => name.endsWith('.json'));
const read = (file: string) => JSON.parse(readFileSync(join(folder, file), 'utf8')) as WorkflowJson;

const TRIGGER = 'Inbound Call Trigger';
const ringing = {
	callUuid: CALL_UUID,
	callId: CALL_ID,
	agentId: AGENT,
	agentName: 'Receptionist',
	direction: 'inbound',
	from: '+14155550100',
	to: '+14155550123',
} as const;

/** The workflow after the one thing its note asks for: an agent is chosen. */
function withAgent(json: WorkflowJson): WorkflowJson {
	const chosen = structuredClone(json);
	for (const node of chosen.nodes) {
		if (node.name !== TRIGGER) continue;
		node.parameters.agent = { __rl: true, mode: 'list', value: AGENT };
	}
	return chosen;
}

/** What the trigger gives on 'Answered'. */
const answered: INodeExecutionData = {
	json: {
		call: createCallContext({ ...ringing, status: 'ringing' }) as unknown as IDataObject,
		plivo: { CallUUID: CALL_UUID, Event: 'StartApp' },
		ultravox: { callId: CALL_ID },
		answer: { by: 'agent', attempts: [] },
	},
};

/** What the trigger gives on 'Ended'. */
const ended = (facts: Parameters<typeof createCallContext>[0]): INodeExecutionData => ({
	json: {
		call: createCallContext({
			...ringing,
			status: 'completed',
			...facts,
		}) as unknown as IDataObject,
		plivo: { CallUUID: CALL_UUID, Event: 'Hangup' },
		ultravox: { callId: CALL_ID },
		bridge: null,
		voicemail: null,
		steps: [{ by: 'agent', attempts: [] }],
	},
});

test('there are example workflows of both audio paths', () => {
	const pathOf = (file: string) =>
		read(file).nodes.find(({ name }) => name === TRIGGER)?.parameters.audioPath;
	expect(pathOf('inbound-call-direct.json')).toBe('direct');
	expect(pathOf('inbound-call-relay.json')).toBe('bridge');
});

describe.each(files)('example workflow %s', (file) => {
	const json = read(file);

	test('every node exists in the version it names', () => {
		const { workflow } = loadWorkflow(json);
		for (const node of Object.values(workflow.nodes)) {
			const { description } = workflow.nodeTypes.getByNameAndVersion(node.type, node.typeVersion);
			expect([description.version].flat()).toContain(node.typeVersion);
		}
	});

	test('its parameters are ones the nodes have, with values they offer', () => {
		const { workflow } = loadWorkflow(json);
		for (const given of json.nodes) {
			const type = workflow.nodeTypes.getByNameAndVersion(given.type, given.typeVersion);
			if (!given.type.startsWith('n8n-nodes-plivo-ultravox.')) continue;
			const names = type.description.properties.map(({ name }) => name);
			expect(names).toEqual(expect.arrayContaining(Object.keys(given.parameters)));
			const issues = NodeHelpers.getNodeParametersIssues(
				type.description.properties,
				{ ...given, parameters: workflow.getNode(given.name)?.parameters ?? {} },
				type.description,
			);
			// What is left to choose, as the workflow's note says, and nothing else.
			const open = Object.keys(issues?.parameters ?? {});
			expect(open.filter((name) => !['agent', 'platformAddress'].includes(name))).toEqual([]);
		}
	});
});

const answersCalls = files.filter((file) => read(file).nodes.some(({ name }) => name === TRIGGER));

describe.each(answersCalls)('example workflow %s, which answers calls', (file) => {
	const json = read(file);

	test("an answered call goes to 'Who Is Calling' alone", async () => {
		const run = await runFromTrigger(withAgent(json), TRIGGER, [[answered], []]);
		expect(run.error).toBeUndefined();
		expect(run.items('Who Is Calling')?.map((item) => item.json)).toEqual([
			{ from: '+14155550100', answeredBy: 'agent' },
		]);
		expect(run.items('What Was Said')).toBeUndefined();
	});

	test("a call that is over goes to 'What Was Said' alone", async () => {
		const item = ended({
			outcome: 'completed',
			durationSeconds: 42,
			transcript: [
				{ role: 'agent', text: 'Hello, how can I help?' },
				{ role: 'user', text: 'I would like a table for two.' },
			],
		});
		const run = await runFromTrigger(withAgent(json), TRIGGER, [[], [item]]);
		expect(run.error).toBeUndefined();
		expect(run.items('What Was Said')?.map((out) => out.json)).toEqual([
			{
				from: '+14155550100',
				outcome: 'completed',
				seconds: 42,
				conversation: 'agent: Hello, how can I help?\nuser: I would like a table for two.',
			},
		]);
		expect(run.items('Who Is Calling')).toBeUndefined();
	});

	test('a call that nobody answered, with all facts unknown, is no obstacle', async () => {
		const run = await runFromTrigger(withAgent(json), TRIGGER, [
			[],
			[ended({ outcome: 'no-answer' })],
		]);
		expect(run.error).toBeUndefined();
		expect(run.items('What Was Said')?.[0]?.json).toMatchObject({
			outcome: 'no-answer',
			conversation: '',
		});
	});
});

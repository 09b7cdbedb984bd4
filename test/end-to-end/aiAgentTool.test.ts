import { randomUUID } from 'node:crypto';
import type { Execution } from '../../lab/src/n8n/executionData';
import { executionError, outputItems } from '../../lab/src/n8n/executionData';
import type { CredentialReference, WorkflowNode } from '../../lab/src/n8n/n8nTypes';
import type { LabPerson } from '../../lab/src/plivo/people';
import type { ChatReply, ChatRequest } from './support/chatModel';
import { ChatModel } from './support/chatModel';
import { eventually } from './support/eventually';
import { PhoneWorld } from './support/phoneWorld';

const START = 'Start';
const AGENT = 'AI Agent';
const MODEL = 'Model';
const TOOL = 'Phone a Person';
const PERSON = '+14155580101';

let world: PhoneWorld;
let model: ChatModel;
let openAi: CredentialReference;
/** What the model does next. */
let answer: (request: ChatRequest) => ChatReply;
let workflowId: string | undefined;

beforeAll(async () => {
	world = await PhoneWorld.start();
	model = await ChatModel.start((request) => answer(request));
	openAi = await world.api.createCredential(`Model ${randomUUID()}`, 'openAiApi', {
		apiKey: 'none',
		url: model.url,
	});
});
afterEach(async () => {
	if (workflowId !== undefined) await world.api.archiveWorkflow(workflowId);
	workflowId = undefined;
});
afterAll(async () => {
	await world.api.deleteCredential(openAi.id);
	await model.close();
	await world.close();
});

const told = ({ messages }: ChatRequest) =>
	messages.filter(({ role }) => role === 'tool').map(({ content }) => String(content));

const node = (
	name: string,
	type: string,
	typeVersion: number,
	parameters: Record<string, unknown>,
	credentials: CredentialReference[] = [],
): WorkflowNode => ({
	id: randomUUID(),
	name,
	type,
	typeVersion,
	position: [0, 0],
	parameters,
	credentials: Object.fromEntries(
		credentials.map(({ id, name: title, type: its }) => [its, { id, name: title }]),
	),
});

/** Runs an AI agent that has *Call and Wait* as its tool, to its end. */
async function runAgent(agentVersion: number): Promise<Execution> {
	const { plivoVoiceApi, ultravoxApi } = world.credentials;
	const nodes = [
		node(START, 'n8n-nodes-base.manualTrigger', 1, {}),
		node(AGENT, '@n8n/n8n-nodes-langchain.agent', agentVersion, {
			promptType: 'define',
			text: `Ask ${PERSON} whether they come.`,
			options: { maxIterations: 5 },
		}),
		node(
			MODEL,
			'@n8n/n8n-nodes-langchain.lmChatOpenAi',
			1.2,
			{ model: { __rl: true, mode: 'id', value: 'of-the-tests' }, options: { maxRetries: 0 } },
			[openAi],
		),
		node(
			TOOL,
			'n8n-nodes-plivo-ultravox.phoneAgentTool',
			1,
			{
				resource: 'call',
				operation: 'callAndWait',
				to: "={{ $fromAI('Phone_Number', 'Whom to call, such as +14155550100', 'string') }}",
				from: world.number(),
				agent: { __rl: true, mode: 'id', value: world.agent() },
				audioPath: 'direct',
				// An AI agent hears one output: there is none for each outcome then.
				options: { ensureConfiguration: true, outputs: 'byOutcome' },
			},
			[plivoVoiceApi, ultravoxApi],
		),
	];
	const leads = (type: string, target: string) => ({
		[type]: [[{ node: target, type, index: 0 }]],
	});
	const { id } = await world.api.createWorkflow({
		name: `AI agent ${randomUUID()}`,
		nodes,
		connections: {
			[START]: leads('main', AGENT),
			[MODEL]: leads('ai_languageModel', AGENT),
			[TOOL]: leads('ai_tool', AGENT),
		},
	});
	workflowId = id;
	const executionId = await world.api.runManually(id, START);
	return await eventually(
		'the end of the execution',
		async () => {
			const execution = await world.api.execution(executionId);
			return ['success', 'error', 'crashed', 'canceled'].includes(execution.status) && execution;
		},
		120_000,
	);
}

function person(more: Partial<LabPerson>): void {
	world.lab.plivo.people.add({ number: PERSON, ringMs: 0, ...more });
}

const dials = () => world.lab.plivo.dials.all.filter(({ to }) => to === PERSON.slice(1));

// Until 2, an agent runs its tools by itself; from 3 on, n8n's engine does it on the agent's behalf.
describe.each([2.2, 3])('Call and Wait as the tool of an AI Agent, version %d', (version) => {
	test('P2.5: the model says whom to call, and hears what came of it', async () => {
		person({
			script: [
				{ pauseMs: 1_000 },
				{ say: 'Yes, I come.' },
				{ waitForUtterance: true },
				{ say: 'Okay, bye.' },
				{ waitForUtterance: /Goodbye/ },
			],
		});
		const before = dials().length;
		// It forgets that it has called, as models do: nobody is called a second time.
		answer = (request) =>
			told(request).length < 2
				? { useTool: { Phone_Number: PERSON } }
				: { say: 'They come: I have called them.' };
		const execution = await runAgent(version);
		expect(executionError(execution)).toBeUndefined();
		expect(outputItems(execution, AGENT)[0]?.json).toMatchObject({
			output: 'They come: I have called them.',
		});
		expect(dials().length - before).toBe(1);

		const last = model.requests.at(-1);
		expect(last?.tools).toMatchObject([
			{ name: 'Phone_a_Person', description: expect.stringMatching(/\w/) as string },
		]);
		// Nothing but what it is asked for: what rings and what is spent is the workflow's to say.
		expect(Object.keys(last?.tools[0]?.parameters.properties ?? {})).toEqual(['Phone_Number']);
		const results = last ? told(last) : [];
		expect(results).toHaveLength(2);
		for (const result of results) {
			expect(result).toMatch(/"outcome":\s*"completed"/);
			expect(result).toContain('Yes, I come.');
		}
	});

	test('P2.5: the model hears that nobody was reached', async () => {
		person({ behavior: 'busy' });
		answer = (request) =>
			told(request).length === 0
				? { useTool: { Phone_Number: PERSON } }
				: { say: 'They could not be reached.' };
		const execution = await runAgent(version);
		expect(executionError(execution)).toBeUndefined();
		const last = model.requests.at(-1);
		expect(last ? told(last) : []).toEqual([expect.stringMatching(/"outcome":\s*"busy"/)]);
	});

	test('P2.5: the model hears what is wrong with a number, and nobody is called', async () => {
		const before = world.lab.plivo.dials.all.length;
		answer = (request) =>
			told(request).length === 0
				? { useTool: { Phone_Number: 'my brother' } }
				: { say: 'I need a number.' };
		await runAgent(version);
		const last = model.requests.at(-1);
		expect(last ? told(last) : []).toEqual([expect.stringContaining("'To'")]);
		expect(world.lab.plivo.dials.all).toHaveLength(before);
	});
});

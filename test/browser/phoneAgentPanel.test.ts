import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import type { Locator } from 'playwright-core';
import type { WorkflowNode } from '../../lab/src/n8n/n8nTypes';
import { eventually } from '../end-to-end/support/eventually';
import { PhoneWorld } from '../end-to-end/support/phoneWorld';
import { n8nUrl } from '../end-to-end/support/runningN8n';
import { Editor } from './support/editor';

const AGENT = 'Phone Agent';
const START = 'Start';
const PEOPLE = 'People';
const OUTCOMES = ['Completed', 'Voicemail', 'Not Reached', 'Failed'];
const CALLEE = '+14155550142';

let world: PhoneWorld;
let editor: Editor;
let reminder: string;
let from: string;

beforeAll(async () => {
	world = await PhoneWorld.start({}, n8nUrl(), '');
	from = world.number();
	world.agent(undefined, 'Reception');
	reminder = world.agent(undefined, 'Reminder');
	editor = await Editor.open(n8nUrl());
});

afterAll(async () => {
	await editor.close();
	await world.close();
});

const chosen = (value: string, cachedResultName: string) => ({
	__rl: true,
	mode: 'list',
	value,
	cachedResultName,
});

function node(
	name: string,
	type: string,
	position: [number, number],
	rest: Partial<WorkflowNode> = {},
): WorkflowNode {
	return { id: randomUUID(), name, type, typeVersion: 1, position, parameters: {}, ...rest };
}

/** A start, the people to call, and Phone Agent; behind it a node for each of these names, on an output of its own. */
async function openedWorkflow(
	parameters: Record<string, unknown>,
	{ people = [{}], behind = [] }: { people?: object[]; behind?: string[] } = {},
): Promise<void> {
	const { ultravoxApi, plivoVoiceApi } = world.credentials;
	const to = (name: string) => [{ node: name, type: 'main', index: 0 }];
	const workflow = await world.api.createWorkflow({
		name: 'Call people',
		nodes: [
			node(START, 'n8n-nodes-base.manualTrigger', [0, 0]),
			node(PEOPLE, 'n8n-nodes-base.code', [220, 0], {
				typeVersion: 2,
				parameters: {
					jsCode: `return ${JSON.stringify(people.map((json) => ({ json })))};`,
				},
			}),
			node(AGENT, 'n8n-nodes-plivo-ultravox.phoneAgent', [440, 0], {
				parameters,
				credentials: {
					ultravoxApi: { id: ultravoxApi.id, name: ultravoxApi.name },
					plivoVoiceApi: { id: plivoVoiceApi.id, name: plivoVoiceApi.name },
				},
			}),
			...behind.map((name, index) =>
				node(name, 'n8n-nodes-base.noOp', [760, (index - (behind.length - 1) / 2) * 160]),
			),
		],
		connections: {
			[START]: { main: [to(PEOPLE)] },
			[PEOPLE]: { main: [to(AGENT)] },
			...(behind.length === 0 ? {} : { [AGENT]: { main: behind.map(to) } }),
		},
	});
	await editor.openWorkflow(workflow.id);
}

/** The labels of the panel, once it is filled. */
const labels = async (): Promise<string[]> =>
	await eventually('the filled panel', async () => {
		const text = await editor.parameters();
		return text.includes('Operation') && !text.includes('Loading') && text.split('\n');
	});

const credentials = () => editor.page.getByTestId('node-credentials-select');
const input = (name: string): Locator => editor.page.getByTestId(`parameter-input-${name}`).first();
/** Fields that are marked because they have to be filled. */
const missing = () => editor.page.getByTestId('parameter-issues');

async function choose(name: string, choice: string): Promise<void> {
	await input(name).click();
	await editor.page.locator('[role=option]:visible').filter({ hasText: choice }).first().click();
}

/** What 'Options' offers to add. */
async function optionsToAdd(): Promise<string[]> {
	await editor.page.getByTestId('collection-parameter-add').first().click();
	const options = await eventually('the options', async () => {
		const items = await editor.page.locator('[role=option]:visible').allInnerTexts();
		const names = items.map((text) => text.split('\n')[0]?.trim() ?? '');
		return names.includes('Call Key') && names;
	});
	await editor.page.keyboard.press('Escape');
	return options;
}

test('P2.5 P2.6 a new node calls and waits: what is missing is marked, and no field of the other audio path shows', async () => {
	await openedWorkflow({});
	await editor.openNode(AGENT);
	const direct = await labels();
	for (const label of ['To', 'Agent', 'From', 'Audio Path', 'Template Context', 'Options']) {
		expect(direct).toContain(label);
	}
	expect(direct).toContain("If empty, the 'Default Caller ID' of the Plivo credential");
	expect(direct).not.toContain('Voice Bridge Credential');
	expect(direct).not.toContain('Bridge Options');
	expect(await credentials().count()).toBe(2);
	// To and Agent.
	expect(await missing().count()).toBe(2);
	const options = await optionsToAdd();
	expect(options).toEqual(
		expect.arrayContaining(['Call Key', 'Outputs', 'When a Machine Answers']),
	);
	expect(options).toContain('Update Plivo Configuration');
	for (const other of ['Audio Format', 'Message', 'Message Voice']) {
		expect(options).not.toContain(other);
	}

	await choose('audioPath', 'Through Bridge');
	await eventually('the third credential', async () => (await credentials().count()) === 3);
	const bridge = await labels();
	expect(bridge).toEqual(expect.arrayContaining(['Voice Bridge Credential', 'Bridge Options']));
	const more = await optionsToAdd();
	expect(more).toContain('Audio Format');
	expect(more).not.toContain('Update Plivo Configuration');
	await choose('audioPath', 'Direct');
	await eventually('two credentials', async () => (await credentials().count()) === 2);
	expect(editor.complaints).toEqual([]);
});

test('the agent is chosen from the list, by any part of its name', async () => {
	await openedWorkflow({ to: CALLEE });
	await editor.openNode(AGENT);
	await editor.page.getByTestId('rlc-input').first().click();
	await editor.page.getByText('Reception', { exact: true }).first().waitFor();
	await editor.page.getByTestId('rlc-search').first().fill('remind');
	await eventually('the other agent to be gone', async () => {
		const names = await editor.page.getByTestId('rlc-item').allInnerTexts();
		return names.length === 1 && names[0]?.trim() === 'Reminder';
	});
	await editor.page.getByTestId('rlc-item').first().click();
	await eventually('nothing missing', async () => (await missing().count()) === 0);
});

test('P2.5 four outputs have names on the canvas, and the result of a call comes out of one of them', async () => {
	world.lab.plivo.people.add({
		number: CALLEE,
		script: [
			{ pauseMs: 1_000 },
			{ say: 'Hello, who is there?' },
			{ waitForUtterance: true },
			{ say: 'Okay, bye.' },
			{ waitForUtterance: /Goodbye/ },
		],
	});
	await openedWorkflow(
		{
			to: '={{ $json.phone }}',
			from,
			agent: chosen(reminder, 'Reminder'),
			options: { outputs: 'byOutcome' },
		},
		{ people: [{ name: 'Ada', phone: CALLEE }], behind: OUTCOMES },
	);
	const canvas = editor.page.getByTestId('canvas-node').filter({ hasText: AGENT }).first();
	await eventually('the names of the outputs', async () => {
		const text = await canvas.innerText();
		return OUTCOMES.every((name) => text.includes(name));
	});
	await editor.page.getByTestId('execute-workflow-button').first().click();
	const done = editor.page.locator(
		'[data-node-name="Completed"] [data-test-id=canvas-node-status-success]',
	);
	await done.waitFor({ timeout: 60_000 });
	expect(existsSync(await editor.picture('call-by-outcome'))).toBe(true);
	await editor.openNode(AGENT);
	const output = editor.page.getByTestId('output-panel');
	await output.getByText('Hello, who is there?').first().waitFor();
	expect(await output.innerText()).toContain('Completed Branch (1 item)');
	expect(existsSync(await editor.picture('call-and-wait'))).toBe(true);
	expect(editor.complaints).toEqual([]);
});

test('O3.1 an agent needs a name alone; what some calls cannot do is said when it is made', async () => {
	await openedWorkflow({ resource: 'agent', operation: 'create' });
	await editor.openNode(AGENT);
	const empty = await labels();
	expect(empty).not.toContain('Voice Bridge Credential');
	expect(await missing().count()).toBe(1);

	await openedWorkflow({
		resource: 'agent',
		operation: 'create',
		name: 'Receptionist',
		additionalFields: {
			firstMessage: 'Example Dental, good day.',
			handoffPhoneNumber: '+14155550100',
			dataCollectionFields: {
				values: [{ name: 'appointment day', type: 'date', description: 'The day they prefer' }],
			},
		},
	});
	await editor.openNode(AGENT);
	const panel = await labels();
	for (const label of [
		'Data Collection Fields',
		'Handoff Phone Number',
		'First Message',
		'Add Field',
	]) {
		expect(panel).toContain(label);
	}
	expect(panel.join('\n')).toContain('where n8n has a public https address');
	await editor.page.getByTestId('node-execute-button').first().click();
	await editor.page
		.getByText('For handing callers to a human and collecting data')
		.first()
		.waitFor();
	expect(existsSync(await editor.picture('create-agent'))).toBe(true);
	expect(editor.complaints).toEqual([]);
});

test('P2.9 Preview shows when each row would be called, with the fields that Start has', async () => {
	const campaign = {
		resource: 'campaign',
		agent: chosen(reminder, 'Reminder'),
		campaign: 'spring-reminders',
		to: '={{ $json.phone }}',
		from,
		doNotCall: '+14155550143',
	};
	const people = [
		{ name: 'Ada', phone: CALLEE },
		{ name: 'Bob', phone: '+14155550143' },
		{ name: 'Cem', phone: '555' },
	];
	await openedWorkflow({ ...campaign, operation: 'start' });
	await editor.openNode(AGENT);
	const start = await labels();
	for (const label of [
		'Campaign',
		'To',
		'Do Not Call',
		'Calling Days',
		'Earliest Time',
		'Latest Time',
	]) {
		expect(start).toContain(label);
	}
	expect(start).not.toContain('Voice Bridge Credential');
	expect(start).not.toContain('Audio Path');

	await openedWorkflow({ ...campaign, operation: 'preview' }, { people });
	await editor.openNode(AGENT);
	// n8n shows what an expression gives in the place of a hint.
	const withoutOperation = (texts: string[]) =>
		texts.filter((text) => !/^(Start|Preview)$/.test(text));
	expect(withoutOperation(await labels())).toEqual(withoutOperation(start));
	await editor.page.getByTestId('node-execute-button').first().click();
	const output = editor.page.getByTestId('output-panel');
	await output.getByText('3 items').first().waitFor();
	expect(existsSync(await editor.picture('preview-campaign'))).toBe(true);
	expect(editor.complaints).toEqual([]);
});

import { existsSync } from 'node:fs';
import { TRIGGER } from '../end-to-end/support/answeringWorkflow';
import { eventually } from '../end-to-end/support/eventually';
import { CALLER, PhoneWorld } from '../end-to-end/support/phoneWorld';
import { n8nUrl } from '../end-to-end/support/runningN8n';
import { readExample } from '../../lab/src/start/exampleWorkflows';
import { Editor } from './support/editor';

let world: PhoneWorld;
let editor: Editor;

beforeAll(async () => {
	world = await PhoneWorld.start({}, n8nUrl(), '');
	editor = await Editor.open(n8nUrl());
});

afterAll(async () => {
	await editor.close();
	await world.close();
});

/** The example workflow of the package, with the world's credentials, a number and an agent. */
async function exampleWorkflow() {
	const example = readExample('direct');
	const number = world.number();
	const nodes = example.nodes.map((node) =>
		node.name === TRIGGER
			? {
					...node,
					parameters: {
						...node.parameters,
						phoneNumbers: [number],
						agent: {
							__rl: true,
							mode: 'list',
							value: world.agent(undefined, 'Reception'),
							cachedResultName: 'Reception',
						},
					},
					credentials: {
						plivoVoiceApi: reference('plivoVoiceApi'),
						ultravoxApi: reference('ultravoxApi'),
					},
				}
			: node,
	);
	const workflow = await world.api.createWorkflow({
		name: example.name,
		nodes,
		connections: example.connections,
	});
	return { workflow, number };
}

const reference = (type: keyof PhoneWorld['credentials']) => ({
	id: world.credentials[type].id,
	name: world.credentials[type].name,
});

test('the panel of the trigger shows what a user decides, and only what the choices need', async () => {
	const { workflow } = await exampleWorkflow();
	await editor.openWorkflow(workflow.id);
	await eventually('two outputs on the canvas', async () => {
		const text = await editor.page.locator('body').innerText();
		return text.includes('Answered') && text.includes('Ended');
	});
	expect(existsSync(await editor.picture('canvas'))).toBe(true);

	await editor.openNode(TRIGGER);
	const panel = await eventually('the filled panel', async () => {
		const text = await editor.parameters();
		return text.includes('Options') && !text.includes('Loading fields') ? text : undefined;
	});
	for (const label of [
		'Plivo Credential',
		'Ultravox Credential',
		'Voice Bridge Credential',
		'Phone Number Names or IDs',
		'Application',
		'Answer With',
		'Agent',
		'Audio Path',
		'Call Fields',
		'Template Context',
		'Metadata',
		'If the Agent Cannot Be Reached',
		'Options',
	]) {
		expect(panel).toContain(label);
	}
	// What belongs to other choices stays hidden.
	for (const label of [
		'Agents by Number',
		'Overwrite Answer URL',
		'Sentence for Unknown Numbers',
	]) {
		expect(panel).not.toContain(label);
	}
	expect(panel).toContain('While n8n itself is down');
	expect(await editor.page.getByTestId('node-credentials-select').count()).toBe(3);
	expect(existsSync(await editor.picture('inbound-call-trigger'))).toBe(true);
	await editor.page.getByText('Add Variable').click();
	await editor.page.getByText('{{ $json.body.From }}').first().waitFor();
	expect(editor.complaints).toEqual([]);
});

test('listening in the editor takes one call, whose item is seen, and says where the hang-up is', async () => {
	const { workflow, number } = await exampleWorkflow();
	await editor.openWorkflow(workflow.id);
	await editor.openNode(TRIGGER);
	await editor.page.getByText('More info').first().click();
	const before = await eventually('the help of the panel', async () => {
		const text = await editor.page.locator('body').innerText();
		return text.includes('Ended') && text.includes('needs the published') ? text : undefined;
	});
	expect(before).toContain("'Ended' output needs the published workflow");
	await editor.page.getByTestId('trigger-execute-button').first().click();
	await eventually('the number at the test Application', () => {
		const { applications, numbers } = world.lab.plivo.account;
		const application = applications.get(numbers.get(number.slice(1))?.app_id ?? '');
		return application?.answer_url.includes('/webhook-test/');
	});
	const call = world.lab.plivo.placeInboundCall({
		from: CALLER,
		to: number,
		person: [{ waitForUtterance: true }, { hangUp: true }],
	});
	await call.waitForEnd();
	expect(call.heard.map(({ text }) => text)).toEqual(['Reception, good day.']);
	await editor.page.getByText(CALLER).first().waitFor();
	expect(existsSync(await editor.picture('test-call'))).toBe(true);
});

test('the node is found by what people call it', async () => {
	const { workflow } = await exampleWorkflow();
	await editor.openWorkflow(workflow.id);
	await editor.page.keyboard.press('n');
	// Keys pressed before the search has the focus would go to the canvas.
	await editor.page.getByTestId('node-creator').locator('input').first().fill('telephony');
	await editor.page.getByText('Phone Agent', { exact: true }).first().waitFor();
	expect(existsSync(await editor.picture('node-creator'))).toBe(true);
	await editor.page.keyboard.press('Escape');
});

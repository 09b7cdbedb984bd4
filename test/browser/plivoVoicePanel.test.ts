import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { WorkflowContent } from '../../lab/src/n8n/n8nTypes';
import { repositoryRoot } from '../../lab/src/n8n/repositoryRoot';
import { eventually } from '../end-to-end/support/eventually';
import { PhoneWorld } from '../end-to-end/support/phoneWorld';
import { n8nUrl } from '../end-to-end/support/runningN8n';
import { Editor } from './support/editor';

const PROVISION = 'Provision SIP Trunk';

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

/** The example workflow as a user has it after choosing credential, address and number. */
async function exampleWorkflow(number: string) {
	const file = join(repositoryRoot(), 'workflows', 'provision-sip-trunk.json');
	const { name, nodes, connections } = JSON.parse(readFileSync(file, 'utf8')) as WorkflowContent;
	const { id, name: credential } = world.credentials.plivoVoiceApi;
	return await world.api.createWorkflow({
		name,
		connections,
		nodes: nodes.map((node) =>
			node.type.endsWith('.plivoVoice')
				? {
						...node,
						parameters: {
							...node.parameters,
							...(node.name === PROVISION
								? { platformAddress: 'agent_1@yours.sip.ultravox.ai', phoneNumbers: number }
								: {}),
						},
						credentials: { plivoVoiceApi: { id, name: credential } },
					}
				: node,
		),
	});
}

test('the panel shows one operation with what it needs, and executing it gives addresses to paste', async () => {
	const workflow = await exampleWorkflow(world.number());
	await editor.openWorkflow(workflow.id);
	expect(existsSync(await editor.picture('provision-canvas'))).toBe(true);
	await editor.openNode(PROVISION);
	const panel = await eventually('the filled panel', async () => {
		const text = await editor.parameters();
		return text.includes('Options') && text;
	});
	for (const label of ['Resource', 'Operation', 'Platform', 'SIP Address', 'Name', 'Directions']) {
		expect(panel).toContain(label);
	}
	// What belongs to other ways of signing in stays hidden.
	for (const label of ['IP Addresses', 'User Name\n', 'Answer URL']) {
		expect(panel).not.toContain(label);
	}
	await editor.page.getByTestId('node-execute-button').first().click();
	await editor.page.getByText('sipAddress').first().waitFor();
	expect(existsSync(await editor.picture('plivo-voice'))).toBe(true);
	expect(editor.complaints).toEqual([]);
});

test('a trunk is chosen from the list, by any part of its name', async () => {
	world.lab.plivo.account.zentrunk.addTrunk({ name: 'Evening line' });
	world.lab.plivo.account.zentrunk.addTrunk({ name: 'Morning line' });
	const { id, name } = world.credentials.plivoVoiceApi;
	const workflow = await world.api.createWorkflow({
		name: 'Choose a trunk',
		connections: {},
		nodes: [
			{
				id: 'choose',
				name: 'Choose',
				type: 'n8n-nodes-plivo-ultravox.plivoVoice',
				typeVersion: 1,
				position: [0, 0],
				parameters: { resource: 'trunk', operation: 'get' },
				credentials: { plivoVoiceApi: { id, name } },
			},
		],
	});
	await editor.openWorkflow(workflow.id);
	await editor.openNode('Choose');
	await editor.page.getByTestId('rlc-input').first().click();
	await editor.page.getByText('Evening line').first().waitFor();
	await editor.page.getByTestId('rlc-search').first().fill('morning');
	await editor.page.getByText('Morning line').first().waitFor();
	await eventually(
		'the other trunk to be gone',
		async () => (await editor.page.getByText('Evening line').count()) === 0,
	);
	expect(existsSync(await editor.picture('choose-trunk'))).toBe(true);
});

import { existsSync } from 'node:fs';
import { eventually } from '../end-to-end/support/eventually';
import { PhoneWorld } from '../end-to-end/support/phoneWorld';
import { n8nUrl } from '../end-to-end/support/runningN8n';
import { Editor } from './support/editor';

const NODE = 'Call Ada';

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

test('the template context of a call has the variables of the chosen agent as fields', async () => {
	const agent = world.lab.ultravox.addAgent({
		name: 'Reminder',
		systemPrompt: 'You call {{customer.name}} about the appointment on {{appointmentDay}}.',
	});
	const { id, name } = world.credentials.ultravoxApi;
	const workflow = await world.api.createWorkflow({
		name: 'Call with an agent',
		connections: {},
		nodes: [
			{
				id: 'call-ada',
				name: NODE,
				type: 'n8n-nodes-plivo-ultravox.ultravox',
				typeVersion: 1,
				position: [0, 0],
				parameters: {
					resource: 'call',
					operation: 'createWithAgent',
					agent: {
						__rl: true,
						mode: 'list',
						value: agent.agentId,
						cachedResultName: 'Reminder',
					},
				},
				credentials: { ultravoxApi: { id, name } },
			},
		],
	});
	await editor.openWorkflow(workflow.id);
	await editor.openNode(NODE);
	const panel = await eventually('the variables of the agent', async () => {
		const text = await editor.parameters();
		return text.includes('appointmentDay') && text;
	});
	expect(panel).toContain('customer.name');
	for (const label of ['Resource', 'Operation', 'Agent', 'Medium']) expect(panel).toContain(label);
	expect(existsSync(await editor.picture('ultravox'))).toBe(true);
	expect(editor.complaints).toEqual([]);
});

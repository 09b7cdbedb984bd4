import phoneAgentOperations from '../contract/phoneAgent/operations.json';
import plivoOperations from '../contract/plivoVoice/operations.json';
import ultravoxOperations from '../contract/ultravoxNode/operations.json';
import { N8nApi } from '../../lab/src/n8n/n8nApi';
import { n8nUrl } from './support/runningN8n';

const PACKAGE = 'n8n-nodes-plivo-ultravox';

test.each([
	['phoneAgent', phoneAgentOperations],
	['plivoVoice', plivoOperations],
	['ultravox', ultravoxOperations],
])('n8n serves the output schema of every operation of %s to the editor', async (node, list) => {
	const missing: string[] = [];
	for (const [resource, operations] of Object.entries(list as Record<string, string[]>)) {
		for (const operation of operations) {
			const path = `/schemas/${PACKAGE}.${node}/1.0.0/${resource}/${operation}.json`;
			const answer = await fetch(n8nUrl() + path);
			const schema = answer.ok ? ((await answer.json()) as { properties?: object }) : {};
			if (!schema.properties) missing.push(`${resource}.${operation}: ${answer.status}`);
		}
	}
	expect(missing).toEqual([]);
});

test('the nodes are there as tools of an AI agent too, the trigger is not', async () => {
	const api = new N8nApi(n8nUrl());
	await api.signIn();
	const ours = (await api.nodeTypes())
		.map(({ name }) => name)
		.filter((name) => name.startsWith(`${PACKAGE}.`))
		.map((name) => name.slice(PACKAGE.length + 1));
	expect(ours.sort()).toEqual([
		'inboundCallTrigger',
		'phoneAgent',
		'phoneAgentTool',
		'plivoVoice',
		'plivoVoiceTool',
		'ultravox',
		'ultravoxTool',
	]);
});

import { randomUUID } from 'node:crypto';
import type { Execution } from '../../../../lab/src/n8n/executionData';
import { executionError, outputItems } from '../../../../lab/src/n8n/executionData';
import type { WorkflowNode } from '../../../../lab/src/n8n/n8nTypes';
import { eventually } from '../eventually';
import type { PhoneWorld } from '../phoneWorld';

const CAMPAIGN = 'Campaign';
const PATIENCE_MS = 5 * 60_000;

const step = (name: string, type: string, version: number, rest: object): WorkflowNode => ({
	id: randomUUID(),
	name,
	type,
	typeVersion: version,
	position: [0, 0],
	parameters: {},
	...rest,
});

/**
 * Runs one operation of campaigns in the real n8n.
 * @param rows its input; one item without a field when not given
 * @returns JSON of its items
 * @throws Error with n8n's words when it fails
 */
export async function runCampaign(
	world: PhoneWorld,
	operation: string,
	parameters: Record<string, unknown>,
	rows: object[] = [{}],
): Promise<Array<Record<string, never>>> {
	const { plivoVoiceApi, ultravoxApi } = world.credentials;
	const nodes = [
		step('Start', 'n8n-nodes-base.manualTrigger', 1, {}),
		step('List', 'n8n-nodes-base.set', 3.4, {
			parameters: { mode: 'raw', jsonOutput: JSON.stringify({ rows }), options: {} },
		}),
		step('Rows', 'n8n-nodes-base.splitOut', 1, {
			parameters: { fieldToSplitOut: 'rows', options: {} },
		}),
		step(CAMPAIGN, 'n8n-nodes-plivo-ultravox.phoneAgent', 1, {
			parameters: { resource: 'campaign', operation, ...parameters },
			credentials: {
				plivoVoiceApi: { id: plivoVoiceApi.id, name: plivoVoiceApi.name },
				ultravoxApi: { id: ultravoxApi.id, name: ultravoxApi.name },
			},
		}),
	];
	const names = nodes.map(({ name }) => name);
	const connections = Object.fromEntries(
		names
			.slice(0, -1)
			.map((name, index) => [
				name,
				{ main: [[{ node: names[index + 1] ?? '', type: 'main', index: 0 }]] },
			]),
	);
	const workflow = await world.api.createWorkflow({
		name: `Campaign ${randomUUID()}`,
		nodes,
		connections,
	});
	const id = await world.api.runManually(workflow.id, 'Start');
	const execution = await eventually(
		`the end of ${operation}`,
		async () => isOver(world, id),
		PATIENCE_MS,
	);
	await world.api.archiveWorkflow(workflow.id);
	const error = executionError(execution);
	if (error !== undefined) throw new Error(`${operation} failed: ${error}`);
	return outputItems(execution, CAMPAIGN).map(({ json }) => json as Record<string, never>);
}

async function isOver({ api }: PhoneWorld, id: string): Promise<Execution | false> {
	const current = await api.execution(id);
	return ['success', 'error', 'crashed', 'canceled'].includes(current.status) && current;
}

import { randomUUID } from 'node:crypto';
import type { Execution } from '../../../../lab/src/n8n/executionData';
import type { WorkflowNode } from '../../../../lab/src/n8n/n8nTypes';
import { eventually } from '../../support/eventually';
import type { PhoneWorld } from '../../support/phoneWorld';

const START = 'Start';

/** A node with its settings. */
export type Step = Pick<WorkflowNode, 'name' | 'type' | 'typeVersion' | 'parameters'>;

/** Plivo Voice with one operation. */
export const plivoVoice = (
	name: string,
	resource: string,
	operation: string,
	parameters: Record<string, unknown> = {},
): Step => ({
	name,
	type: 'n8n-nodes-plivo-ultravox.plivoVoice',
	typeVersion: 1,
	parameters: { resource, operation, ...parameters },
});

/** Ultravox with one operation. */
export const ultravox = (
	name: string,
	resource: string,
	operation: string,
	parameters: Record<string, unknown> = {},
): Step => ({
	...plivoVoice(name, resource, operation, parameters),
	type: 'n8n-nodes-plivo-ultravox.ultravox',
});

/** Two nodes that give one item for each value, with the value in the field; an object is an item itself. */
export const itemsOf = (field: string, values: Array<string | object>): Step[] => [
	{
		name: 'List',
		type: 'n8n-nodes-base.set',
		typeVersion: 3.4,
		parameters: { mode: 'raw', jsonOutput: JSON.stringify({ [field]: values }), options: {} },
	},
	{
		name: 'Items',
		type: 'n8n-nodes-base.splitOut',
		typeVersion: 1,
		parameters: { fieldToSplitOut: field, options: {} },
	},
];

/** A node that gives the file in the field `data` as Base64 text. */
export const fileAsText: Step = {
	name: 'File as Text',
	type: 'n8n-nodes-base.extractFromFile',
	typeVersion: 1,
	parameters: { operation: 'binaryToPropery', destinationKey: 'file', options: {} },
};

/** An n8n, and the credentials there are for nodes of this package. */
export type N8nOfNodes = Pick<PhoneWorld, 'api'> & Partial<Pick<PhoneWorld, 'credentials'>>;

/** What a node of this package asks for; those of n8n itself need nothing here. */
function credentialsOf(world: N8nOfNodes, { type }: Step): Pick<WorkflowNode, 'credentials'> {
	const wanted = { plivoVoice: 'plivoVoiceApi', ultravox: 'ultravoxApi' } as const;
	const credential = wanted[type.replace(/^.*\./, '') as keyof typeof wanted];
	const known = credential && world.credentials?.[credential];
	if (!known) return {};
	return { credentials: { [credential]: { id: known.id, name: known.name } } };
}

/** Executes nodes one behind the other, as the editor does it, to the end. */
export async function runInARow(world: N8nOfNodes, steps: Step[]): Promise<Execution> {
	const start: Step = {
		name: START,
		type: 'n8n-nodes-base.manualTrigger',
		typeVersion: 1,
		parameters: {},
	};
	const nodes = [start, ...steps].map((step, index): WorkflowNode => ({
		...step,
		id: randomUUID(),
		position: [index * 200, 0],
		...credentialsOf(world, step),
	}));
	const connections = Object.fromEntries(
		nodes
			.slice(0, -1)
			.map(({ name: from }, index) => [
				from,
				{ main: [[{ node: nodes[index + 1]?.name ?? '', type: 'main', index: 0 }]] },
			]),
	);
	const workflow = await world.api.createWorkflow({
		name: `Row ${randomUUID()}`,
		nodes,
		connections,
	});
	const executionId = await world.api.runManually(workflow.id, START);
	const execution = await eventually('the end of the row of nodes', async () => {
		const current = await world.api.execution(executionId);
		return ['success', 'error', 'crashed', 'canceled'].includes(current.status) && current;
	});
	await world.api.archiveWorkflow(workflow.id);
	return execution;
}

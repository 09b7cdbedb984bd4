import './n8nFolder';
import { stringify } from 'flatted';
import { WorkflowExecute } from 'n8n-core';
import type {
	ExecutionError,
	IConnections,
	IExecuteResponsePromiseData,
	INode,
	INodeExecutionData,
	IPinData,
	IRun,
	IWorkflowBase,
	WorkflowExecuteMode,
} from 'n8n-workflow';
import { createRunExecutionData, Workflow } from 'n8n-workflow';
import { additionalData } from './additionalData';
import type { CredentialValues } from './engineCredentials';
import { EngineNodeTypes } from './engineNodeTypes';

const nodeTypes = new EngineNodeTypes();

/** A workflow as its JSON file has it. */
export interface WorkflowJson {
	id: string;
	name: string;
	nodes: INode[];
	connections: IConnections;
}

export interface EngineRun {
	run: IRun;
	/** What nodes answered through `sendResponse`, in order. */
	responses: IExecuteResponsePromiseData[];
	/** The items of one output of a node's only run; undefined when it did not run or gave nothing there. */
	items(nodeName: string, output?: number): INodeExecutionData[] | undefined;
	/** Of the execution as a whole. */
	error: ExecutionError | undefined;
	/** The execution as n8n keeps it in its database. */
	stored: string;
}

/** The workflow as n8n's execution engine takes it, with the defaults of all parameters filled in. */
export function loadWorkflow(json: WorkflowJson): { base: IWorkflowBase; workflow: Workflow } {
	const base: IWorkflowBase = {
		...structuredClone(json),
		active: true,
		isArchived: false,
		activeVersionId: null,
		createdAt: new Date(),
		updatedAt: new Date(),
		settings: { executionOrder: 'v1' },
	};
	const { id, name, nodes, connections, active, settings } = base;
	return {
		base,
		workflow: new Workflow({ id, name, nodes, connections, active, settings, nodeTypes }),
	};
}

/**
 * Runs a workflow as n8n does after a trigger's `webhook()` returned: the trigger's output is given, all that follows
 * really runs.
 * @param output of the trigger, one list of items for each of its outputs
 * @param pinned what nodes give without running, by their names
 */
export async function runFromTrigger(
	json: WorkflowJson,
	triggerName: string,
	output: INodeExecutionData[][],
	credentials: CredentialValues = {},
	pinned: IPinData = {},
): Promise<EngineRun> {
	return await runFrom(json, triggerName, output, credentials, 'webhook', pinned);
}

/**
 * Runs one node, as n8n does when its turn has come.
 * @param items its input
 */
export async function runNode(
	node: INode,
	items: INodeExecutionData[],
	credentials: CredentialValues = {},
): Promise<EngineRun> {
	const json = { id: 'engineTest', name: 'Engine test', nodes: [node], connections: {} };
	return await runFrom(json, node.name, [items], credentials, 'trigger');
}

async function runFrom(
	json: WorkflowJson,
	nodeName: string,
	data: INodeExecutionData[][],
	credentials: CredentialValues,
	mode: WorkflowExecuteMode,
	pinData?: IPinData,
): Promise<EngineRun> {
	const { base, workflow } = loadWorkflow(json);
	const node = workflow.getNode(nodeName);
	if (!node) throw new Error(`The workflow has no node '${nodeName}'.`);
	const responses: IExecuteResponsePromiseData[] = [];
	const execution = new WorkflowExecute(
		additionalData(base, mode, credentials, responses),
		mode,
		createRunExecutionData({
			resultData: pinData ? { pinData } : {},
			executionData: {
				nodeExecutionStack: [{ node, data: { main: data }, source: null }],
			},
		}),
	);
	await workflow.expression.acquireIsolate();
	try {
		const run = await execution.processRunExecutionData(workflow);
		const { runData, error } = run.data.resultData;
		return {
			run,
			responses,
			items: (name, index = 0) => runData[name]?.[0]?.data?.main?.[index] ?? undefined,
			error,
			stored: stringify(run.data),
		};
	} finally {
		await workflow.expression.releaseIsolate();
	}
}

import { parse } from 'flatted';
import type { ExecutionSummary } from './n8nTypes';

export interface ExecutionItem {
	json: Record<string, unknown>;
	binary?: Record<string, unknown>;
	pairedItem?: unknown;
}

/** One run of a node. */
export interface NodeRun {
	executionStatus?: string;
	error?: { message: string; description?: string | null };
	/** connection type -> output index -> items; null when the output was not used */
	data?: Record<string, Array<ExecutionItem[] | null>>;
}

/** What n8n keeps of an execution, decoded. */
export interface ExecutionData {
	resultData: {
		runData: Record<string, NodeRun[]>;
		lastNodeExecuted?: string;
		error?: { message: string; description?: string | null };
	};
}

export interface Execution extends ExecutionSummary {
	data: ExecutionData;
}

/** Decodes the `data` of `GET /rest/executions/:id`: JSON in which repeated parts are references. */
export function decodeExecutionData(data: string): ExecutionData {
	return parse(data) as ExecutionData;
}

/** The items a node gave on one output (0 = the first) in its last run; none when it did not run. */
export function outputItems(execution: Execution, node: string, output = 0): ExecutionItem[] {
	return execution.data.resultData.runData[node]?.at(-1)?.data?.main?.[output] ?? [];
}

/** Why the execution failed, in n8n's words; undefined when it did not. */
export function executionError(execution: Execution): string | undefined {
	const { error, runData } = execution.data.resultData;
	if (error) return error.message;
	return Object.values(runData)
		.flat()
		.find((run) => run.error)?.error?.message;
}

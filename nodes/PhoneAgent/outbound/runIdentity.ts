import { createHash, randomUUID } from 'node:crypto';
import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

/** Which run of the node this is, so that its calls are found again. */
export interface RunIdentity {
	/** The same whenever n8n runs this very thing again: Retry, Retry On Fail, a stalled job. */
	run: string;
	/** Workflow and node, the same in all runs. */
	node: string;
	/**
	 * A retried execution that remembers no run: it was killed before n8n saved what it had done. What it dialled can only be told by
	 * workflow, node, item and number.
	 */
	isLost: boolean;
	/** The run is that of this very execution: what was placed for it, by a job that stalled, tells this execution how it ended. */
	isOwn: boolean;
}

/** The name under which the runs are kept in the context of the node. */
const KEPT = 'outboundRuns';
/** All calls of an AI agent's turn are one run: how often the tool is tried is no fact of the calls. */
const TOOL = 'tool';

interface KeptRuns {
	isLost: boolean;
	runs: Record<string, string>;
}

/** Whether an AI agent runs the node as its tool: in the agent's own execution, or by n8n's engine on its behalf. */
export function isTool(context: IExecuteFunctions): boolean {
	const { type, rewireOutputLogTo } = context.getNode();
	return context.isToolExecution() || rewireOutputLogTo === 'ai_tool' || type.endsWith('Tool');
}

/**
 * The identity of this run. Made of the execution's id, which a stalled job in queue mode keeps, and written to the node's context,
 * which n8n's Retry copies to its new execution. Each round of a loop is a run of its own.
 */
export function runIdentity(context: IExecuteFunctions): RunIdentity {
	const round = isTool(context) ? TOOL : String(context.evaluateExpression('{{ $runIndex }}', 0));
	const node = digest(context.getInstanceId(), context.getWorkflow().id, context.getNode().id);
	const kept = keptRuns(context);
	const own = digest(node, executionOf(context), round);
	const run = (kept.runs[round] ??= own);
	return { run, node, isLost: kept.isLost, isOwn: run === own };
}

function keptRuns(context: IExecuteFunctions): KeptRuns {
	const store: IDataObject = context.getContext('node');
	const kept = store[KEPT] as unknown as KeptRuns | undefined;
	if (kept) return kept;
	const fresh: KeptRuns = { isLost: context.getMode() === 'retry', runs: {} };
	store[KEPT] = fresh as unknown as IDataObject;
	return fresh;
}

/** n8n gives an execution without an id only where nothing of it is saved. */
const executionOf = (context: IExecuteFunctions): string =>
	(context.getExecutionId() as string | undefined) ?? randomUUID();

/** Short, and nothing but letters, digits, - and _: it is asked for in a URL. */
function digest(...parts: Array<string | undefined>): string {
	return createHash('sha256').update(JSON.stringify(parts)).digest('base64url').slice(0, 22);
}

/** What no phone is dialled twice under when the user gave no key: run, item and number. */
export const defaultKey = ({ run }: RunIdentity, item: number, to: string): string =>
	`${run}.${item}.${to.replace('+', '')}`;

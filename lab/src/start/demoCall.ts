import { setTimeout as pause } from 'node:timers/promises';
import type { CallOutcome } from '../../../nodes/shared/callOutcome';
import { callerScript } from '../callerScript';
import type { SpokenLine } from '../conversation';
import { agentCallOf, followConversation } from '../conversation';
import type { Execution } from '../n8n/executionData';
import { executionError, outputItems } from '../n8n/executionData';
import type { LabCall } from '../plivo/labCall';
import type { DemoCallResult, DemoPath } from './callSummary';
import { hearingFailure } from './callSummary';
import { DEMO_CALLER, DEMO_NUMBERS } from './demoAccounts';
import type { DemoWorld } from './demoWorld';
import { answeredNumbers, isCallTrigger } from './fillWorkflow';
import type { Output } from './output';

const LONGEST_CALL_MS = 90_000;
/** After the call n8n waits for Ultravox to write down the end, and for the bridge's report. */
const EXECUTIONS_WITHIN_MS = 30_000;

const inSeconds = (ms: number) => `${(ms / 1000).toFixed(1).padStart(5)} s`;

function printLine(output: Output, { who, text, complete, atMs }: SpokenLine): void {
	const speaker = who === 'agent' ? 'Agent ' : 'Caller';
	output.line(`${inSeconds(atMs)}  ${speaker}  ${text}${complete ? '' : ' ...'}`);
}

/** Places one call to the workflow of a path, prints what is said as it is said, and sums up what came of it. */
export async function placeDemoCall(
	world: DemoWorld,
	path: DemoPath,
	output: Output,
): Promise<DemoCallResult> {
	const [number = DEMO_NUMBERS[path]] = answeredNumbers(world.workflows[path].nodes);
	output.line(`\nA ${path} call from ${DEMO_CALLER.number} to ${number}`);
	const call = world.lab.plivo.placeInboundCall({
		from: DEMO_CALLER.number,
		to: number,
		person: callerScript(DEMO_CALLER.lines),
	});
	const agentCalls = () => world.lab.ultravox.calls.values();
	const stop = followConversation(call, agentCalls, (line) => printLine(output, line));
	try {
		const end = await call.waitForEnd(LONGEST_CALL_MS);
		output.line(`${inSeconds(Date.now() - call.times.placedAt)}  hung up by: ${end.hangupSource}`);
	} finally {
		stop();
	}
	return await sumUp(world, path, call);
}

async function sumUp(world: DemoWorld, path: DemoPath, call: LabCall): Promise<DemoCallResult> {
	const { answered, ended } = await executionsOf(world, path, call);
	const { answerMs, firstAudioMs } = call.timeline;
	const summary = {
		heardByCaller: call.heard.map(({ text }) => text),
		heardByAgent: (agentCallOf(call, world.lab.ultravox.calls.values())?.heardByAgent ?? []).map(
			({ text }) => text,
		),
		answerMs,
		firstAudioMs,
		executionId: answered?.id ?? null,
		outcome: ended ? outcomeOf(ended, world, path) : null,
	};
	return {
		summary,
		failure:
			hearingFailure(summary) ??
			executionFailure('Answered', answered) ??
			executionFailure('Ended', ended),
	};
}

function executionFailure(output: string, execution: Execution | undefined): string | undefined {
	if (!execution) return `There is no execution of '${output}'.`;
	if (execution.status === 'success') return undefined;
	const words = executionError(execution) ?? `it is ${execution.status}`;
	return `Execution ${execution.id} of '${output}' did not succeed: ${words}`;
}

const triggerName = (world: DemoWorld, path: DemoPath) =>
	world.workflows[path].nodes.find(isCallTrigger)?.name ?? '';

function callFact(execution: Execution, node: string, output: number, key: string): unknown {
	const context = outputItems(execution, node, output)[0]?.json.call;
	return typeof context === 'object' && context !== null
		? (context as Record<string, unknown>)[key]
		: undefined;
}

function outcomeOf(ended: Execution, world: DemoWorld, path: DemoPath): CallOutcome | null {
	return (callFact(ended, triggerName(world, path), 1, 'outcome') ?? null) as CallOutcome | null;
}

/** Waits until the executions of both outputs are over, and gives what there is when they are not in time. */
async function executionsOf(
	world: DemoWorld,
	path: DemoPath,
	call: LabCall,
): Promise<{ answered: Execution | undefined; ended: Execution | undefined }> {
	const node = triggerName(world, path);
	const deadline = Date.now() + EXECUTIONS_WITHIN_MS;
	for (;;) {
		const mine = await finishedExecutions(world, path, call.times.placedAt);
		const of = (output: number) =>
			mine.find((execution) => callFact(execution, node, output, 'callUuid') === call.uuid);
		const found = { answered: of(0), ended: of(1) };
		if ((found.answered && found.ended) || Date.now() > deadline) return found;
		await pause(200);
	}
}

async function finishedExecutions(
	world: DemoWorld,
	path: DemoPath,
	since: number,
): Promise<Execution[]> {
	const all = await world.api.executions(world.workflows[path].id);
	const finished = all.filter(
		({ status, startedAt }) =>
			!['new', 'running', 'waiting'].includes(status) && Date.parse(startedAt) >= since - 1000,
	);
	return await Promise.all(finished.map(({ id }) => world.api.execution(id)));
}

import { randomUUID } from 'node:crypto';
import type { Execution, ExecutionItem } from '../../../lab/src/n8n/executionData';
import { executionError, outputItems } from '../../../lab/src/n8n/executionData';
import type { Workflow, WorkflowNode } from '../../../lab/src/n8n/n8nTypes';
import { eventually } from './eventually';
import type { PhoneWorld } from './phoneWorld';

const START = 'Start';
const PEOPLE = 'People';
const EACH = 'Each Person';
const CALL = 'Call and Wait';
const AFTER = 'After';
const LOOP = 'Loop Over Items';
const FAIL = 'Fail';

/** How long (ms) an execution may take; longer than the deadlines of the tests that wait for one. */
const PATIENCE_MS = 240_000;

const node = (
	name: string,
	type: string,
	parameters: Record<string, unknown>,
	rest: Partial<WorkflowNode> = {},
): WorkflowNode => ({
	id: randomUUID(),
	name,
	type,
	typeVersion: 1,
	position: [0, 0],
	parameters,
	...rest,
});

/** What else there is in a workflow. */
export interface Shape {
	/** One person in each round of a loop. */
	loops?: boolean;
	/** The execution fails when everything else is done. */
	fails?: boolean;
	/** *On Error* of Call and Wait; its error output, if it has one, is the second. */
	onError?: 'continueRegularOutput' | 'continueErrorOutput';
}

type Connections = Record<
	string,
	{ main: Array<Array<{ node: string; type: string; index: number }>> }
>;

/** Each node leads to the next, with all its outputs; in a loop the last one leads back. */
function connectionsOf(names: string[], { loops = false }: Shape): Connections {
	const to = (name: string) => [{ node: name, type: 'main', index: 0 }];
	const chain = names.slice(1).map((name, index): [string, Connections[string]] => {
		const outputs = names[index] === CALL ? 4 : 1;
		return [names[index] ?? '', { main: Array.from({ length: outputs }, () => to(name)) }];
	});
	const connections = Object.fromEntries(chain);
	if (!loops) return connections;
	// Its first output is for the end of the loop.
	return { ...connections, [LOOP]: { main: [[], to(CALL)] }, [AFTER]: { main: [to(LOOP)] } };
}

/** Manual Trigger, a list of people, Call and Wait: the execution sleeps in the real n8n. */
export class CallingWorkflow {
	private constructor(
		private readonly world: PhoneWorld,
		private readonly workflow: Workflow,
	) {}

	/**
	 * @param people what the items hold; `number` is who is called
	 * @param parameters of Call and Wait, as the panel stores them
	 */
	static async create(
		world: PhoneWorld,
		people: Array<Record<string, unknown>>,
		parameters: Record<string, unknown>,
		shape: Shape = {},
	): Promise<CallingWorkflow> {
		const credentials = Object.fromEntries(
			Object.entries(world.credentials).map(([type, { id, name }]) => [type, { id, name }]),
		);
		const nodes = [
			node(START, 'n8n-nodes-base.manualTrigger', {}),
			node(
				PEOPLE,
				'n8n-nodes-base.set',
				{ mode: 'raw', jsonOutput: JSON.stringify({ people }), options: {} },
				{ typeVersion: 3.4 },
			),
			node(EACH, 'n8n-nodes-base.splitOut', { fieldToSplitOut: 'people', options: {} }),
			...(shape.loops
				? [node(LOOP, 'n8n-nodes-base.splitInBatches', { options: {} }, { typeVersion: 3 })]
				: []),
			node(
				CALL,
				'n8n-nodes-plivo-ultravox.phoneAgent',
				{
					resource: 'call',
					operation: 'callAndWait',
					to: '={{ $json.number }}',
					...parameters,
				},
				{ credentials, ...(shape.onError ? { onError: shape.onError } : {}) },
			),
			node(
				AFTER,
				'n8n-nodes-base.set',
				{
					assignments: {
						assignments: [
							{
								id: 'name',
								name: 'name',
								type: 'string',
								value: `={{ $('${EACH}').item.json.name }}`,
							},
							{
								id: 'outcome',
								name: 'outcome',
								type: 'string',
								value: '={{ $json.call.outcome }}',
							},
						],
					},
					options: {},
				},
				{ typeVersion: 3.4 },
			),
		];
		if (shape.fails) {
			nodes.push(node(FAIL, 'n8n-nodes-base.stopAndError', { errorMessage: 'As ordered.' }));
		}
		const connections = connectionsOf(
			nodes.map(({ name }) => name),
			shape,
		);
		const content = { name: `Calling ${randomUUID()}`, nodes, connections };
		return new CallingWorkflow(world, await world.api.createWorkflow(content));
	}

	/** Starts it. @returns the id of the execution */
	async run(): Promise<string> {
		return await this.world.api.runManually(this.workflow.id, START);
	}

	/**
	 * Publishes it with a webhook in the place of the Manual Trigger: n8n keeps what it needs for Retry only of such executions.
	 * @param url of that n8n
	 * @returns starts an execution, and gives its id
	 */
	async publishedAt(url: string): Promise<() => Promise<string>> {
		const path = randomUUID();
		const parameters = { httpMethod: 'POST', path, responseMode: 'onReceived', options: {} };
		const webhook = node(START, 'n8n-nodes-base.webhook', parameters, {
			typeVersion: 2,
			webhookId: path,
		});
		const { id, nodes } = this.workflow;
		await this.world.api.updateWorkflow(id, {
			nodes: nodes.map((one) => (one.name === START ? webhook : one)),
		});
		await this.world.api.publishWorkflow(id);
		return async () => {
			const before = (await this.world.api.executions(id)).length;
			await fetch(`${url}/webhook/${path}`, { method: 'POST' });
			return await eventually('the execution to begin', async () => {
				const all = await this.world.api.executions(id);
				return all.length > before && all[0]?.id;
			});
		};
	}

	/** When the execution sleeps. @throws Error when it is over instead */
	async sleeps(executionId: string): Promise<Execution> {
		return await eventually('the execution to sleep', async () => {
			const execution = await this.world.api.execution(executionId);
			if (execution.status === 'waiting') return execution;
			if (['new', 'running'].includes(execution.status)) return false;
			throw new Error(`It is ${execution.status}: ${executionError(execution) ?? 'no error'}`);
		});
	}

	/** When the execution is over, in whatever way. */
	async ends(executionId: string, withinMs = PATIENCE_MS): Promise<Execution> {
		return await eventually(
			'the end of the execution',
			async () => {
				const execution = await this.world.api.execution(executionId);
				const isOver = ['success', 'error', 'crashed', 'canceled'].includes(execution.status);
				return isOver && execution;
			},
			withinMs,
		);
	}

	/** Runs it to its end. @throws Error with n8n's words when it fails */
	async results(withinMs = PATIENCE_MS): Promise<ExecutionItem[]> {
		return this.resultsOf(await this.ends(await this.run(), withinMs));
	}

	/** The items of Call and Wait. @throws Error with n8n's words when the execution failed */
	resultsOf(execution: Execution, output = 0): ExecutionItem[] {
		const error = executionError(execution);
		if (error !== undefined) throw new Error(error);
		return outputItems(execution, CALL, output);
	}

	/** What the node behind read from the item each result is paired with. */
	after(execution: Execution): Array<Record<string, unknown>> {
		return outputItems(execution, AFTER).map(({ json }) => json);
	}

	/** The same of all rounds of a loop. */
	afterAllRounds(execution: Execution): Array<Record<string, unknown>> {
		const rounds = execution.data.resultData.runData[AFTER] ?? [];
		return rounds
			.flatMap(({ data }) => (data?.main ?? []).flatMap((items) => items ?? []))
			.map(({ json }) => json);
	}

	async remove(): Promise<void> {
		await this.world.api.archiveWorkflow(this.workflow.id);
	}
}

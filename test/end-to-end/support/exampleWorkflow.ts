import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Execution } from '../../../lab/src/n8n/executionData';
import { executionError, outputItems } from '../../../lab/src/n8n/executionData';
import type {
	CredentialReference,
	WorkflowContent,
	WorkflowNode,
} from '../../../lab/src/n8n/n8nTypes';
import { repositoryRoot } from '../../../lab/src/n8n/repositoryRoot';
import { eventually } from './eventually';
import type { PhoneWorld } from './phoneWorld';

const OURS = 'n8n-nodes-plivo-ultravox.';

/** What a newcomer sets, as the workflow's note says. */
export interface Choices {
	agentId: string;
	/** A number of the account, E.164. */
	number: string;
	/** Parameters of nodes by their names, over those of the example. */
	nodes?: Record<string, Record<string, unknown>>;
	/** Credentials of n8n's own nodes, by the names of the nodes. */
	credentials?: Record<string, CredentialReference>;
}

/** An example workflow in the real n8n, with the choices its note asks for. */
export class ExampleWorkflow {
	/** Data tables are the project's: each import has its own. */
	readonly #suffix = ` ${randomUUID()}`;

	private constructor(
		private readonly world: PhoneWorld,
		private readonly example: WorkflowContent,
		private readonly choices: Choices,
		private id = '',
	) {}

	/** @param file in `workflows/` */
	static async import(world: PhoneWorld, file: string, choices: Choices): Promise<ExampleWorkflow> {
		const path = join(repositoryRoot(), 'workflows', file);
		const example = JSON.parse(readFileSync(path, 'utf8')) as WorkflowContent & { id?: string };
		// Several imports in one n8n.
		delete example.id;
		const workflow = new ExampleWorkflow(world, example, choices);
		const nodes = workflow.#filledNodes();
		workflow.id = (await world.api.createWorkflow({ ...example, nodes })).id;
		return workflow;
	}

	/** The name of a data table in this import. */
	tableName(table: string): string {
		return `${table}${this.#suffix}`;
	}

	/** Chooses another agent, as in the editor. */
	async chooseAgent(agentId: string): Promise<void> {
		this.choices.agentId = agentId;
		const { connections } = this.example;
		await this.world.api.updateWorkflow(this.id, { nodes: this.#filledNodes(), connections });
	}

	async publish(): Promise<void> {
		await this.world.api.publishWorkflow(this.id);
	}

	async unpublish(): Promise<void> {
		await this.world.api.unpublishWorkflow(this.id);
	}

	async remove(): Promise<void> {
		await this.world.api.archiveWorkflow(this.id);
	}

	/** Executes it from a trigger, as in the editor, to its end. @throws Error when it fails */
	async run(trigger: string): Promise<Execution> {
		const executionId = await this.world.api.runManually(this.id, trigger);
		const execution = await eventually(
			`the end of the execution from ${trigger}`,
			async () => {
				const current = await this.world.api.execution(executionId);
				return ['success', 'error', 'crashed', 'canceled'].includes(current.status) && current;
			},
			120_000,
		);
		const error = executionError(execution);
		if (error !== undefined) throw new Error(`${trigger} failed: ${error}`);
		return execution;
	}

	/** The items of a node in the executions that are over, latest execution first. */
	async itemsOf(node: string): Promise<Array<Record<string, unknown>>> {
		const summaries = await this.world.api.executions(this.id);
		const executions = await Promise.all(summaries.map(({ id }) => this.world.api.execution(id)));
		return executions.flatMap((execution) => outputItems(execution, node).map(({ json }) => json));
	}

	/** Why executions failed, in n8n's words. */
	async failures(): Promise<string[]> {
		const summaries = await this.world.api.executions(this.id);
		const executions = await Promise.all(summaries.map(({ id }) => this.world.api.execution(id)));
		return executions.flatMap((execution) => executionError(execution) ?? []);
	}

	#filledNodes(): WorkflowNode[] {
		const { nodes = {} } = this.choices;
		const missing = Object.keys(nodes).filter(
			(name) => !this.example.nodes.some((node) => node.name === name),
		);
		if (missing.length > 0) throw new Error(`The example has no node ${missing.join()}`);
		return this.example.nodes.map((node) => ({
			...node,
			parameters: { ...this.#filledParameters(node), ...nodes[node.name] },
			...this.#credentialsOf(node),
		}));
	}

	#filledParameters({ type, parameters }: WorkflowNode): Record<string, unknown> {
		const { agentId, number } = this.choices;
		const filled = structuredClone(parameters);
		if (type.startsWith(OURS)) {
			// One that an expression names is not to be chosen.
			const isOpen = (filled.agent as { value?: unknown } | undefined)?.value === '';
			if (isOpen) filled.agent = { __rl: true, mode: 'id', value: agentId };
			if (filled.from === '') filled.from = number;
			if ('phoneNumbers' in filled) filled.phoneNumbers = [number];
		} else if (type.endsWith('.dataTable')) {
			if (typeof filled.tableName === 'string') {
				filled.tableName = this.tableName(filled.tableName);
			} else {
				const { value } = filled.dataTableId as { value: string };
				filled.dataTableId = { __rl: true, mode: 'name', value: this.tableName(value) };
			}
		}
		return filled;
	}

	#credentialsOf({ name, type }: WorkflowNode): Pick<WorkflowNode, 'credentials'> {
		const own = this.choices.credentials?.[name];
		if (own) return { credentials: { [own.type]: { id: own.id, name: own.name } } };
		if (!type.startsWith(OURS)) return {};
		const { plivoVoiceApi, ultravoxApi } = this.world.credentials;
		return {
			credentials: {
				plivoVoiceApi: { id: plivoVoiceApi.id, name: plivoVoiceApi.name },
				ultravoxApi: { id: ultravoxApi.id, name: ultravoxApi.name },
			},
		};
	}
}

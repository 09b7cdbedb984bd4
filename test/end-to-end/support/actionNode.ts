import { randomUUID } from 'node:crypto';
import type { Execution, ExecutionItem } from '../../../lab/src/n8n/executionData';
import { executionError, outputItems } from '../../../lab/src/n8n/executionData';
import type {
	ListSearchPage,
	MapperField,
	NodeChoice,
	Workflow,
	WorkflowNode,
} from '../../../lab/src/n8n/n8nTypes';
import { eventually } from './eventually';
import type { PhoneWorld } from './phoneWorld';

const START = 'Start';

/** What came of one operation in the real n8n. */
export interface ActionResult {
	execution: Execution;
	items: ExecutionItem[];
	/** JSON of the first item; {} when there is none. */
	json: Record<string, unknown>;
	/** Why it failed, in the words n8n shows; undefined when it did not. */
	error: string | undefined;
}

/** One node of this package behind a Manual Trigger in the real n8n: operations are executed as the editor does it. */
export class ActionNode {
	#workflow: Workflow | undefined;

	/** @param type without the package: `plivoVoice` */
	constructor(
		private readonly world: PhoneWorld,
		private readonly type: 'plivoVoice' | 'phoneAgent' | 'ultravox',
		private readonly credentials: ReadonlyArray<keyof PhoneWorld['credentials']>,
	) {}

	/** Plivo Voice with the world's credential. */
	static plivoVoice(world: PhoneWorld): ActionNode {
		return new ActionNode(world, 'plivoVoice', ['plivoVoiceApi']);
	}

	/** Ultravox with the world's credentials: some operations ask for Plivo's as well. */
	static ultravox(world: PhoneWorld): ActionNode {
		return new ActionNode(world, 'ultravox', ['ultravoxApi', 'plivoVoiceApi']);
	}

	/**
	 * Executes one operation for one empty item.
	 * @param parameters as the panel stores them
	 */
	async try(
		resource: string,
		operation: string,
		parameters: Record<string, unknown> = {},
	): Promise<ActionResult> {
		const node = this.node({ resource, operation, ...parameters });
		const { id } = await this.save(node);
		const executionId = await this.world.api.runManually(id, START);
		const execution = await eventually(`the end of ${resource} > ${operation}`, async () => {
			const current = await this.world.api.execution(executionId);
			return ['success', 'error', 'crashed', 'canceled'].includes(current.status) && current;
		});
		const items = outputItems(execution, node.name);
		return { execution, items, json: items[0]?.json ?? {}, error: executionError(execution) };
	}

	/** As `try`, for an operation that has to succeed. @throws Error with the words n8n shows */
	async run(
		resource: string,
		operation: string,
		parameters: Record<string, unknown> = {},
	): Promise<ActionResult> {
		const result = await this.try(resource, operation, parameters);
		if (result.error !== undefined) {
			throw new Error(`${resource} > ${operation} failed: ${result.error}`);
		}
		return result;
	}

	/** What a *From List* offers. */
	async search(
		methodName: string,
		parameters: Record<string, unknown> = {},
		filter?: string,
	): Promise<ListSearchPage> {
		return await this.world.api.panel.listSearch(this.node(parameters), methodName, filter);
	}

	/** The fields that a resource mapper of the panel shows. */
	async mapperFields(
		methodName: string,
		parameters: Record<string, unknown> = {},
	): Promise<MapperField[]> {
		return await this.world.api.panel.mapperFields(this.node(parameters), methodName);
	}

	/** The choices that a list of the panel loads. */
	async choices(
		methodName: string,
		parameters: Record<string, unknown> = {},
	): Promise<NodeChoice[]> {
		return await this.world.api.panel.nodeChoices(this.node(parameters), methodName);
	}

	/** Puts the workflow away. */
	async remove(): Promise<void> {
		if (this.#workflow) await this.world.api.archiveWorkflow(this.#workflow.id);
	}

	private async save(node: WorkflowNode): Promise<Workflow> {
		const start: WorkflowNode = {
			id: randomUUID(),
			name: START,
			type: 'n8n-nodes-base.manualTrigger',
			typeVersion: 1,
			position: [0, 0],
			parameters: {},
		};
		const content = {
			nodes: [start, node],
			connections: { [START]: { main: [[{ node: node.name, type: 'main', index: 0 }]] } },
		};
		this.#workflow = this.#workflow
			? await this.world.api.updateWorkflow(this.#workflow.id, content)
			: await this.world.api.createWorkflow({ name: `Action ${randomUUID()}`, ...content });
		return this.#workflow;
	}

	private node(parameters: Record<string, unknown>): WorkflowNode {
		return {
			id: randomUUID(),
			name: 'Action',
			type: `n8n-nodes-plivo-ultravox.${this.type}`,
			typeVersion: 1,
			position: [200, 0],
			parameters,
			credentials: Object.fromEntries(
				this.credentials.map((type) => {
					const { id, name } = this.world.credentials[type];
					return [type, { id, name }];
				}),
			),
		};
	}
}

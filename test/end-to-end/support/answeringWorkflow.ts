import { randomUUID } from 'node:crypto';
import type { Execution, ExecutionItem } from '../../../lab/src/n8n/executionData';
import { outputItems } from '../../../lab/src/n8n/executionData';
import type { Workflow, WorkflowConnections, WorkflowNode } from '../../../lab/src/n8n/n8nTypes';
import type { PersonScript } from '../../../lab/src/plivo/personScript';
import type { LabCall } from '../../../lab/src/plivo/labCall';
import type { InboundCallOptions } from '../../../lab/src/plivo/labPlivo';
import { eventually } from './eventually';
import type { PhoneWorld } from './phoneWorld';
import { CALLER } from './phoneWorld';

export const TRIGGER = 'Inbound Call Trigger';

/** The item an execution began with. */
export interface CallItem {
	call: Record<string, unknown>;
	plivo: Record<string, unknown>;
	ultravox: Record<string, unknown> | null;
	answer?: { by: string | null; attempts: Array<Record<string, unknown>> };
	bridge?: { report: Record<string, unknown>; transcript: unknown[] } | null;
	voicemail?: Record<string, unknown> | null;
	steps?: Array<{ by: string }>;
	callIds?: string[];
	dataDelivery?: Record<string, unknown> | null;
}

/** A workflow in the real n8n that begins with an Inbound Call Trigger. */
export class AnsweringWorkflow {
	readonly path: string;

	private constructor(
		private readonly world: PhoneWorld,
		readonly workflow: Workflow,
		readonly webhookId: string,
	) {
		this.path = `${webhookId}/plivo`;
	}

	static async create(
		world: PhoneWorld,
		parameters: Record<string, unknown>,
		behind: { nodes: WorkflowNode[]; connections: WorkflowConnections } = {
			nodes: [],
			connections: {},
		},
	): Promise<AnsweringWorkflow> {
		const webhookId = randomUUID();
		const reference = (type: keyof typeof world.credentials) => ({
			[type]: { id: world.credentials[type].id, name: world.credentials[type].name },
		});
		const trigger: WorkflowNode = {
			id: randomUUID(),
			name: TRIGGER,
			type: 'n8n-nodes-plivo-ultravox.inboundCallTrigger',
			typeVersion: 1,
			position: [0, 0],
			webhookId,
			parameters: { answerWith: 'agent', audioPath: 'direct', ...parameters },
			credentials: {
				...reference('plivoVoiceApi'),
				...reference('ultravoxApi'),
				...(parameters.audioPath === 'bridge' || parameters.withBridge === true
					? reference('voiceBridgeApi')
					: {}),
			},
		};
		delete trigger.parameters.withBridge;
		const workflow = await world.api.createWorkflow({
			name: `Answering ${webhookId}`,
			nodes: [trigger, ...behind.nodes],
			connections: behind.connections,
		});
		return new AnsweringWorkflow(world, workflow, webhookId);
	}

	get id(): string {
		return this.workflow.id;
	}

	get webhookUrl(): string {
		return `${this.world.api.baseUrl}/webhook/${this.path}`;
	}

	get testUrl(): string {
		return `${this.world.api.baseUrl}/webhook-test/${this.path}`;
	}

	get number(): string {
		const [number] = this.trigger.parameters.phoneNumbers as string[];
		return number as string;
	}

	get agentId(): string {
		return (this.trigger.parameters.agent as { value: string }).value;
	}

	private get trigger(): WorkflowNode {
		return this.workflow.nodes.find(({ name }) => name === TRIGGER) as WorkflowNode;
	}

	async publish(): Promise<void> {
		await this.world.api.publishWorkflow(this.id);
	}

	async unpublish(): Promise<void> {
		await this.world.api.unpublishWorkflow(this.id);
	}

	/** Takes another credential; saved with the next change. */
	useCredential(type: string, { id, name }: { id: string; name: string }): void {
		this.trigger.credentials = { ...this.trigger.credentials, [type]: { id, name } };
	}

	/** Saves other parameters of the trigger; what is published stays until the next publish. */
	async change(parameters: Record<string, unknown>): Promise<void> {
		Object.assign(this.trigger.parameters, parameters);
		const { nodes, connections } = this.workflow;
		await this.world.api.updateWorkflow(this.id, { nodes, connections });
	}

	async remove(): Promise<void> {
		await this.world.api.archiveWorkflow(this.id);
	}

	/** Somebody calls the number. */
	call(person: PersonScript = [], options: Partial<InboundCallOptions> = {}): LabCall {
		return this.world.lab.plivo.placeInboundCall({
			from: CALLER,
			to: this.number,
			person,
			...options,
		});
	}

	/** The item that left through *Answered* for a call, once its execution succeeded. */
	async answered(call: LabCall): Promise<CallItem> {
		return await this.item(call.uuid, 0);
	}

	/** The item that left through *Ended* for a call, once its execution succeeded. */
	async ended(call: LabCall): Promise<CallItem> {
		return await this.item(call.uuid, 1);
	}

	/** All items of the trigger for a call, by output; of executions that are over. */
	async items(callUuid: string): Promise<{ answered: CallItem[]; ended: CallItem[] }> {
		const executions = await this.executions();
		const of = (output: number) =>
			executions
				.flatMap((execution) => outputItems(execution, TRIGGER, output))
				.map(asCallItem)
				.filter(({ call }) => call.callUuid === callUuid);
		return { answered: of(0), ended: of(1) };
	}

	/** Every execution of the workflow with its data. */
	async executions(): Promise<Execution[]> {
		const summaries = await this.world.api.executions(this.id);
		return await Promise.all(summaries.map(({ id }) => this.world.api.execution(id)));
	}

	private async item(callUuid: string, output: 0 | 1): Promise<CallItem> {
		return await eventually(`an item of output ${output} for ${callUuid}`, async () => {
			for (const execution of await this.executions()) {
				const items = outputItems(execution, TRIGGER, output).map(asCallItem);
				const item = items.find(({ call }) => call.callUuid === callUuid);
				if (item && execution.status === 'success') return item;
			}
			return undefined;
		});
	}
}

const asCallItem = (item: ExecutionItem) => item.json as unknown as CallItem;

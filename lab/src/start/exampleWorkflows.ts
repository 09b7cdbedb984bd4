import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { N8nApi } from '../n8n/n8nApi';
import type { Workflow, WorkflowContent } from '../n8n/n8nTypes';
import { repositoryRoot } from '../n8n/repositoryRoot';
import type { DemoPath } from './callSummary';
import { DEMO_AGENT } from './demoAgents';
import type { WorkflowFilling } from './fillWorkflow';
import { fillWorkflow } from './fillWorkflow';

export type ExampleWorkflow = WorkflowContent & { id: string };

const FILES: Record<DemoPath, string> = {
	direct: 'inbound-call-direct.json',
	relay: 'inbound-call-relay.json',
};

const read = (file: string) =>
	JSON.parse(readFileSync(join(repositoryRoot(), 'workflows', file), 'utf8')) as ExampleWorkflow;

/** Reads the example workflow of a path from `workflows/`. */
export const readExample = (path: DemoPath): ExampleWorkflow => read(FILES[path]);

/** An example that is left to whoever tries it, and the agent of the lab that it is tried with. */
export interface OtherExample {
	example: ExampleWorkflow;
	agentName: string;
}

/** Their agents, by the names of the files; the others need none. */
const AGENTS = new Map([
	['answer-knowing-the-caller.json', 'Reception That Knows the Caller'],
	['appointment-reminders.json', 'Reminders'],
	['call-leads-on-a-schedule.json', 'Sales'],
	['phone-a-person-for-approval.json', 'Approvals'],
]);

/** All examples that are not called by the start itself. */
export function readOtherExamples(): OtherExample[] {
	const files = readdirSync(join(repositoryRoot(), 'workflows'));
	return files
		.filter((file) => file.endsWith('.json') && !Object.values(FILES).includes(file))
		.map((file) => ({ example: read(file), agentName: AGENTS.get(file) ?? DEMO_AGENT }));
}

/** Which example was last imported as which version: tells an edited workflow from an old one. */
type Ledger = Record<string, { example: string; versionId: string }>;

const digest = (value: unknown) => createHash('sha256').update(JSON.stringify(value)).digest('hex');

/** The example workflows inside an n8n, which keeps them between starts. */
export class ExampleWorkflows {
	private readonly ledgerFile: string;

	/** @param userFolder n8n's, where it is noted what was imported */
	constructor(
		private readonly n8n: N8nApi,
		userFolder: string,
	) {
		this.ledgerFile = join(userFolder, 'imported-examples.json');
	}

	/**
	 * Imports an example, or takes up the one from an earlier start: edited ones stay as they are, but for
	 * what has to point at this start's lab.
	 */
	async ensure(example: ExampleWorkflow, filling: WorkflowFilling): Promise<Workflow> {
		const current = await this.existing(example.id);
		const workflow = current
			? await this.refreshed(current, example, filling)
			: await this.n8n.createWorkflow({ ...example, nodes: fillWorkflow(example.nodes, filling) });
		this.note(example, workflow.versionId);
		return workflow;
	}

	private async existing(id: string): Promise<Workflow | undefined> {
		const listed = (await this.n8n.workflows()).find((one) => one.id === id);
		if (listed?.isArchived) await this.n8n.unarchiveWorkflow(id);
		return listed && (await this.n8n.workflow(id));
	}

	private async refreshed(
		current: Workflow,
		example: ExampleWorkflow,
		filling: WorkflowFilling,
	): Promise<Workflow> {
		const noted = this.ledger()[example.id];
		const isEdited = noted?.versionId !== current.versionId;
		const { nodes, connections } =
			!isEdited && noted.example !== digest(example) ? example : current;
		const filled = fillWorkflow(nodes, filling);
		if (digest([filled, connections]) === digest([current.nodes, current.connections]))
			return current;
		const saved = await this.n8n.updateWorkflow(current.id, { nodes: filled, connections });
		// An edited workflow keeps its mark: it is not the version that was noted.
		return isEdited ? { ...saved, versionId: '' } : saved;
	}

	private ledger(): Ledger {
		return existsSync(this.ledgerFile)
			? (JSON.parse(readFileSync(this.ledgerFile, 'utf8')) as Ledger)
			: {};
	}

	private note(example: ExampleWorkflow, versionId: string): void {
		const ledger = { ...this.ledger(), [example.id]: { example: digest(example), versionId } };
		writeFileSync(this.ledgerFile, JSON.stringify(ledger));
	}
}

/** Publishes a workflow anew: a restart of n8n calls no hook, so the provider may know nothing of it (n8n-runtime.md §5). */
export async function republish(n8n: N8nApi, id: string): Promise<void> {
	const { active } = await n8n.workflow(id);
	if (active) await n8n.unpublishWorkflow(id);
	await n8n.publishWorkflow(id);
}

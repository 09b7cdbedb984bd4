import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { N8nApi } from '../../src/n8n/n8nApi';
import type { Workflow, WorkflowContent } from '../../src/n8n/n8nTypes';
import { demoAgentNames } from '../../src/start/demoAgents';
import type { ExampleWorkflow } from '../../src/start/exampleWorkflows';
import {
	ExampleWorkflows,
	readExample,
	readOtherExamples,
	republish,
} from '../../src/start/exampleWorkflows';
import type { WorkflowFilling } from '../../src/start/fillWorkflow';
import { isCallTrigger } from '../../src/start/fillWorkflow';

const credential = (type: string) => ({ id: type, name: type, type });
const filling = (agentId: string): WorkflowFilling => ({
	credentials: {
		plivoVoiceApi: credential('plivoVoiceApi'),
		ultravoxApi: credential('ultravoxApi'),
		voiceBridgeApi: credential('voiceBridgeApi'),
	},
	header: credential('httpHeaderAuth'),
	phoneNumber: '+14155550101',
	agentIds: new Map([['Reception', agentId]]),
	agentName: 'Reception',
});

/** The part of n8n that keeps workflows. */
class WorkflowStore {
	readonly kept = new Map<string, Workflow>();
	readonly calls: string[] = [];
	private version = 0;

	async workflows() {
		return [...this.kept.values()];
	}
	async workflow(id: string) {
		return structuredClone(this.kept.get(id) as Workflow);
	}
	async createWorkflow(content: ExampleWorkflow) {
		return this.save({ ...content, active: false, isArchived: false, versionId: '' });
	}
	async updateWorkflow(id: string, changes: Partial<WorkflowContent>) {
		return this.save({ ...(this.kept.get(id) as Workflow), ...changes });
	}
	async unarchiveWorkflow(id: string) {
		(this.kept.get(id) as Workflow).isArchived = false;
	}
	async publishWorkflow(id: string) {
		this.calls.push(`publish ${id}`);
	}
	async unpublishWorkflow(id: string) {
		this.calls.push(`unpublish ${id}`);
	}
	private save(workflow: Workflow): Workflow {
		const saved = { ...structuredClone(workflow), versionId: `v${(this.version += 1)}` };
		this.kept.set(saved.id, saved);
		return structuredClone(saved);
	}
}

let folder: string;
let store: WorkflowStore;
const ensure = (example: ExampleWorkflow, agentId = 'agent-1') =>
	new ExampleWorkflows(store as unknown as N8nApi, folder).ensure(example, filling(agentId));
const agentOf = ({ nodes }: WorkflowContent) => nodes.find(isCallTrigger)?.parameters.agent;
const titled = (example: ExampleWorkflow, position: [number, number]): ExampleWorkflow => ({
	...example,
	nodes: example.nodes.map((node) => ({ ...node, position })),
});

beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'examples-'));
	store = new WorkflowStore();
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('ExampleWorkflows', () => {
	it('imports the examples of the project, filled in', async () => {
		for (const path of ['direct', 'relay'] as const) {
			const workflow = await ensure(readExample(path));
			const trigger = workflow.nodes.find(isCallTrigger);
			expect(trigger?.parameters).toMatchObject({
				phoneNumbers: ['+14155550101'],
				agent: { value: 'agent-1' },
				audioPath: path === 'relay' ? 'bridge' : 'direct',
			});
			expect(Object.keys(trigger?.credentials ?? {})).toHaveLength(path === 'relay' ? 3 : 2);
		}
	});

	it('has an agent of the lab for each of the others', () => {
		const named = readOtherExamples().map(({ agentName }) => agentName);
		expect(demoAgentNames()).toEqual(expect.arrayContaining(named));
		expect(named).toContain('Approvals');
	});

	it('fills whatever the other examples leave open, but for what they make themselves', async () => {
		for (const { example } of readOtherExamples()) {
			for (const { type, parameters, credentials } of (await ensure(example)).nodes) {
				if (!type.startsWith('n8n-nodes-plivo-ultravox.')) continue;
				expect(Object.keys(credentials ?? {})).toContain('plivoVoiceApi');
				expect(parameters.from).not.toBe('');
				expect(parameters).not.toMatchObject({ agent: { value: '' } });
			}
		}
	});

	it('changes nothing when nothing changed', async () => {
		const first = await ensure(readExample('direct'));
		expect((await ensure(readExample('direct'))).versionId).toBe(first.versionId);
	});

	it("points an edited workflow at this start's agent and keeps the edit, also in later starts", async () => {
		const example = readExample('direct');
		const first = await ensure(example);
		await store.updateWorkflow(first.id, { nodes: titled(first as ExampleWorkflow, [7, 7]).nodes });
		for (const agentId of ['agent-2', 'agent-3']) {
			await ensure(titled(example, [100, 100]), agentId);
			const kept = await store.workflow(example.id);
			expect(agentOf(kept)).toMatchObject({ value: agentId });
			expect(kept.nodes[0]?.position).toEqual([7, 7]);
		}
	});

	it('takes a newer example when nobody edited the old one', async () => {
		const example = readExample('direct');
		await ensure(example);
		const newer = await ensure(titled(example, [9, 9]), 'agent-2');
		expect(newer.nodes[0]?.position).toEqual([9, 9]);
		expect(agentOf(newer)).toMatchObject({ value: 'agent-2' });
	});

	it('takes an archived one back', async () => {
		const first = await ensure(readExample('direct'));
		(store.kept.get(first.id) as Workflow).isArchived = true;
		await ensure(readExample('direct'));
		expect(store.kept.get(first.id)?.isArchived).toBe(false);
	});
});

describe('republish', () => {
	it('takes a published workflow off the air first, because a restart calls no hook', async () => {
		const { id } = await ensure(readExample('direct'));
		await republish(store as unknown as N8nApi, id);
		(store.kept.get(id) as Workflow).active = true;
		await republish(store as unknown as N8nApi, id);
		expect(store.calls).toEqual([`publish ${id}`, `unpublish ${id}`, `publish ${id}`]);
	});
});

import type { Lab } from '../lab';
import type { N8nApi } from '../n8n/n8nApi';
import type { Workflow } from '../n8n/n8nTypes';
import type { DemoPath } from './callSummary';
import { DEMO_NUMBERS, fillLabAccounts, OTHER_NUMBER } from './demoAccounts';
import { DEMO_AGENT } from './demoAgents';
import type { DemoHome } from './demoHome';
import { ExampleWorkflows, readExample, readOtherExamples, republish } from './exampleWorkflows';
import type { WorkflowFilling } from './fillWorkflow';
import { answeredNumbers, fillWorkflow, isCallTrigger, namedAgents } from './fillWorkflow';
import type { Output } from './output';

/**
 * Imports the examples, points all workflows that answer calls at this start's lab, and publishes the latter. The examples that the start
 * does not call stay as they are saved: some call people by themselves once they are published.
 * @returns those that the start calls
 */
export async function publishWorkflows(
	lab: Lab,
	api: N8nApi,
	credentials: Pick<WorkflowFilling, 'credentials' | 'header'>,
	home: DemoHome,
	output: Output,
): Promise<Record<DemoPath, Workflow>> {
	const listed = await api.workflows();
	const putAway = new Set(listed.filter(({ isArchived }) => isArchived).map(({ id }) => id));
	const known = await Promise.all(
		listed.filter(({ id }) => !putAway.has(id)).map(({ id }) => api.workflow(id)),
	);
	const nodes = known.flatMap((workflow) => workflow.nodes);
	const agentIds = fillLabAccounts(lab, answeredNumbers(nodes), namedAgents(nodes));
	const filling = (phoneNumber: string, agentName = DEMO_AGENT): WorkflowFilling => ({
		...credentials,
		agentIds,
		agentName,
		phoneNumber,
	});
	const examples = new ExampleWorkflows(api, home.userFolder);
	const publishExample = async (path: DemoPath) => {
		const workflow = await examples.ensure(readExample(path), filling(DEMO_NUMBERS[path]));
		await republish(api, workflow.id);
		return workflow;
	};
	const workflows = {
		direct: await publishExample('direct'),
		relay: await publishExample('relay'),
	};
	const toldWhenNot = async ({ name }: Workflow, publish: () => Promise<unknown>) => {
		await publish().catch((error: Error) => {
			output.failure(`The workflow "${name}" was not published: ${error.message}`);
		});
	};
	const others = readOtherExamples().filter(({ example }) => !putAway.has(example.id));
	for (const { example, agentName } of others) {
		const workflow = await examples.ensure(example, filling(OTHER_NUMBER, agentName));
		if (workflow.active) await toldWhenNot(workflow, () => republish(api, workflow.id));
	}
	const imported = [...Object.values(workflows), ...others.map(({ example }) => example)];
	const own = known.filter(
		({ id, active, nodes: its }) =>
			active && its.some(isCallTrigger) && imported.every((one) => one.id !== id),
	);
	for (const workflow of own) {
		await toldWhenNot(workflow, async () => {
			const filled = fillWorkflow(workflow.nodes, filling(DEMO_NUMBERS.direct));
			await api.updateWorkflow(workflow.id, { nodes: filled, connections: workflow.connections });
			await republish(api, workflow.id);
		});
	}
	output.progress('The workflows are published');
	return workflows;
}
